using Sim.Testing;

namespace Sim.Cli.Tests;

/// <summary>Orchestrators and selectors on the command line: dry runs, warnings, and what is refused.</summary>
public sealed class FleetCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Early => Repository.Data("reference", "save", "early.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void DryRun_PrintsTheAssignments_AndNothingElse()
    {
        var (exit, output, errors) = Cli.Run("run", "--save", Early, "--scheduler", "coverage", "--dry");
        Assert.Equal((0, ""), (exit, errors));
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal("4 runners, 19 threads, 4 targets by moneyChanceTime", lines[0]);
        Assert.Equal(5, lines.Length);
        Assert.Equal("foodnstuff -> foodnstuff, 5 threads, score 1.013e+6", lines[1]);
        Assert.DoesNotContain("home ->", output, StringComparison.Ordinal);
    }

    [Fact]
    public void RebalanceIntervalBelowTheMinimum_IsClamped_WithAWarning()
    {
        var (exit, _, errors) = Cli.Run("run", "--save", Early, "--scheduler", "coverage", "--rebalance", "10s", "--duration", "5m");
        Assert.Equal((0, "sim: warning: rebalance 10000ms is below the minimum and was clamped to 60000ms\n"), (exit, errors.ReplaceLineEndings("\n")));
    }

    [Fact]
    public void FewerThreadsThanTargets_GiveAWarning()
    {
        var file = Custom("""{ "name": "home", "ram": "64GB" }, { "name": "tiny", "ram": "5GB" }""", levelRequired: 1);
        var (exit, output, errors) = Cli.Run("run", file, "--dry");
        Assert.Equal(0, exit);
        Assert.Contains("2 threads in all for 3 targets: the 1 with the lowest scores are not covered", errors, StringComparison.Ordinal);
        Assert.Equal(3, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void UnknownScoringModel_IsRefused_WithThoseThatThereAre() =>
        Cli.Refuses(["run", "--save", Early, "--scheduler", "coverage", "--score", "luck"], "luck", "moneyChanceTime, money, moneyTime, prepAware, growthWeighted");

    [Fact]
    public void NoRunner_IsRefused() =>
        Cli.Refuses(["run", Custom("""{ "name": "home", "ram": "64GB" }""", levelRequired: 1)], "ram", "there is no host to run on", "on another host than home");

    [Theory]
    [InlineData("coverage")]
    [InlineData("pool")]
    [InlineData("greedy")]
    [InlineData("rebalancing")]
    [InlineData("knapsack")]
    public void NoTarget_IsRefused(string scheduler) =>
        Cli.Refuses(
            ["run", Custom("""{ "name": "home", "ram": "64GB" }, { "name": "a", "ram": "64GB" }""", levelRequired: 900, scheduler)],
            "target", "no server that holds money is rooted and within the player's level");

    [Fact]
    public void IntervalShorterThanABatchesLandings_IsRefused() =>
        Cli.Refuses(["run", "--save", Early, "--scheduler", "knapsack", "--interval", "50ms"], "--interval", "80ms");

    [Fact]
    public void AllTargets_AreNamedSo()
    {
        var (exit, output, _) = Cli.Run("run", "--save", Early, "--scheduler", "knapsack", "--duration", "5m");
        Assert.Equal(0, exit);
        Assert.StartsWith("knapsack on all targets;", output, StringComparison.Ordinal);
    }

    private string Custom(string hosts, int levelRequired, string scheduler = "coverage")
    {
        var targets = string.Join(", ", Enumerable.Range(1, 3).Select(i =>
            $$"""{ "name": "t{{i}}", "moneyMax": {{i}}000000, "securityMin": 5, "growth": 30, "levelRequired": {{levelRequired}} }"""));
        return _folder.Write($"{scheduler}.json", $$"""
            {
              "world": { "custom": { "player": { "level": 100 }, "hosts": [{{hosts}}], "targets": [{{targets}}] } },
              "scheduler": "{{scheduler}}",
              "duration": "1m"
            }
            """);
    }
}
