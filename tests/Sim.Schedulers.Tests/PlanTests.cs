using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

public sealed class PlanTests
{
    private readonly Lab _lab = new();
    private readonly ServerId _a;
    private readonly ServerId _b;
    private readonly Plan _plan;

    public PlanTests()
    {
        (_a, _b) = (_lab.Host("a", 100), _lab.Host("b", 50));
        _lab.Prepped("target");
        _plan = new Plan(_lab.Game.View);
    }

    [Fact]
    public void Launches_SpeakForRam_BeforeTheyAreCarriedOut()
    {
        _plan.Launch(Job(_a, 10));
        Assert.Equal((100_00 - 17_00, 50_00), (_plan.RamFree(_a), _plan.RamFree(_b)));
        Assert.Equal(17_00, _plan.RamHeld);
        Assert.Equal(0, _lab.Game.RamHeldHundredths);
    }

    [Fact]
    public void TakeBack_RestoresRam_AndForgetsWhatCameAfterTheMark()
    {
        _plan.Launch(Job(_a, 10));
        var mark = _plan.Mark;
        _plan.Launch(Job(_a, 20));
        _plan.WakeAfter(SimDuration.FromMilliseconds(5), 3);
        _plan.Launch(Job(_b, 5));
        _plan.Kill(new JobId(1, 1));
        _plan.TakeBack(mark);
        Assert.Equal((100_00 - 17_00, 50_00, 17_00, 1), (_plan.RamFree(_a), _plan.RamFree(_b), _plan.RamHeld, _plan.Commands.Length));
        Assert.Equal(10, _plan.Commands[0].Request.Threads);
    }

    [Fact]
    public void TakeBack_ToAnyMark_GivesTheRamOfThatMoment() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(byte What, byte Threads)[]>(),
            steps =>
            {
                var plan = new Plan(_lab.Game.View);
                var marks = new Stack<(int Mark, long A, long B, long Held)>();
                foreach (var (what, threads) in steps)
                {
                    switch (what % 4)
                    {
                        case 0:
                            marks.Push((plan.Mark, plan.RamFree(_a), plan.RamFree(_b), plan.RamHeld));
                            break;
                        case 1 when marks.Count > 0:
                            var (mark, a, b, held) = marks.Pop();
                            plan.TakeBack(mark);
                            if ((a, b, held) != (plan.RamFree(_a), plan.RamFree(_b), plan.RamHeld)) return false;
                            break;
                        case 2:
                            plan.WakeAfter(SimDuration.FromMilliseconds(threads));
                            break;
                        default:
                            plan.Launch(Job(what < 128 ? _a : _b, threads) with { RamPerThread = what % 3 == 0 ? 240 : 0 });
                            break;
                    }
                }

                plan.Clear();
                return plan is { Mark: 0, RamHeld: 0 } && plan.RamFree(_a) == 100_00 && plan.RamFree(_b) == 50_00;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void LetLastJobReport_MarksTheLastLaunchOnly()
    {
        _plan.Launch(Job(_a, 1));
        _plan.Launch(Job(_a, 2));
        _plan.WakeAfter(SimDuration.Zero);
        _plan.LetLastJobReport();
        Assert.Equal([false, true], _plan.Commands.ToArray().Where(command => command.Kind == Plan.CommandKind.Launch).Select(command => command.Request.Reports));
    }

    [Fact]
    public void WakeAfter_ANegativeTime_IsNow()
    {
        _plan.WakeAfter(-SimDuration.FromMilliseconds(5));
        Assert.Equal(SimDuration.Zero, _plan.Commands[0].Delay);
    }

    [Fact]
    public void Drops_AreCountedByReason_AndOutliveTheTurn()
    {
        _plan.Drop(DropReason.NoRam);
        _plan.Drop(DropReason.TooLate);
        _plan.Drop(DropReason.NoRam);
        _plan.Clear();
        Assert.Equal((2, 1, 0), (_plan.Dropped(DropReason.NoRam), _plan.Dropped(DropReason.TooLate), _plan.Dropped(DropReason.Cancelled)));
    }

    private static JobRequest Job(ServerId host, int threads) => new() { Kind = JobKind.Hack, Host = host, Threads = threads };
}
