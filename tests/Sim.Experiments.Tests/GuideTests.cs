using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>What the guide to batching says of its batchers, as measured.</summary>
public sealed class GuideTests
{
    [Fact]
    public void OneBatch_LandsInOrderWithin20Milliseconds_AndLeavesTheTargetPrepped()
    {
        var run = new WatchedRun(WatchedRun.Spec("mid", "phantasy", "proto spacer=5ms", 10), withJournal: true);
        var batch = run.BatchLandings.Where(landing => landing.Job.Request.Batch == 0).ToArray();
        Assert.Equal([JobKind.Hack, JobKind.Weaken, JobKind.Grow, JobKind.Weaken], batch.Select(landing => landing.Job.Request.Kind));
        Assert.InRange((batch[^1].At - batch[0].At).TotalMilliseconds, 0, 20);

        ref readonly var server = ref run.Game.Server(batch[0].Job.Request.Target);
        Assert.Equal(server.SecurityMin, batch[^1].Landing.SecurityAfter);
        Assert.Equal(server.MoneyMax, batch[^1].Landing.MoneyAfter);
        Assert.Equal(server.MoneyMax, batch[0].Landing.MoneyBefore);
    }

    [Fact]
    public void Proto_WithA5MillisecondSpacer_LandsEveryJobOnTime_AndTheNextBatchFollowsAtOnce()
    {
        var run = new WatchedRun(WatchedRun.Spec("mid", "phantasy", "proto spacer=5ms", 30), withJournal: true);
        var landings = run.BatchLandings.ToArray();
        Assert.InRange(landings.Length, 4 * 10, int.MaxValue);
        Assert.All(landings, landing => Assert.InRange(Math.Abs((landing.At - landing.Job.Request.LandsAt).TotalMilliseconds), 0, 1));

        var launches = run.Journal.Of(JournalEvent.Launched).Where(entry => entry.Job.Request.Batch >= 0).ToLookup(entry => entry.Job.Request.Batch);
        var ends = landings.ToLookup(landing => landing.Job.Request.Batch);
        var batches = ends.Select(group => group.Key).ToArray();
        foreach (var batch in batches.SkipLast(1))
        {
            var pause = launches[batch + 1].First().At - ends[batch].Last().At;
            Assert.InRange(pause.TotalMilliseconds, 0, 5);
        }

        Assert.Equal(0, run.Recorder.DesyncsTotal);
    }

    [Theory]
    [InlineData("mid", "phantasy", "shotgun", 20)]
    [InlineData("mid", "joesguns", "shotgun spacer=5ms", 20)]
    [InlineData("mid", "phantasy", "shotgun pattern=HGW", 20)]
    [InlineData("late", "joesguns", "shotgun greed=50%", 3)]
    public void Shotgun_WithAllRam_HasNoDesyncOfOrderOrSecurity(string save, string target, string scheduler, int minutes)
    {
        var run = new WatchedRun(WatchedRun.Spec(save, target, scheduler, minutes));
        var recorder = run.Recorder;
        Assert.InRange(recorder.BatchesPrepped, 100, long.MaxValue);
        Assert.Equal(0, recorder.Desyncs(DesyncCause.Order));
        Assert.Equal(0, recorder.Desyncs(DesyncCause.Security));
        Assert.Equal(0, recorder.OutOfOrder);
    }

    [Theory]
    [InlineData("periodic greed=1% spacer=5ms")]
    [InlineData("jit greed=1% spacer=5ms")]
    [InlineData("periodic greed=1% spacer=5ms pattern=HGW")]
    [InlineData("jit greed=1% spacer=5ms pattern=HGW")]
    [InlineData("jit greed=1% spacer=5ms permanentWeaken=true")]
    [InlineData("periodic greed=1% spacer=5ms window=true")]
    public void TenThousandBatches_OfALevelStablePlayer_HaveNoDesync(string scheduler)
    {
        var spec = WatchedRun.LevelStable(WatchedRun.Spec("mid", "phantasy", scheduler, 60));
        var facts = Simulation.Run(spec);
        Assert.InRange(facts.BatchesPrepped, 10_000, long.MaxValue);
        Assert.Equal((0, 0, 0), (facts.Desyncs, facts.BatchesNotPrepped, facts.Collisions));
        Assert.Equal((0, 0), (facts.JobsRefused, facts.LandingsOutOfOrder));
        Assert.InRange(facts.DepthMax, 2, int.MaxValue);
    }

    [Theory]
    [InlineData("greed=1% spacer=20ms")]
    [InlineData("greed=5% spacer=50ms")]
    [InlineData("greed=1% spacer=20ms pattern=HGW")]
    public void Jit_HoldsLessRamForItsMoneyThanPeriodic(string options)
    {
        var periodic = Simulation.Run(WatchedRun.LevelStable(WatchedRun.Spec("mid", "phantasy", "periodic " + options, 30)));
        var jit = Simulation.Run(WatchedRun.LevelStable(WatchedRun.Spec("mid", "phantasy", "jit " + options, 30)));
        Assert.InRange(jit.MoneyEarned, periodic.MoneyEarned * 0.9, double.PositiveInfinity);
        Assert.InRange(jit.RamGbSPerDollar!.Value, 0, periodic.RamGbSPerDollar!.Value * 0.9);
    }

    [Fact]
    public void EveryRamFigure_IsWithinTheWorldsRam()
    {
        var facts = Simulation.Run(WatchedRun.Spec("mid", "phantasy", "shotgun", 10));
        Assert.InRange(facts.RamGbPeak, 1, facts.RamGbTotal);
        Assert.InRange(facts.RamGbMean, 1, facts.RamGbPeak);
        Assert.Equal(facts.RamGbMean * facts.SimulatedS, facts.RamGbSHack + facts.RamGbSGrow + facts.RamGbSWeaken, 1e-6 * facts.RamGbMean * facts.SimulatedS);
        Assert.Equal(1 - (facts.RamGbMean / facts.RamGbTotal), facts.RamIdleShare, 1e-12);
    }
}
