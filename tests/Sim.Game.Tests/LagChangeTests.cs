using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>Another lag model in the middle of a run.</summary>
public sealed class LagChangeTests
{
    private static readonly LagModel s_steady = new()
    {
        Name = "steady",
        [Activity.GameLoop] = Micros(1_000),
        [Activity.Frame] = new LagCost(Distribution.Uniform(1_000, 2_000)),
        [Activity.Stall] = new LagCost(Distribution.Uniform(100, 200)) { Every = Distribution.Exponential(50_000) },
        [Activity.Exec] = new LagCost(Distribution.Uniform(10, 20_000)),
    };

    [Fact]
    public void TheSameModelAgain_ChangesNothing()
    {
        var (changed, unchanged) = (Run(s_steady), Run(s_steady));
        changed.RunUntil(new SimTime(1_234_567));
        unchanged.RunUntil(new SimTime(1_234_567));
        changed.ChangeLag(s_steady with { Name = "other name" }, new RandomStreams(1));
        Assert.Equal("other name", changed.Lag!.Model.Name);
        AssertAlike(changed, unchanged);
    }

    [Fact]
    public void WhatBothModelsAgreeOn_KeepsItsBeatAndItsLuck()
    {
        var (changed, unchanged) = (Run(s_steady), Run(s_steady));
        changed.RunUntil(new SimTime(1_234_567));
        unchanged.RunUntil(new SimTime(1_234_567));
        changed.ChangeLag(s_steady.With(Activity.Landing, Micros(500)).With(Activity.OtherScripts, LagCost.None), new RandomStreams(1));
        Assert.Equal(Costs(unchanged, Activity.Exec, 50), Costs(changed, Activity.Exec, 50));
        AssertAlike(changed, unchanged);
    }

    [Fact]
    public void AnotherGap_BeginsAtOnce()
    {
        // The pause was to last an hour; the new law does not wait for it.
        var run = Run(new LagModel { Name = "rare", [Activity.Stall] = Every(Distribution.Constant(SimDuration.FromSeconds(3_600))) });
        run.RunUntil(new SimTime(10_000_000));
        run.ChangeLag(new LagModel { Name = "often", [Activity.Stall] = Every(Distribution.Constant(SimDuration.FromSeconds(1))) }, new RandomStreams(1));
        Assert.Equal((1, 1), (run.Lag!.BackgroundPending, run.Loop.Pending));
        run.RunUntil(new SimTime(20_500_000));
        Assert.Equal(10, run.Lag.Count(Activity.Stall));
        Assert.Equal((1, 1), (run.Lag.BackgroundPending, run.Loop.Pending));
        Assert.Equal(10, run.Loop.Fired);
    }

    [Fact]
    public void WhatCostsNothingAnyMore_IsTakenBack_AndComesAgainOnce()
    {
        var run = Run(s_steady);
        run.RunUntil(new SimTime(1_000_000));
        run.ChangeLag(LagPresets.None, new RandomStreams(1));
        Assert.Equal((0, 0), (run.Lag!.BackgroundPending, run.Loop.Pending));
        var busy = run.Lag.Spent(Activity.Frame);
        run.RunUntil(new SimTime(5_000_000));
        Assert.Equal(busy, run.Lag.Spent(Activity.Frame));
        run.ChangeLag(LagPresets.Busy, new RandomStreams(1));
        run.ChangeLag(LagPresets.None, new RandomStreams(1));
        run.ChangeLag(s_steady, new RandomStreams(1));
        Assert.Equal((3, 3), (run.Lag.BackgroundPending, run.Loop.Pending));
        var frames = run.Lag.Count(Activity.Frame);
        run.RunUntil(new SimTime(6_000_000));
        Assert.InRange(run.Lag.Count(Activity.Frame) - frames, 59, 60);
    }

    [Fact]
    public void NewLaws_DoNotDependOnHowMuchWasDrawnBefore()
    {
        var (few, many) = (Run(s_steady), Run(s_steady));
        Costs(few, Activity.Exec, 3);
        Costs(many, Activity.Exec, 200);
        var other = s_steady.With(Activity.Exec, new LagCost(Distribution.Uniform(10, 30_000)));
        few.ChangeLag(other, new RandomStreams(1));
        many.ChangeLag(other, new RandomStreams(1));
        var costs = Costs(few, Activity.Exec, 100);
        Assert.Equal(costs, Costs(many, Activity.Exec, 100));

        // A second change back is not the first one's luck once more.
        few.ChangeLag(s_steady, new RandomStreams(1));
        few.ChangeLag(other, new RandomStreams(1));
        Assert.NotEqual(costs, Costs(few, Activity.Exec, 100));
    }

    [Fact]
    public void TheGridOfAHiddenTab_ComesAndGoes()
    {
        var run = Run(LagPresets.None);
        run.ChangeLag(LagPresets.BackgroundTab, new RandomStreams(1));
        Assert.Equal(SimDuration.FromSeconds(1), run.Loop.WakeUpGrid);
        run.RunUntil(new SimTime(2_500_000));
        run.ChangeLag(LagPresets.Desktop, new RandomStreams(1));
        Assert.Equal(SimDuration.Zero, run.Loop.WakeUpGrid);
    }

    [Fact]
    public void ARunWithoutLag_GetsIt()
    {
        var run = new Lab().Game;
        run.RunUntil(new SimTime(1_000_000));
        run.ChangeLag(s_steady, new RandomStreams(1));
        run.RunUntil(new SimTime(2_000_000));
        Assert.InRange(run.Lag!.Count(Activity.Frame), 59, 60);
    }

    [Fact]
    public void ASaveThatCostsOnlyByProcess_IsPosted()
    {
        var run = Run(s_steady);
        run.ChangeLag(new LagModel { Name = "save", [Activity.AutosavePerProcess] = Micros(10) }, new RandomStreams(1));
        run.RunUntil(new SimTime(600_000_000));
        Assert.Equal(10, run.Lag!.Count(Activity.Autosave));
    }

    private static GameRun Run(LagModel model)
    {
        var run = new Lab().Game;
        run.UseLag(model, new RandomStreams(1));
        return run;
    }

    private static LagCost Micros(long micros) => new(Distribution.Constant(new SimDuration(micros)));

    private static LagCost Every(Distribution every) => new(Distribution.Constant(new SimDuration(100))) { Every = every };

    private static long[] Costs(GameRun run, Activity activity, int count)
    {
        var costs = new long[count];
        for (var i = 0; i < count; i++)
        {
            var before = run.Loop.Now;
            run.Lag!.Charge(activity);
            costs[i] = (run.Loop.Now - before).Micros;
        }

        return costs;
    }

    private static void AssertAlike(GameRun changed, GameRun unchanged)
    {
        changed.RunUntil(new SimTime(30_000_000));
        unchanged.RunUntil(new SimTime(30_000_000));
        Assert.Equal(unchanged.Loop.Fired, changed.Loop.Fired);
        Assert.Equal(unchanged.Loop.IdleTime, changed.Loop.IdleTime);
        foreach (var activity in Activities.All) Assert.Equal(unchanged.Lag!.Spent(activity), changed.Lag!.Spent(activity));
    }
}
