using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>A job's way from exec to its end: pids, RAM, first line, landing, kill, permanent workers.</summary>
public sealed class GameRunLifeCycleTests
{
    [Fact]
    public void Launch_TakesRamAndGivesPidsInOrder()
    {
        var lab = new Lab();
        var host = lab.Host("host", 100);
        var target = lab.Prepped("target");
        JobId[] ids = [.. Enumerable.Range(0, 3).Select(i => lab.Launch(lab.Request(JobKind.Hack, target, threads: i + 1)))];
        Assert.Equal([1, 2, 3], ids.Select(id => lab.Game.Job(id).Pid));
        Assert.Equal(170 * 6, lab.Game.Host(host).RamUsed);
        Assert.Equal(170 * 6, lab.Game.RamHeldHundredths);
        Assert.Equal(3, lab.Game.JobsAlive);
        Assert.All(ids, id => Assert.Equal(JobState.Launched, lab.Game.Job(id).State));
    }

    [Fact]
    public void Launch_OfARefusedJob_UsesNoPid()
    {
        var lab = new Lab();
        lab.Host("host", 4);
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Hack, target);
        Assert.Equal(LaunchRefusal.NotEnoughRam, lab.Game.Launch(lab.Request(JobKind.Hack, target, threads: 2), out var none));
        Assert.Equal(JobId.None, none);
        Assert.Equal(2, lab.Game.Job(lab.Launch(JobKind.Hack, target)).Pid);
    }

    [Fact]
    public void FirstLine_RunsOneMicrotaskAfterExec_InTheOrderOfExec()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var first = lab.Launch(lab.Request(JobKind.Weaken, target));
        lab.Launch(lab.Request(JobKind.Hack, target));
        Assert.Empty(lab.Journal.Of(JournalEvent.Started));
        lab.Game.RunMicrotasks();
        Assert.Equal([1, 2], lab.Journal.Of(JournalEvent.Started).Select(entry => entry.Job.Pid));
        Assert.Equal(JobState.Running, lab.Game.Job(first).State);
    }

    [Fact]
    public void Duration_IsFixedAtTheFirstLine_FromSecurityThen()
    {
        var lab = new Lab();
        var target = lab.Prepped("target", securityMin: 10);
        var request = lab.Request(JobKind.Weaken, target);
        request.HasFixedDelay = true;
        var id = lab.Launch(in request);
        lab.Disturb(JobKind.Hack, target, threads: 100);
        var seconds = lab.Game.Seconds(JobKind.Weaken, target);
        var security = lab.Game.Server(target).Security;
        Assert.True(security > 10);

        lab.Game.RunMicrotasks();
        Assert.Equal(security, Started(lab, id).SecurityAtStart);
        Assert.Equal(seconds * 1000, Started(lab, id).DurationMs);

        lab.Disturb(JobKind.Weaken, target, threads: 1000);
        Assert.True(lab.Game.Seconds(JobKind.Weaken, target) < seconds);
        lab.RunUntilIdle();
        Assert.Equal(SimDuration.FromTimerDelay(seconds * 1000), lab.Reports.Single().At - SimTime.Zero);
    }

    [Fact]
    public void Duration_IsFixedAtTheFirstLine_FromTheLevelThen()
    {
        var lab = new Lab { Level = 10 };
        var target = lab.Prepped("target", levelRequired: 1);
        lab.Prepped("other", levelRequired: 1);
        var before = lab.Launch(JobKind.Grow, target);
        var seconds = lab.Game.Seconds(JobKind.Grow, target);
        lab.Disturb(JobKind.Weaken, target, threads: 100_000);
        Assert.True(lab.Game.Person.Level > 10);
        var after = lab.Launch(JobKind.Grow, target);
        Assert.Equal(seconds * 1000, Started(lab, before).DurationMs);
        Assert.Equal(lab.Game.Seconds(JobKind.Grow, target) * 1000, Started(lab, after).DurationMs);
        Assert.True(Started(lab, after).DueAt < Started(lab, before).DueAt);
    }

    [Fact]
    public void Landing_ReadsMoneySecurityAndLevelOfItsOwnMoment()
    {
        var lab = new Lab { Level = 10 };
        var target = lab.Prepped("target", levelRequired: 1);
        lab.Launch(JobKind.Hack, target, threads: 3);
        lab.Disturb(JobKind.Hack, target, threads: 50);
        lab.Disturb(JobKind.Weaken, target, threads: 1000);
        lab.Disturb(JobKind.Hack, target, threads: 20);
        var server = lab.Game.Server(target);
        var person = lab.Game.Person;
        lab.RunUntilIdle();

        var landing = lab.Reports.Single().Landing;
        var fraction = HackingFormulas.FractionPerThread(in server, in person, lab.Multipliers);
        Assert.Equal(server.Money * fraction * 3, landing.MoneyGained);
        Assert.Equal(server.Security + (0.002 * 3), landing.SecurityAfter);
        Assert.Equal(person.Level, landing.LevelBefore);
        Assert.Equal(person.Exp + (HackingFormulas.ExpPerThread(in server, in person, lab.Multipliers) * 3), landing.ExpAfter);
    }

    [Fact]
    public void Landing_OfAGrow_UsesTheSecurityThatItFinds()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Disturb(JobKind.Hack, target, threads: 200);
        lab.Launch(JobKind.Grow, target, threads: 30);
        lab.Disturb(JobKind.Weaken, target, threads: 1000);
        var expected = lab.Game.Server(target);
        GrowthFormulas.ApplyGrow(ref expected, 30, 1, in lab.Game.Person, lab.Multipliers);
        lab.RunUntilIdle();
        Assert.Equal(expected.Money, lab.Game.Server(target).Money);
        Assert.Equal(expected.Security, lab.Game.Server(target).Security);
    }

    [Fact]
    public void Landing_OfAHack_IsNotCheckedAgain()
    {
        // Level and root are looked at when the operation is called; a target that has since become full of security is hit all the same.
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Hack, target);
        lab.Disturb(JobKind.Grow, target);
        lab.RunUntilIdle();
        Assert.Empty(lab.Refusals);
        Assert.True(lab.Reports.Single().Landing.Success);
    }

    [Fact]
    public void Landing_GivesTheLevelAtOnce()
    {
        var lab = new Lab { Level = 10 };
        var target = lab.Prepped("target", levelRequired: 1);
        lab.Launch(JobKind.Weaken, target, threads: 1000, landsAtMs: 600_000);
        lab.Launch(JobKind.Weaken, target, threads: 1, landsAtMs: 600_000);
        lab.RunUntilIdle();
        Assert.Equal(10, lab.Landings[0].Landing.LevelBefore);
        Assert.True(lab.Landings[0].Landing.LevelAfter > 10);
        Assert.Equal(lab.Landings[0].Landing.LevelAfter, lab.Landings[1].Landing.LevelBefore);
    }

    [Fact]
    public void Ram_IsHeldAtTheLanding_AndFreeWhenTheControllerIsTold()
    {
        var lab = new Lab();
        var host = lab.Host("host", 100);
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Grow, target, threads: 10);
        lab.RunUntilIdle();
        Assert.Equal(1750, lab.Landings.Single().RamUsed);
        Assert.Equal(0, lab.Journal.Of(JournalEvent.Ended).Single().RamUsed);
        Assert.Equal((0, 0), (lab.Reports.Single().RamUsed, lab.Reports.Single().RamHeld));
        Assert.Equal(0, lab.Game.Host(host).RamUsed);
        Assert.Equal(0, lab.Game.JobsAlive);
        Assert.False(lab.Game.IsAlive(lab.Reports.Single().Id));
    }

    [Fact]
    public void Controller_HearsOnlyOfJobsThatReport_AndMayUseTheirRamAtOnce()
    {
        var lab = new Lab();
        lab.Host("host", 1.75);
        var target = lab.Prepped("target");
        lab.OnReport = _ =>
        {
            if (lab.Reports.Count == 1) lab.Launch(lab.Request(JobKind.Weaken, target) with { Reports = false });
        };
        lab.Launch(JobKind.Weaken, target);
        lab.RunUntilIdle();
        Assert.Single(lab.Reports);
        Assert.Equal(2, lab.Landings.Count);

        // The second worker's first line runs in the same turn of the loop as the first one's landing.
        Assert.Equal(lab.Landings[0].At, lab.Journal.Of(JournalEvent.Started).Last().At);
    }

    [Fact]
    public void Kill_OfARunningJob_HasNoEffectNoExpNoDraw_AndFreesRamAtOnce()
    {
        var luck = ScriptedLuck.Good;
        var lab = new Lab { Luck = luck };
        var host = lab.Host("host", 100);
        var target = lab.Prepped("target");
        var id = lab.Launch(JobKind.Hack, target, threads: 5);
        var (exp, server) = (lab.Game.Person.Exp, lab.Game.Server(target));
        Assert.True(lab.Game.Kill(id));
        Assert.Equal((0, 0, 0), (lab.Game.Host(host).RamUsed, lab.Game.RamHeldHundredths, lab.Game.JobsAlive));
        Assert.False(lab.Game.Kill(id));
        lab.RunUntilIdle();
        Assert.Empty(lab.Landings);
        Assert.Empty(lab.Reports);
        Assert.Equal((0, exp), (luck.Taken, lab.Game.Person.Exp));
        Assert.Equal((server.Money, server.Security), (lab.Game.Server(target).Money, lab.Game.Server(target).Security));
        Assert.Equal([JournalEvent.Launched, JournalEvent.Started, JournalEvent.Killed, JournalEvent.Ended], lab.Journal.Entries.Select(entry => entry.Event));
    }

    [Fact]
    public void Kill_BeforeTheFirstLine_StartsNothing()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var id = lab.Launch(lab.Request(JobKind.Grow, target));
        Assert.True(lab.Game.Kill(id));
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();
        Assert.Empty(lab.Journal.Of(JournalEvent.Started));
        lab.CheckAllFree();
    }

    [Fact]
    public void Kill_BeforeTheFirstLine_LeavesTheOrderOfTheOthersAlone()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var killed = lab.Launch(lab.Request(JobKind.Weaken, target));
        lab.Launch(lab.Request(JobKind.Weaken, target));
        lab.Game.Kill(killed);
        lab.Launch(lab.Request(JobKind.Weaken, target));
        lab.Game.RunMicrotasks();
        Assert.Equal([2, 3], lab.Journal.Of(JournalEvent.Started).Select(entry => entry.Job.Pid));
        lab.RunUntilIdle();
        Assert.Equal([2, 3], lab.Landings.Select(entry => entry.Job.Pid));
    }

    [Fact]
    public void Kill_AfterTheLanding_IsNothing_EvenWhenTheSlotIsInUseAgain()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var old = lab.Launch(JobKind.Hack, target);
        lab.RunUntilIdle();
        var young = lab.Launch(JobKind.Hack, target);
        Assert.False(lab.Game.Kill(old));
        Assert.False(lab.Game.Kill(JobId.None));
        Assert.True(lab.Game.IsAlive(young));
    }

    [Fact]
    public void PermanentWorker_KeepsItsRam_AndLandsAgain()
    {
        var lab = new Lab();
        var host = lab.Host("host", 100);
        var target = lab.Prepped("target");
        lab.OnReport = report =>
        {
            Assert.Equal(JobState.Waiting, lab.Game.Job(report.Id).State);
            if (lab.Reports.Count < 4) lab.Game.Continue(report.Id, lab.Request(JobKind.Weaken, target, 8) with { IsPermanent = true, HasFixedDelay = true }, new OperationOptions(AdditionalMsec: 500));
        };
        lab.Launch(lab.Request(JobKind.Weaken, target, 8) with { IsPermanent = true, HasFixedDelay = true });
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();

        var natural = SimDuration.FromTimerDelay(lab.Game.Seconds(JobKind.Weaken, target) * 1000);
        Assert.Equal(4, lab.Landings.Count);
        Assert.All(lab.Landings, landing => Assert.Equal((1, 1400L), (landing.Job.Pid, landing.RamUsed)));
        Assert.All(lab.Landings.Zip(lab.Landings.Skip(1)), pair => Assert.Equal(natural + SimDuration.FromMilliseconds(500), pair.Second.At - pair.First.At));
        Assert.Equal(1400, lab.Game.Host(host).RamUsed);

        Assert.True(lab.Game.Kill(lab.Reports[0].Id));
        lab.CheckAllFree();
    }

    [Fact]
    public void PermanentWorker_ThatDiesAtItsNextCall_GivesItsRamBack()
    {
        var lab = new Lab { Level = 10 };
        var easy = lab.Prepped("easy", levelRequired: 1);
        var hard = lab.Prepped("hard", levelRequired: 900);
        lab.OnReport = report => lab.Game.Continue(report.Id, lab.Request(JobKind.Hack, hard) with { IsPermanent = true });
        lab.Launch(lab.Request(JobKind.Hack, easy) with { IsPermanent = true, HasFixedDelay = true });
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();
        Assert.Equal(LaunchRefusal.LevelTooLow, lab.Refusals.Single().Reason);
        lab.CheckAllFree();
    }

    [Fact]
    public void RamHeldBy_FollowsTheOwner()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(lab.Request(JobKind.Hack, target, 2) with { Owner = 3 });
        var other = lab.Launch(lab.Request(JobKind.Weaken, target, 4) with { Owner = 1 });
        Assert.Equal((0, 700, 340, 0), (lab.Game.RamHeldBy(0), lab.Game.RamHeldBy(1), lab.Game.RamHeldBy(3), lab.Game.RamHeldBy(9)));
        lab.Game.Kill(other);
        Assert.Equal((0, 340), (lab.Game.RamHeldBy(1), lab.Game.RamHeldBy(3)));
    }

    [Fact]
    public void RamPerThread_OfAScriptOfItsOwn_IsTakenAsGiven()
    {
        var lab = new Lab();
        var host = lab.Host("host", 100);
        var target = lab.Prepped("target");
        lab.Launch(lab.Request(JobKind.Hack, target, 3) with { RamPerThread = 240 });
        Assert.Equal(720, lab.Game.Host(host).RamUsed);
    }

    [Fact]
    public void TryReserve_TakesWhatIsFree_AndNothingMore()
    {
        var lab = new Lab();
        var host = lab.Host("host", 10);
        Assert.False(lab.Game.TryReserve(host, RamSize.FromGigabytes(11)));
        Assert.Equal(0, lab.Game.Host(host).RamUsed);
        Assert.True(lab.Game.TryReserve(host, RamSize.FromGigabytes(9)));
        Assert.Equal(100, lab.Game.View.RamFree(host));
        Assert.False(lab.Game.TryReserve(host, RamSize.FromGigabytesRounded(1.01)));
    }

    private static Operation Started(Lab lab, JobId id) =>
        lab.Journal.Of(JournalEvent.Started).Last(entry => entry.Job.Pid == lab.Game.Job(id).Pid).Operation;
}
