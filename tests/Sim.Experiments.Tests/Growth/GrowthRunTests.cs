using System.Text;
using Sim.Engine;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>Runs in which money is spent: the scenario's keys, what stops a run, and that nothing else changes.</summary>
public sealed class GrowthRunTests
{
    [Fact]
    public void Grow_BuysAndStopsAtTheMilestone()
    {
        var facts = Run("\"grow\": {\"hacknet\": false}, \"until\": \"3 servers of 16GB\"");
        Assert.InRange(facts.UntilS!.Value, 1, 24 * 3600);
        Assert.Equal(facts.UntilS, facts.SimulatedS);
        Assert.True(facts.Purchases > 0);
        Assert.True(facts.MoneySpent > 0 && facts.MoneySpent <= facts.MoneyEarned + 150_321.25);
        Assert.True(facts.RamGbEnd >= 68 + 48);
        Assert.InRange(facts.RamGbTotal, 68, facts.RamGbEnd!.Value);
        Assert.True(facts.JobsKilled > 0);
        Assert.Equal(0, facts.MoneyHacknet);
        Assert.InRange(facts.RamIdleShare, 0, 1);
    }

    [Fact]
    public void TheSameRun_BuysTheSame()
    {
        const string Keys = "\"grow\": true, \"duration\": \"3h\"";
        Assert.Equal(Run(Keys), Run(Keys));
        Assert.NotEqual(Run(Keys).TraceHash, Run("\"grow\": {\"spend\": \"50%\"}, \"duration\": \"3h\"").TraceHash);
    }

    [Fact]
    public void APurchase_ShowsInTheTraceHash()
    {
        // The only difference is a hacknet node, which no job ever notices.
        var without = Run("\"grow\": {\"servers\": 0, \"home\": false, \"programs\": false, \"hacknet\": false}, \"duration\": \"10m\"");
        var with = Run("\"grow\": {\"servers\": 0, \"home\": false, \"programs\": false}, \"duration\": \"10m\"");
        Assert.Equal(without.MoneyEarned, with.MoneyEarned);
        Assert.True(with.MoneyHacknet > 0);
        Assert.NotEqual(without.TraceHash, with.TraceHash);
    }

    [Fact]
    public void PlacesToBuy_ChangeNothing_AsLongAsNothingIsBought()
    {
        var plain = Run("\"duration\": \"2h\"");
        var idle = Run("\"grow\": {\"start\": \"1d\"}, \"duration\": \"2h\"");
        Assert.Equal(plain.TraceHash, idle.TraceHash);
        Assert.Null(plain.MoneySpent);
        Assert.Equal(0, idle.MoneySpent);
    }

    [Fact]
    public void AMilestoneThatIsNotReached_EndsWithTheDuration()
    {
        var facts = Run("\"until\": [\"level 12\", \"level 5000\"], \"duration\": \"30m\"");
        Assert.Null(facts.UntilS);
        Assert.Equal(1800, facts.SimulatedS);
    }

    [Fact]
    public void SeveralMilestones_AreReachedWithTheLast()
    {
        var level = Run("\"until\": \"level 30\"").UntilS;
        var money = Run("\"until\": \"money 1m\"").UntilS;
        Assert.Equal(Math.Max(level!.Value, money!.Value), Run("\"until\": [\"level 30\", \"money 1m\"]").UntilS);
    }

    [Theory]
    [InlineData("\"grow\": 7", "true, false, or an object is needed")]
    [InlineData("\"grow\": {\"upgrade\": \"vacate\"}", "did you mean \"upgrades\"?")]
    [InlineData("\"grow\": {\"upgrades\": \"never\"}", "one of vacate, kill-all, in-place is needed")]
    [InlineData("\"grow\": {\"serverRam\": \"3GB\"}", "a power of two from 2GB to 1PB is needed")]
    [InlineData("\"grow\": {\"rebuy\": true, \"upgrades\": \"in-place\"}", "vacate or kill-all is needed")]
    [InlineData("\"grow\": {\"spend\": \"0%\"}", "from 0.01% to 100%")]
    [InlineData("\"until\": 5", "milestones such as")]
    [InlineData("\"until\": []", "milestones such as")]
    [InlineData("\"until\": \"level 5, fame 7\"", "milestones such as")]
    [InlineData("\"until\": \"home 1TB\"", "nothing is bought without \"grow\": true")]
    [InlineData("\"grow\": true, \"until\": \"26 servers of 1PB\"", "allows 25 servers of up to 1PB")]
    [InlineData("\"grow\": {\"upgrades\": \"vacate\"}", "this scheduler keeps the hosts that it began with")]
    public void WhatMakesNoSense_IsRefused(string keys, string expected)
    {
        var refused = Assert.Throws<InputException>(() => RunSpec.From(Scenario(keys)));
        Assert.Contains(refused.Problems, problem => problem.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"grow\": true")]
    [InlineData("\"grow\": {\"upgrades\": \"kill-all\", \"payback\": \"2h\", \"serverRam\": \"64TB\", \"home\": false}, \"until\": [\"level 30\", \"home 1TB\"]")]
    public void AScenario_IsWrittenAsItIsRead(string keys)
    {
        var scenario = Scenario(keys);
        var text = ScenarioFile.Write(scenario);
        var again = ScenarioFile.Parse("again.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All);
        Assert.Equal(scenario.Grow, again.Grow);
        Assert.True(scenario.Until.SequenceEqual(again.Until));
        Assert.Equal(text, ScenarioFile.Write(again));
    }

    private static RunFacts Run(string keys) => Simulation.Run(RunSpec.From(Scenario(keys)));

    private static Scenario Scenario(string keys) => ScenarioFile.Parse(
        "test.json",
        Encoding.UTF8.GetBytes($$"""{"world": {"save": "early.json"}, "target": "n00dles", "scheduler": "jit", {{keys}}}"""),
        SchedulerCatalogue.All,
        Repository.Data("reference", "save"));
}
