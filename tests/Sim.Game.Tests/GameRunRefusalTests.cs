using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>Every way in which a job does not start: counted, never thrown, and nothing is left behind.</summary>
public sealed class GameRunRefusalTests
{
    private static readonly HashSet<LaunchRefusal> s_covered =
    [
        LaunchRefusal.None,
        LaunchRefusal.NotEnoughRam,
        LaunchRefusal.NoRootOnHost,
        LaunchRefusal.NoRootOnTarget,
        LaunchRefusal.LevelTooLow,
        LaunchRefusal.NoThreads,
        LaunchRefusal.InvalidDelay,
    ];

    [Fact]
    public void EveryKindOfRefusal_HasATestHere() => Assert.Equal(Enum.GetValues<LaunchRefusal>().ToHashSet(), s_covered);

    [Theory]
    [InlineData(17.00, 10, LaunchRefusal.None)]
    [InlineData(16.99, 10, LaunchRefusal.NotEnoughRam)]
    [InlineData(1.69, 1, LaunchRefusal.NotEnoughRam)]
    [InlineData(1.70, 1, LaunchRefusal.None)]
    [InlineData(1e6, int.MaxValue, LaunchRefusal.NotEnoughRam)]
    public void Launch_WhenRamIsShort_IsRefused(double gigabytes, int threads, LaunchRefusal expected)
    {
        var lab = new Lab();
        lab.Host("host", gigabytes);
        var target = lab.Prepped("target");
        Assert.Equal(expected, lab.Game.Launch(lab.Request(JobKind.Hack, target, threads), out _));
    }

    [Fact]
    public void Launch_OnAHostWithoutRoot_IsRefused()
    {
        var lab = new Lab();
        lab.Host("host", 8);
        var locked = lab.Host("locked", 1024, hasRoot: false);
        var target = lab.Prepped("target");
        Refused(lab, lab.Request(JobKind.Weaken, target) with { Host = locked }, LaunchRefusal.NoRootOnHost);
        Assert.Equal(0, lab.Game.View.RamFree(locked));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void Launch_WithoutThreads_IsRefused(int threads)
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        Refused(lab, lab.Request(JobKind.Grow, target, threads), LaunchRefusal.NoThreads);
    }

    [Theory]
    [InlineData(JobKind.Hack)]
    [InlineData(JobKind.Grow)]
    [InlineData(JobKind.Weaken)]
    public void FirstLine_WithoutRootOnTheTarget_EndsTheWorker(JobKind kind)
    {
        var lab = new Lab();
        var target = lab.Target("closed", new Server { MoneyMax = 1e6, Money = 1e6, Security = 5, SecurityMin = 5, SecurityBase = 15, LevelRequired = 1, Growth = 10 });
        Died(lab, lab.Request(kind, target, 3), LaunchRefusal.NoRootOnTarget);
    }

    [Theory]
    [InlineData(JobKind.Hack, 101, LaunchRefusal.LevelTooLow)]
    [InlineData(JobKind.Hack, 100.5, LaunchRefusal.LevelTooLow)]
    [InlineData(JobKind.Hack, 100, LaunchRefusal.None)]
    [InlineData(JobKind.Grow, 2000, LaunchRefusal.None)]
    [InlineData(JobKind.Weaken, 2000, LaunchRefusal.None)]
    public void FirstLine_OfAHackAboveTheLevel_EndsTheWorker(JobKind kind, double levelRequired, LaunchRefusal expected)
    {
        var lab = new Lab { Level = 100 };
        var target = lab.Prepped("target", levelRequired: levelRequired);
        if (expected != LaunchRefusal.None)
        {
            Died(lab, lab.Request(kind, target, 3), expected);
            return;
        }

        lab.Launch(kind, target, 3);
        lab.RunUntilIdle();
        Assert.Single(lab.Landings);
    }

    [Theory]
    [InlineData(-0.001, LaunchRefusal.InvalidDelay)]
    [InlineData(-1e300, LaunchRefusal.InvalidDelay)]
    [InlineData(1e9 + 0.001, LaunchRefusal.InvalidDelay)]
    [InlineData(double.NaN, LaunchRefusal.InvalidDelay)]
    [InlineData(double.PositiveInfinity, LaunchRefusal.InvalidDelay)]
    [InlineData(double.NegativeInfinity, LaunchRefusal.InvalidDelay)]
    [InlineData(-0.0, LaunchRefusal.None)]
    [InlineData(1e9, LaunchRefusal.None)]
    public void FirstLine_WithADelayOutOfRange_EndsTheWorker(double additionalMsec, LaunchRefusal expected)
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var request = lab.Request(JobKind.Weaken, target, 2) with { HasFixedDelay = true };
        var options = new OperationOptions(AdditionalMsec: additionalMsec);
        if (expected != LaunchRefusal.None)
        {
            Died(lab, in request, expected, options);
            return;
        }

        lab.Launch(in request, options);
        lab.Game.RunMicrotasks();
        Assert.Single(lab.Journal.Of(JournalEvent.Started));
    }

    [Fact]
    public void FirstLine_AimingFurtherAwayThanTheLongestDelay_EndsTheWorker()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        Died(lab, lab.Request(JobKind.Weaken, target) with { LandsAt = SimTime.FromMilliseconds(2_000_000_000) }, LaunchRefusal.InvalidDelay);
    }

    [Fact]
    public void AWorkerThatDied_LeavesItsPidUsed_AndTheOthersAlone()
    {
        var lab = new Lab { Level = 10 };
        var hard = lab.Prepped("hard", levelRequired: 900);
        var easy = lab.Prepped("easy", levelRequired: 1);
        lab.Launch(lab.Request(JobKind.Hack, hard));
        lab.Launch(lab.Request(JobKind.Hack, easy));
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();
        Assert.Equal(2, lab.Landings.Single().Job.Pid);
        lab.CheckAllFree();
    }

    /// <summary>exec gives 0: no process, and the caller is told by the return value only.</summary>
    private static void Refused(Lab lab, in JobRequest request, LaunchRefusal expected)
    {
        Assert.Equal(expected, lab.Game.Launch(in request, out var id));
        Assert.Equal(JobId.None, id);
        lab.RunUntilIdle();
        Assert.Equal(expected, lab.Journal.Entries.Single().Reason);
        Assert.Empty(lab.Refusals);
        lab.CheckAllFree();
    }

    /// <summary>The process exists until its first line, then its RAM is free before the controller hears of it.</summary>
    private static void Died(Lab lab, in JobRequest request, LaunchRefusal expected, OperationOptions options = default)
    {
        var exp = lab.Game.Person.Exp;
        lab.Launch(in request, options);
        Assert.Equal(1, lab.Game.JobsAlive);
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();
        Assert.Equal([JournalEvent.Launched, JournalEvent.Ended, JournalEvent.Refused], lab.Journal.Entries.Select(entry => entry.Event));
        Assert.Equal((SimTime.Zero, expected), lab.Refusals.Single());
        Assert.Equal(exp, lab.Game.Person.Exp);
        lab.CheckAllFree();
    }
}
