using System.Globalization;
using System.Text;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>What a plan is good for: it earns at least what every other scheduler does, with little RAM and with much.</summary>
public sealed class PlannedTests
{
    [Theory]
    [InlineData("mid", "phantasy", "16GB")]
    [InlineData("mid", "phantasy", "64GB")]
    [InlineData("mid", "phantasy", "1TB")]
    [InlineData("mid", "phantasy", "64TB")]
    [InlineData("early", "n00dles", "64GB")]
    [InlineData("early", "n00dles", "1TB")]
    [InlineData("late", "phantasy", "32GB")]
    [InlineData("late", "phantasy", "4TB")]
    public void Planned_EarnsAtLeastAsMuchAsTheBestOther(string save, string target, string ram)
    {
        var planned = Money(save, target, ram, "planned");
        foreach (var other in (string[])["loop", "proto", "shotgun", "periodic", "jit"])
        {
            // Hacks of the early player fail now and then.
            Assert.True(planned >= Money(save, target, ram, other) * 0.97, $"{other} earned more than {planned.ToString(CultureInfo.InvariantCulture)}");
        }
    }

    [Fact]
    public void WithTenBatchesAndMore_PlannedReachesNineteenTwentiethsOfTheBound_OnTheMidSave()
    {
        var facts = Simulation.Run(Spec("mid", "phantasy", "16TB", "planned", "desktop"));
        Assert.InRange(facts.Efficiency!.Value, 0.95, 1);
    }

    [Fact]
    public void WithoutATarget_PlannedHacksWhatPays()
    {
        var all = Simulation.Run(Spec("mid", null, null, "planned", "none"));
        var best = Simulation.Run(Spec("mid", null, null, "jit", "none"));
        Assert.True(all.MoneyEarned > best.MoneyEarned * 1.5);
        Assert.Equal(0, all.Desyncs);
    }

    [Fact]
    public void MoreRam_AndAHigherLevel_AreTakenUpDuringTheRun()
    {
        var spec = Spec("mid", "phantasy", "4TB", "planned", "none");
        var home = new Game.ServerNames(spec.World).Find("home");
        var grown = ForkedRun.Run(spec, Engine.SimTime.Zero + Engine.SimDuration.FromSeconds(1200), new RunChange { Ram = [new HostRam(home, Game.RamSize.FromGigabytes(16384))] });
        Assert.True(grown.Changed.MoneyEarned > grown.Unchanged.MoneyEarned * 2);
        var raised = ForkedRun.Run(spec, Engine.SimTime.Zero + Engine.SimDuration.FromSeconds(1200), new RunChange { Level = 900 });
        Assert.True(raised.Changed.MoneyEarned > raised.Unchanged.MoneyEarned * 1.05);
    }

    private static double Money(string save, string target, string ram, string scheduler)
    {
        try
        {
            return Simulation.Run(Spec(save, target, ram, scheduler, "none")).MoneyEarned;
        }
        catch (Engine.InputException)
        {
            return 0;
        }
    }

    private static RunSpec Spec(string save, string? target, string? ram, string scheduler, string lag)
    {
        var where = (target is null ? "" : $"\"target\": \"{target}\", ") + (ram is null ? "" : $"\"ram\": \"{ram}\", ");
        var text = $$"""{ "world": { "save": "save/{{save}}.json.gz" }, {{where}}"prepped": true, "scheduler": "{{scheduler}}", "lag": "{{lag}}", "duration": "1h" }""";
        return RunSpec.From(ScenarioFile.Parse("test.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All, Repository.Data("reference")));
    }
}
