using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

/// <summary>What a run is measured by: batches that go wrong on purpose are counted, once each, under the right cause.</summary>
public sealed class RecorderTests
{
    private const long FirstMs = 200_000;

    private readonly Lab _lab = new() { Player = person => person with { ExpMultiplier = 0 } };
    private readonly ServerId _target;
    private readonly BatchPlan _plan;
    private readonly Recorder _recorder;

    public RecorderTests()
    {
        _target = _lab.Prepped("target", securityMin: 12, growth: 30);
        _plan = BatchMath.Work(BatchShape.Hwgw, _target, in _lab.Game.Server(_target), in _lab.Game.Person, _lab.Multipliers, new ThreadArithmetic(0.2), 1)!;
        _lab.Game.AddPlan(_plan);
        _recorder = new Recorder(_lab.Game);
    }

    [Fact]
    public void AGoodBatch_IsCountedAsPrepped_WithoutDesync()
    {
        LaunchBatch(0, "0123");
        _lab.RunUntilIdle();
        Assert.Equal((1, 1, 0), (_recorder.BatchesStarted, _recorder.BatchesPrepped, _recorder.DesyncsTotal));
        Assert.Equal((1, 1, 2), (_recorder.Landings(JobKind.Hack), _recorder.Landings(JobKind.Grow), _recorder.Landings(JobKind.Weaken)));
        Assert.Equal((1, 0, 0), (_recorder.HacksSucceeded, _recorder.Collisions, _recorder.OutOfOrder));
        Assert.Equal(_plan.MoneyTaken, _recorder.MoneyEarned, 1e-3);
        Assert.Equal((4, SimDuration.Zero, SimDuration.Zero), (_recorder.LandingErrors.Count, _recorder.LandingErrors.Min, _recorder.LandingErrors.Max));
    }

    [Fact]
    public void AJobThatLandsAfterALaterOne_IsADesyncOfOrder()
    {
        // The first weaken is planned second and lands last.
        LaunchBatch(0, "0231", plannedAsPositions: true);
        _lab.RunUntilIdle();
        Assert.Equal((1, 1), (_recorder.DesyncsTotal, _recorder.Desyncs(DesyncCause.Order) + _recorder.Desyncs(DesyncCause.Security)));
        Assert.InRange(_recorder.OutOfOrder, 1, 3);
    }

    [Fact]
    public void AHackAtRaisedSecurity_IsADesyncOfSecurity()
    {
        LaunchBatch(0, "0123");
        _lab.RunUntil(FirstMs - 1);
        _lab.Game.Apply(JobKind.Hack, new ServerId(_target.Index), 1, 1, out _);
        _lab.RunUntilIdle();
        Assert.Equal((1, 1), (_recorder.DesyncsTotal, _recorder.Desyncs(DesyncCause.Security)));
    }

    [Fact]
    public void AHackAtLowMoney_IsADesyncOfMoney()
    {
        LaunchBatch(0, "0123");
        _lab.RunUntil(FirstMs - 1);
        _lab.Game.Apply(JobKind.Hack, _target, 10, 1, out _);
        _lab.Game.Apply(JobKind.Weaken, _target, 10, 1, out _);
        _lab.RunUntilIdle();
        Assert.Equal((1, 1), (_recorder.DesyncsTotal, _recorder.Desyncs(DesyncCause.Money)));
        Assert.Equal((0, 1), (_recorder.BatchesPrepped, _recorder.BatchesNotPrepped));
    }

    [Fact]
    public void AnUnexpectedState_AfterTheLevelChanged_IsPutDownToTheLevel()
    {
        var index = _lab.Game.AddPlan(_plan with { Level = _plan.Level - 1 });
        LaunchBatch(0, "0123", index);
        _lab.RunUntil(FirstMs - 1);
        _lab.Game.Apply(JobKind.Hack, _target, 1, 1, out _);
        _lab.RunUntilIdle();
        Assert.Equal((1, 1), (_recorder.DesyncsTotal, _recorder.Desyncs(DesyncCause.LevelUp)));
    }

    [Fact]
    public void AKilledJob_IsADesyncOfLaunch()
    {
        var jobs = LaunchBatch(0, "0123");
        _lab.Game.Kill(jobs[2]);
        _lab.RunUntilIdle();
        Assert.Equal((1, 1, 1), (_recorder.Killed, _recorder.DesyncsTotal, _recorder.Desyncs(DesyncCause.Launch)));
    }

    [Fact]
    public void ARefusedJob_IsCountedByReason_AndADesyncOfLaunch()
    {
        var request = _lab.Request(JobKind.Hack, _target, int.MaxValue) with { Batch = 0 };
        Assert.Equal(LaunchRefusal.NotEnoughRam, _lab.Game.Launch(in request, out _));
        Assert.Equal((1, 1, 1), (_recorder.RefusedTotal, _recorder.Refused(LaunchRefusal.NotEnoughRam), _recorder.Desyncs(DesyncCause.Launch)));
    }

    [Fact]
    public void ABatchWithManyFaults_IsOneDesync()
    {
        LaunchBatch(0, "3210", plannedAsPositions: true);
        LaunchBatch(1, "0123", firstMs: FirstMs + 200);
        _lab.RunUntilIdle();
        Assert.InRange(_recorder.DesyncsTotal, 1, 2);
        Assert.Equal(2, _recorder.BatchesStarted);
    }

    [Fact]
    public void AJobOfABatchThatStartsAtRaisedSecurity_IsACollision()
    {
        _lab.Game.Apply(JobKind.Hack, _target, 1, 1, out _);
        LaunchBatch(0, "0123");
        Assert.Equal(4, _recorder.Collisions);
    }

    [Fact]
    public void ThreadsWithoutEffect_AreWasted()
    {
        // At full money and minimum security everything is.
        _lab.Launch(_lab.Request(JobKind.Grow, _target, 30) with { HasFixedDelay = true });
        _lab.Launch(_lab.Request(JobKind.Weaken, _target, 7) with { HasFixedDelay = true });
        _lab.Game.RunMicrotasks();
        _lab.RunUntilIdle();
        Assert.Equal((30, 30), (_recorder.ThreadsWasted(JobKind.Grow), _recorder.ThreadsLanded(JobKind.Grow)));
        Assert.Equal(7, _recorder.ThreadsWasted(JobKind.Weaken), 1e-9);
    }

    [Fact]
    public void Ram_IsHeldFromLaunchToEnd_AndCountedUpToTheEndOfTheRun()
    {
        var request = _lab.Request(JobKind.Weaken, _target, 10) with { LandsAt = SimTime.FromMilliseconds(300_000) };
        _lab.RunUntil(1000);
        _lab.Launch(in request);
        _lab.Game.RunMicrotasks();
        _lab.RunUntil(101_000);
        Assert.Equal(0, _recorder.RamHeld(JobKind.Weaken));
        _recorder.Finish();
        Assert.Equal((double)1750 * 100_000_000, _recorder.RamHeld(JobKind.Weaken));
        Assert.Equal(1750, _recorder.RamPeakHundredths);
    }

    [Fact]
    public void ALateLanding_IsMeasured()
    {
        LaunchBatch(0, "0123");
        _lab.RunUntil(FirstMs - 1);
        _lab.Game.Loop.AdvanceTo(SimTime.FromMilliseconds(FirstMs + 30));
        _lab.RunUntilIdle();
        Assert.Equal((SimDuration.Zero, SimDuration.FromMilliseconds(30)), (_recorder.LandingErrors.Min, _recorder.LandingErrors.Max));
        Assert.Equal((0, 1), (_recorder.DesyncsTotal, _recorder.BatchesPrepped));
    }

    [Fact]
    public void Depth_IsTheMostBatchesInFlight_HoweverMany()
    {
        for (var batch = 0; batch < 700; batch++) LaunchBatch(batch, "0123", firstMs: FirstMs + (batch * 80));
        Assert.Equal((700, 700), (_recorder.BatchesStarted, _recorder.DepthMax));
        _lab.RunUntilIdle();
        Assert.Equal((700, 0), (_recorder.BatchesPrepped, _recorder.DesyncsTotal));
    }

    /// <summary>Launches a batch whose jobs land in the order given by their positions.</summary>
    /// <param name="batch">Its number.</param>
    /// <param name="order">Positions in landing order.</param>
    /// <param name="plan">The number of its plan.</param>
    /// <param name="plannedAsPositions">True if the plan says the proper order all the same, so that the real one is a fault.</param>
    /// <param name="firstMs">First landing.</param>
    private JobId[] LaunchBatch(int batch, string order, int plan = 0, bool plannedAsPositions = false, long firstMs = FirstMs)
    {
        var ids = new JobId[order.Length];
        for (var place = 0; place < order.Length; place++)
        {
            var position = order[place] - '0';
            var job = _plan.Jobs[position];
            var lands = firstMs + (20 * place);
            var seconds = _lab.Game.Seconds(job.Kind, _target);
            ids[position] = _lab.Launch(_lab.Request(job.Kind, _target, job.Threads) with
            {
                Batch = batch,
                Plan = plan,
                Position = position,
                LandsAt = SimTime.FromMilliseconds(plannedAsPositions ? firstMs + (20 * position) : lands),
                HasFixedDelay = true,
            }, new OperationOptions(AdditionalMsec: lands - _lab.Game.Loop.Now.TotalMilliseconds - (seconds * 1000) + 0.5));
        }

        _lab.Game.RunMicrotasks();
        return ids;
    }
}
