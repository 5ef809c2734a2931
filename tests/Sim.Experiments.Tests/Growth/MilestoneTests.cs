using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments.Tests;

public sealed class MilestoneTests
{
    [Theory]
    [InlineData("25 servers of 1PB", "25 servers of 1PB")]
    [InlineData("1 server of 64GB", "1 server of 64GB")]
    [InlineData("  3  SERVERS of 1024gb ", "3 servers of 1TB")]
    [InlineData("home 1TB", "home 1TB")]
    [InlineData("level 500", "level 500")]
    [InlineData("money 1b", "money 1b")]
    [InlineData("money $2.5t", "money 2.5t")]
    [InlineData("money 1500000", "money 1.5m")]
    [InlineData("money 999", "money 999")]
    public void Texts_AreRead_AndWrittenShort(string text, string expected)
    {
        Assert.True(Milestone.TryParse(text, out var milestone));
        Assert.Equal(expected, milestone.ToString());
        Assert.True(Milestone.TryParse(expected, out var again));
        Assert.Equal(milestone, again);
    }

    [Theory]
    [InlineData("")]
    [InlineData("servers of 1PB")]
    [InlineData("0 servers of 1PB")]
    [InlineData("-1 servers of 1PB")]
    [InlineData("2 servers of 0GB")]
    [InlineData("2 servers with 1PB")]
    [InlineData("home")]
    [InlineData("home 1")]
    [InlineData("level 0")]
    [InlineData("level 1.5")]
    [InlineData("level 99999999999")]
    [InlineData("money 0")]
    [InlineData("money -5")]
    [InlineData("money lots")]
    [InlineData("money 1e99")]
    [InlineData("fame 7")]
    public void OtherTexts_AreRefused(string text) => Assert.False(Milestone.TryParse(text, out _));

    [Fact]
    public void Lists_TellEveryPartThatIsNone()
    {
        var problems = new InputProblems("");
        Assert.Equal(2, MilestoneList.Parse("level 5, fame 7, home 1TB, glory", problems, "--until").Length);
        Assert.Equal(2, problems.Count);
        Assert.All(problems.All, problem => Assert.Contains("level 500", problem.Valid, StringComparison.Ordinal));
    }

    [Fact]
    public void WhatAWorldNeverAllows_IsSaid()
    {
        var world = NewGame.Create(new NewGameOptions());
        Assert.Null(Parse("25 servers of 1PB").Impossible(world));
        Assert.Contains("25 servers of up to 1PB", Parse("26 servers of 1PB").Impossible(world), StringComparison.Ordinal);
        Assert.Contains("25 servers of up to 1PB", Parse("1 server of 2PB").Impossible(world), StringComparison.Ordinal);
        Assert.Contains("at most level", Parse("level 999999999").Impossible(world), StringComparison.Ordinal);
    }

    [Fact]
    public void Reached_IsWhatTheRunHas()
    {
        var world = NewGame.Create(new NewGameOptions { Level = 50, Money = 1e9, HomeRam = RamSize.FromGigabytes(64), PurchasedServers = 2, PurchasedServerRam = RamSize.FromGigabytes(128) }).WithPlacesToBuy();
        var game = new GameRun(world, new RandomStream(1));
        Assert.True(Parse("2 servers of 128GB").IsReached(game));
        Assert.True(Parse("2 servers of 64GB").IsReached(game));
        Assert.False(Parse("2 servers of 256GB").IsReached(game));
        Assert.False(Parse("3 servers of 64GB").IsReached(game));
        Assert.True(Parse("home 64GB").IsReached(game));
        Assert.False(Parse("home 128GB").IsReached(game));
        Assert.True(Parse("level 50").IsReached(game));
        Assert.False(Parse("level 51").IsReached(game));

        // Money that was spent was reached, too.
        Assert.Equal(PurchaseRefusal.None, game.Buy(PurchaseRequest.HomeRam(), out _));
        Assert.True(Parse("money 1b").IsReached(game));
        Assert.False(Parse("money 1.1b").IsReached(game));
        Assert.True(Parse("home 128GB").IsReached(game));
    }

    private static Milestone Parse(string text)
    {
        Assert.True(Milestone.TryParse(text, out var milestone));
        return milestone;
    }
}
