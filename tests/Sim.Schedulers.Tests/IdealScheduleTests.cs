using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>
/// The bound is tight: a schedule made by hand, without lag, in a world of large numbers of threads, comes within one percent of it.
/// Every job is launched at the last moment at which security is down and it still lands in its place.
/// <code>
///   landings   H   W   G   W   H   W   G   W          one spacer apart, without end
///   security    ---     ---     ---     ---            up between a hack or grow and the weaken after it
///   launches       ****    ****    ****    ****        where security is down
/// </code>
/// </summary>
public sealed class IdealScheduleTests
{
    private const int Batches = 3_000;
    private static readonly SimDuration s_spacer = SimDuration.FromMilliseconds(5);

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void AScheduleMadeByHand_ReachesTheBound(double greed)
    {
        // No exp, so that the level stays; sure hacks, so that there is no luck; and quick ones, so that the stream is full for most of the time.
        var lab = new Lab { Level = 300, Player = person => person with { ExpMultiplier = 0, ChanceMultiplier = 3, SpeedMultiplier = 20 } };
        lab.Host("big", 1 << 26);
        var target = lab.Prepped("target", moneyMax: 1e13, securityMin: 20, levelRequired: 200, growth: 20);
        var game = lab.Game;
        var plan = BatchMath.Work(
            BatchShape.Hwgw, target, in game.Server(target), in game.Person, game.Multipliers, new ThreadArithmetic(greed), homeCores: 1)!;
        var planIndex = game.AddPlan(plan);
        var peak = 0L;
        foreach (var (at, batch, position) in Launches(game, plan))
        {
            game.RunUntil(at);
            game.Launch(
                new JobRequest
                {
                    Kind = plan.Jobs[position].Kind,
                    Host = lab.MainHost,
                    Target = target,
                    Threads = plan.Jobs[position].Threads,
                    LandsAt = LandsAt(game, plan, batch, position),
                    Batch = batch,
                    Plan = planIndex,
                    Position = position,
                },
                out _);
            game.RunMicrotasks();
            peak = Math.Max(peak, game.RamHeldHundredths);
        }

        lab.RunUntilIdle();
        var landings = lab.Landings;
        Assert.Equal(Batches * 4, landings.Count);
        Assert.Equal(Enumerable.Range(0, Batches * 4).Select(i => i % 4), landings.Select(landing => landing.Job.Request.Position));
        var earned = landings.Sum(landing => landing.Landing.MoneyGained);
        var seconds = (s_spacer * (Batches * 4)).TotalSeconds;
        var bound = IncomeBound.PerSecond(
            [TargetBound.Of(in game.Server(target), in game.Person, game.Multipliers, cores: 1)!],
            new RamSize(peak).Gigabytes,
            LandingLimit.Of(BatchShape.Hwgw, s_spacer));
        Assert.InRange(earned / seconds / bound, 0.99, 1);
    }

    /// <summary>When each job is launched, in order.</summary>
    private static IEnumerable<(SimTime At, int Batch, int Position)> Launches(GameRun game, BatchPlan plan) =>
        Enumerable.Range(0, Batches * plan.Jobs.Length)
            .Select(i =>
            {
                var (batch, position) = (i / plan.Jobs.Length, i % plan.Jobs.Length);
                return (At: LaunchAt(game, plan, batch, position), Batch: batch, Position: position);
            })
            .OrderBy(launch => launch.At);

    private static SimTime First(GameRun game, BatchPlan plan) =>
        SimTime.FromMilliseconds((long)(game.Seconds(JobKind.Weaken, plan.Target) * 1000) + 100);

    private static SimTime LandsAt(GameRun game, BatchPlan plan, int batch, int position) =>
        First(game, plan) + (s_spacer * ((batch * plan.Jobs.Length) + position));

    /// <summary>The last moment at which the job can be launched: in time, and while security is down.</summary>
    private static SimTime LaunchAt(GameRun game, BatchPlan plan, int batch, int position)
    {
        var takes = SimDuration.FromMilliseconds((long)Math.Ceiling(game.Seconds(plan.Jobs[position].Kind, plan.Target) * 1000));
        var latest = LandsAt(game, plan, batch, position) - takes;
        var since = latest - First(game, plan);
        if (since < SimDuration.Zero) return latest;

        // Landing n is a weaken if n is odd; from it until the next landing security is down.
        var landing = since.Micros / s_spacer.Micros;
        return landing % 2 == 1 ? latest : First(game, plan) + (s_spacer * landing) - SimDuration.FromMilliseconds(1);
    }
}
