using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>When jobs land: aims, fixed delays, late workers, ties.</summary>
public sealed class GameRunTimingTests
{
    [Fact]
    public void Aim_HitsTheWholeMillisecondExactly_WhateverTheDuration() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte Kind, ushort Level, ushort Security, ushort Ahead, byte Start)>(),
            given =>
            {
                var lab = new Lab { Level = 1 + (given.Level % 3000), Player = person => person with { SpeedMultiplier = 1 + (given.Start / 100.0) } };
                var target = lab.Prepped("target", securityMin: 1 + (given.Security / 700.0), levelRequired: 1);
                var kind = (JobKind)(given.Kind % 3);
                lab.RunUntil(given.Start);
                var natural = (long)Math.Ceiling(lab.Game.Seconds(kind, target) * 1000);
                var aim = given.Start + natural + given.Ahead;
                lab.Launch(kind, target, landsAtMs: aim);
                lab.RunUntilIdle();
                return lab.Landings.Single().At == SimTime.FromMilliseconds(aim);
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData(-0.4)]
    [InlineData(0)]
    [InlineData(0.4)]
    public void Aim_FromBetweenTwoMilliseconds_LandsWithinOne(double offsetMs)
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Game.Loop.AdvanceTo(new SimTime(10_000 + (long)(offsetMs * 1000)));
        lab.Launch(JobKind.Weaken, target, landsAtMs: 100_000);
        lab.RunUntilIdle();
        var error = lab.Landings.Single().At - SimTime.FromMilliseconds(100_000);
        Assert.InRange(Math.Abs(error.TotalMilliseconds), 0, 0.5);
    }

    [Theory]
    [InlineData(JobKind.Hack)]
    [InlineData(JobKind.Grow)]
    [InlineData(JobKind.Weaken)]
    public void LateWorker_RunsWithoutExtraDelay_AndLandsLate(JobKind kind)
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var natural = lab.Game.Seconds(kind, target) * 1000;
        lab.RunUntil(5000);
        lab.Launch(kind, target, landsAtMs: 5000 + (long)natural - 1234);
        lab.RunUntilIdle();
        var landed = lab.Landings.Single();
        Assert.Equal(natural, landed.Operation.DurationMs);
        Assert.Equal(SimTime.FromMilliseconds(5000) + SimDuration.FromTimerDelay(natural), landed.At);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(12.75)]
    [InlineData(1e9)]
    public void FixedDelay_IsAddedInSeconds_AsTheGameDoes_AndTheTimerTruncates(double additionalMsec)
    {
        var lab = new Lab();
        var target = lab.Prepped("target", securityMin: 7.3);
        lab.Launch(lab.Request(JobKind.Grow, target) with { HasFixedDelay = true }, new OperationOptions(AdditionalMsec: additionalMsec));
        lab.Game.RunMicrotasks();
        var expected = (lab.Game.Seconds(JobKind.Grow, target) + (additionalMsec / 1000)) * 1000;
        lab.RunUntilIdle();
        Assert.Equal(expected, lab.Landings.Single().Operation.DurationMs);
        Assert.Equal((long)expected * 1000, lab.Landings.Single().At.Micros);
    }

    [Fact]
    public void FixedDelay_DoesNotLookAtThePlannedLanding()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(lab.Request(JobKind.Hack, target) with { HasFixedDelay = true, LandsAt = SimTime.FromMilliseconds(1_000_000) });
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();
        Assert.True(lab.Landings.Single().At < SimTime.FromMilliseconds(1_000_000));
    }

    [Fact]
    public void EqualDueTimes_LandInTheOrderOfTheirStart()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        JobKind[] kinds = [JobKind.Weaken, JobKind.Hack, JobKind.Grow, JobKind.Weaken, JobKind.Hack];
        for (var i = 0; i < 100; i++) lab.Launch(kinds[i % kinds.Length], target, landsAtMs: 200_000);
        lab.RunUntilIdle();
        Assert.Equal(Enumerable.Range(1, 100), lab.Landings.Select(landing => landing.Job.Pid));
        Assert.All(lab.Landings, landing => Assert.Equal(SimTime.FromMilliseconds(200_000), landing.At));
    }

    [Fact]
    public void EqualDueTimes_OfJobsStartedAtDifferentTimes_FollowTheStart()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Hack, target, landsAtMs: 100_000);
        lab.RunUntil(40_000);
        lab.Launch(JobKind.Weaken, target, landsAtMs: 100_000);
        lab.RunUntil(60_000);
        lab.Launch(JobKind.Hack, target, landsAtMs: 100_000);
        lab.RunUntilIdle();
        Assert.Equal([1, 2, 3], lab.Landings.Select(landing => landing.Job.Pid));
    }

    [Fact]
    public void Sleep_SetRightAfterExec_FiresBeforeTheWorkersTimer_AtEqualDueTime()
    {
        // exec; asleep(t): the sleep is created in the controller's turn, the worker's timer one microtask later.
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(lab.Request(JobKind.Hack, target) with { LandsAt = SimTime.FromMilliseconds(90_000) });
        lab.Game.WakeAfter(SimDuration.FromMilliseconds(90_000), tag: 7);
        lab.OnWakeUp = _ => Assert.Empty(lab.Landings);
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();
        Assert.Equal((SimTime.FromMilliseconds(90_000), 7), lab.Wakes.Single());
        Assert.Equal(SimTime.FromMilliseconds(90_000), lab.Landings.Single().At);
    }

    [Fact]
    public void Sleep_SetAfterTheFirstLine_FiresAfterTheLanding_AtEqualDueTime()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Hack, target, landsAtMs: 90_000);
        lab.Game.WakeAfter(SimDuration.FromMilliseconds(90_000), tag: 7);
        lab.OnWakeUp = _ => Assert.Single(lab.Landings);
        lab.RunUntilIdle();
        Assert.Single(lab.Wakes);
    }

    [Fact]
    public void BusyThread_DelaysLandings_ButKeepsTheirOrder()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Weaken, target, landsAtMs: 100_020);
        lab.Launch(JobKind.Hack, target, landsAtMs: 100_000);
        lab.RunUntil(99_999);
        lab.Game.Loop.AdvanceTo(SimTime.FromMilliseconds(150_000));
        lab.RunUntilIdle();
        Assert.Equal([2, 1], lab.Landings.Select(landing => landing.Job.Pid));
        Assert.All(lab.Landings, landing => Assert.Equal(SimTime.FromMilliseconds(150_000), landing.At));
        Assert.Equal(SimDuration.FromMilliseconds(50_000), lab.Game.Loop.LatenessMax);
    }

    [Fact]
    public void ShiftingAllTimes_ShiftsNothingElse()
    {
        static string[] Play(long startMs)
        {
            var lab = new Lab { Luck = new RandomStream(5) };
            var target = lab.Prepped("target");
            lab.RunUntil(startMs);
            foreach (var (kind, threads, at) in new[] { (JobKind.Hack, 40, 100_000), (JobKind.Weaken, 5, 100_020), (JobKind.Grow, 30, 100_040), (JobKind.Weaken, 9, 100_060) })
            {
                lab.Launch(kind, target, threads, startMs + at);
            }

            lab.RunUntilIdle();
            return [.. lab.Landings.Select(landing => $"{landing.At.Micros - (startMs * 1000)} {landing.Job.Pid} {landing.Landing.MoneyAfter:R} {landing.Landing.SecurityAfter:R} {landing.Landing.ExpAfter:R} {landing.Landing.Draw:R}")];
        }

        Assert.Equal(Play(0), Play(123_457));
    }
}
