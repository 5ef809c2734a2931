using System.Text.Json;

namespace Sim.Cli.Tests;

/// <summary><c>sim run --fork-at ... --then ...</c>.</summary>
public sealed class ForkCommandTests
{
    [Fact]
    public void BothOutcomes_StandSideBySide()
    {
        var (exit, output, errors) = Cli.Run("run", "--duration", "40m", "--fork-at", "20m", "--then", "money=30%", "lag=busy");
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("after 20m", output, StringComparison.Ordinal);
        Assert.Contains("money=30% lag=busy", output, StringComparison.Ordinal);
        Assert.Matches(@"money earned +│ +\$[0-9.]+b │ +\$[0-9.]+b │ +-[0-9.]+%", output);
        Assert.Matches(@"desyncs +│ +0 │ +[0-9,]+ │ +\+[0-9,]+", output);
    }

    [Fact]
    public void TheJson_HasTheFactsOfBothRuns_AndOfTheTimeBefore()
    {
        var plain = Json("run", "--duration", "40m");
        var forked = Json("run", "--duration", "40m", "--fork-at", "20m", "--then", "duration=1h");
        Assert.Equal(1_200, forked.GetProperty("fork_at_s").GetDouble());
        Assert.Equal("duration=1h", forked.GetProperty("then")[0].GetString());
        Assert.Equal(Hash(plain), Hash(forked.GetProperty("unchanged")));
        Assert.Equal(Hash(Json("run", "--duration", "1h")), Hash(forked.GetProperty("changed")));
        Assert.Equal(Hash(Json("run", "--duration", "20m")), Hash(forked.GetProperty("before")));
    }

    [Fact]
    public void EveryKey_ChangesTheRun()
    {
        var hashes = new HashSet<string?>();
        foreach (var change in (string[])["duration=50m", "lag=busy", "level=700", "money=10%", "security=5"])
        {
            var forked = Json("run", "--duration", "40m", "--fork-at", "20m", "--then", change);
            Assert.NotEqual(Hash(forked.GetProperty("unchanged")), Hash(forked.GetProperty("changed")));
            Assert.True(hashes.Add(Hash(forked.GetProperty("changed"))), change);
        }

        // The scheduler goes by the RAM that it found at the beginning, but the facts know.
        var more = Json("run", "--duration", "40m", "--fork-at", "20m", "--then", "ram=home:10TB", "ram=n00dles:1TB");
        Assert.True(more.GetProperty("changed").GetProperty("ram_gb_total").GetDouble() > more.GetProperty("unchanged").GetProperty("ram_gb_total").GetDouble());
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1m")]
    [InlineData("40m")]
    [InlineData("1d")]
    [InlineData("soon")]
    public void AMomentOutsideTheRun_IsRefused(string moment) =>
        Cli.Refuses(["run", "--duration", "40m", "--fork-at", moment, "--then", "lag=busy"], $"--fork-at: \"{moment}\"", "less than its 40m");

    [Theory]
    [InlineData("lga=busy", "there is nothing called \"lga\" to change", "did you mean \"lag\"?")]
    [InlineData("spacer", "there is nothing called \"spacer\" to change", "lag, duration, level, money, security, ram")]
    [InlineData("lag", "\"lag\"", "a value is needed")]
    [InlineData("lag=", "\"lag=\"", "a value is needed")]
    [InlineData("lag=bussy", "\"lag=bussy\"", "did you mean \"busy\"?")]
    [InlineData("lag=none", "\"lag=none\"", "the run has this lag anyway")]
    [InlineData("duration=40m", "\"duration=40m\"", "the run lasts as long anyway")]
    [InlineData("duration=soon", "\"duration=soon\"", "a duration such as 20ms")]
    [InlineData("duration=10m", "duration: 10m", "the run is at 1200000ms, so more than that is needed")]
    [InlineData("level=0", "\"level=0\"", "a whole number of at least 1 is needed")]
    [InlineData("level=999999999", "level: 999999999", "a whole number from 1 to ")]
    [InlineData("money=101%", "\"money=101%\"", "from 0% to 100%")]
    [InlineData("money=NaN", "\"money=NaN\"", "from 0% to 100%")]
    [InlineData("security=-1", "\"security=-1\"", "from 0 to 100")]
    [InlineData("ram=1TB", "\"ram=1TB\"", "such as home:512GB")]
    [InlineData("ram=hom:1TB", "there is no server \"hom\"", "did you mean \"home\"?")]
    [InlineData("ram=home:1GB", "home uses ", "at least that is needed")]
    public void AChangeThatCannotBeMade_IsRefused(string change, params string[] told) =>
        Cli.Refuses(["run", "--duration", "40m", "--fork-at", "20m", "--then", change], told);

    [Fact]
    public void OneOfTheTwoOptionsAlone_IsRefused()
    {
        Cli.Refuses(["run", "--fork-at", "20m"], "--fork-at: given without --then", "something to change is needed");
        Cli.Refuses(["run", "--then", "lag=busy"], "--then: given without --fork-at", "the moment of the change is needed");
        Cli.Refuses(["run", "--fork-at", "20m", "--then", "lag=busy", "--out", "nowhere"], "--out: given beside --fork-at");
    }

    [Fact]
    public void EveryProblem_IsToldAtOnce() =>
        Cli.Refuses(["run", "--fork-at", "2h", "--then", "lga=busy", "level=0", "money=1", "money=0.5"], "--fork-at", "lga", "level=0", "money is given twice");

    private static string? Hash(JsonElement facts) => facts.GetProperty("trace_hash").GetString();

    private static JsonElement Json(params string[] arguments)
    {
        var (exit, output, errors) = Cli.Run([.. arguments, "--json"]);
        Assert.Equal((0, ""), (exit, errors));
        return JsonDocument.Parse(output).RootElement;
    }
}
