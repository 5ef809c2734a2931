using System.Text;
using Sim.Engine;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>
/// All purchased servers are upgraded while a harvest runs on a target on which every hack succeeds. What it costs is the largest
/// amount by which the money earned falls behind that of the same run without an upgrade.
/// </summary>
public sealed class UpgradeLossTests
{
    private const int Intervals = 500;

    [Theory]
    [InlineData("greedy")]
    [InlineData("knapsack")]
    public void Vacate_LosesLessThanATenthOfWhatKillAllLoses(string scheduler) => Check(scheduler);

    [Fact(Skip = "Not reached: vacating lost 12.8 % of what kill-all loses when this was written (docs/growing.md).")]
    public void Vacate_WithRebalancing_LosesLessThanATenthOfWhatKillAllLoses() => Check("rebalancing");

    [Fact]
    public void InPlace_LosesNothing()
    {
        var (without, _) = Run("greedy", "\"start\": \"1d\"");
        var (upgraded, facts) = Run("greedy", "\"start\": \"30m\", \"upgrades\": \"in-place\"");
        Assert.Equal(10, facts.Purchases);
        Assert.Equal(0, Lost(without, upgraded));
    }

    private static void Check(string scheduler)
    {
        var (without, none) = Run(scheduler, "\"start\": \"1d\"");
        var (killing, killAll) = Run(scheduler, "\"start\": \"30m\", \"upgrades\": \"kill-all\"");
        var (vacating, vacate) = Run(scheduler, "\"start\": \"30m\", \"upgrades\": \"vacate\"");
        Assert.Equal((0, 10, 10), (none.Purchases, killAll.Purchases, vacate.Purchases));
        Assert.Equal(killAll.RamGbEnd, vacate.RamGbEnd);
        Assert.True(killAll.JobsKilled > 0);
        Assert.Equal(1, vacate.HackSuccessRate);
        var lost = Lost(without, killing);
        Assert.True(lost > 1e8, $"kill-all loses ${lost:0}");
        Assert.True(Lost(without, vacating) < lost / 10, $"vacate loses ${Lost(without, vacating):0}, kill-all ${lost:0}");
    }

    private static double Lost(RunSeries without, RunSeries with) =>
        without.MoneyEarned.Zip(with.MoneyEarned, (plain, upgraded) => plain - upgraded).Max();

    private static (RunSeries Series, RunFacts Facts) Run(string scheduler, string grow)
    {
        var text = $$"""
            {
              "world": {"save": "mid.json"}, "target": "phantasy", "prepped": true, "scheduler": "{{scheduler}}", "duration": "2h",
              "grow": { {{grow}}, "servers": 10, "serverRam": "2TB", "home": false, "hacknet": false, "programs": false }
            }
            """;
        var scenario = ScenarioFile.Parse("test.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All, Repository.Data("reference", "save"));
        var simulation = new Simulation(RunSpec.From(scenario));
        var sampler = simulation.Sample(Intervals);
        var facts = simulation.Run();
        return (sampler.Finish(SimTime.Zero + SimDuration.FromSeconds(7200)), facts);
    }
}
