using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>The two failures of the greedy selector that seed 003 tells of, and that the other two do not have them.</summary>
public sealed class SelectorTests
{
    [Fact]
    public void RamThatAppears_IsUsedToScaleUp_ByAllButGreedy()
    {
        var greedy = EarnsAfterMoreRam("greedy", out var greedyBatches);
        var rebalancing = EarnsAfterMoreRam("rebalancing", out var rebalancingBatches);
        var knapsack = EarnsAfterMoreRam("knapsack", out var knapsackBatches);
        Assert.True(greedyBatches < 12, $"greedy has {greedyBatches} batches in flight");
        Assert.True(rebalancingBatches > greedyBatches * 5 && knapsackBatches > greedyBatches * 5, $"{rebalancingBatches} and {knapsackBatches} batches in flight");
        Assert.True(rebalancing > greedy * 5 && knapsack > greedy * 5, $"{greedy}, {rebalancing}, {knapsack}");
    }

    [Fact]
    public void LowValueTask_IsGivenUp_ByAllButGreedy()
    {
        var greedy = EarnsWithABetterTarget("greedy", out var greedyKeeps);
        var rebalancing = EarnsWithABetterTarget("rebalancing", out var rebalancingKeeps);
        var knapsack = EarnsWithABetterTarget("knapsack", out var knapsackKeeps);
        Assert.True(greedyKeeps);
        Assert.False(rebalancingKeeps || knapsackKeeps);
        Assert.True(rebalancing > greedy * 10 && knapsack > greedy * 10, $"{greedy}, {rebalancing}, {knapsack}");
    }

    [Theory]
    [InlineData("rebalancing")]
    [InlineData("knapsack")]
    public void EqualTargets_DoNotTakeTurns(string selector)
    {
        // Twenty equal targets and RAM for some of them: nothing is better than what runs, so nothing is ever given up.
        var lab = Stable();
        lab.Host("only", 256);
        var targets = Enumerable.Range(0, 20).Select(i => lab.Prepped($"equal-{i}", moneyMax: 1e9 * (1 + (i * 0.005)))).ToArray();
        var fleet = new FleetLab(lab, FleetTests.Selector(selector), targets);
        fleet.Run(60);
        var running = fleet.Fleet.Targets.Where(target => target.Harvest is not null).Select(target => target.Id).ToArray();
        fleet.Run(240);
        Assert.NotEmpty(running);
        Assert.Empty(lab.Journal.Of(JournalEvent.Killed));
        Assert.Subset(fleet.Fleet.Targets.Where(target => target.Harvest is not null).Select(target => target.Id).ToHashSet(), running.ToHashSet());
    }

    private static Lab Stable() => new() { Level = 500, Player = person => person with { ExpMultiplier = 0 } };

    /// <summary>An hour with 32GB, then an hour with 4TB.</summary>
    private static double EarnsAfterMoreRam(string selector, out int batches)
    {
        var lab = Stable();
        var host = lab.Host("growing", 32);
        var target = lab.Prepped("only", moneyMax: 1e9);
        var fleet = new FleetLab(lab, FleetTests.Selector(selector), [target]);
        fleet.Run(60);
        lab.Game.SetRam(host, RamSize.FromGigabytes(4096));
        fleet.Run(30);
        batches = fleet.Target(target).Task!.Flights;
        return fleet.Run(30);
    }

    /// <summary>A poor target that is ready takes all RAM before a rich one, which must be tilled and sown first, gets any.</summary>
    private static double EarnsWithABetterTarget(string selector, out bool keepsPoor)
    {
        var lab = Stable();
        lab.Host("only", 1024);
        var poor = lab.Prepped("poor", moneyMax: 1e6, securityMin: 5);
        var second = lab.Prepped("poor too", moneyMax: 1e6, securityMin: 5);
        var rich = lab.Target("rich", FleetTests.Raw(money: 8e8, security: 6, moneyMax: 1e9));
        var fleet = new FleetLab(lab, FleetTests.Selector(selector), [poor, second, rich], new FleetOptions { Interval = Sim.Engine.SimDuration.FromMilliseconds(100), GreedMax = 0.9 });
        fleet.Run(120);
        keepsPoor = fleet.Target(poor).Harvest is { IsStopping: false } && fleet.Target(rich).Task is null;
        return fleet.Run(60);
    }
}
