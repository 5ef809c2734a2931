using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// One round of tilling or sowing with as much RAM as there is, up to the need.
/// <code>
///   till   weaken |================|            sow   grow   |============|
///                                                     weaken |=============|   what the grow raises
/// </code>
/// When its last job has landed the task is over and the selector looks at the target again. Grows may be split over hosts: what a
/// split one lacks, the next round adds.
/// </summary>
internal sealed class PrepareTask : FleetTask
{
    private const int ThreadRam = 175;
    private const int ThreadsMax = 1 << 24;

    private readonly AllocationId _allocation;

    private PrepareTask(FleetScheduler fleet, FleetTarget target, Lifecycle lifecycle, AllocationId allocation, SimTime now)
        : base(fleet, target, now)
    {
        Lifecycle = lifecycle;
        _allocation = allocation;
    }

    public override Lifecycle Lifecycle { get; }

    /// <summary>Weaken threads that bring a target to its minimum.</summary>
    public static int TillThreads(in Server server, BitNodeMultipliers node) =>
        Math.Min(ThreadsMax, BatchMath.WeakenThreads(server.Security, server.SecurityMin, 1, node));

    /// <summary>Grow threads that bring a target at its minimum to full money, and the weaken threads that undo what they raise.</summary>
    public static (int Grow, int Weaken) SowThreads(in Server server, in Person person, BitNodeMultipliers node)
    {
        var tilled = server;
        tilled.Security = server.SecurityMin;
        var grow = (int)Math.Clamp(GrowthFormulas.ThreadsForGrowthExact(in tilled, server.MoneyMax, server.Money, 1, in person, node), 1, ThreadsMax);
        return (grow, (int)Math.Ceiling(grow * WeakenPerGrow(node)));
    }

    /// <summary>Begins a round.</summary>
    /// <param name="fleet">Whose it is.</param>
    /// <param name="target">Not prepped, and without a task.</param>
    /// <param name="view">The game.</param>
    /// <param name="plan">Receives the launches.</param>
    /// <param name="threadsMax">Threads at most.</param>
    /// <returns>Null if RAM is short.</returns>
    public static PrepareTask? TryStart(FleetScheduler fleet, FleetTarget target, GameView view, Plan plan, int threadsMax = int.MaxValue)
    {
        ref readonly var server = ref view.Server(target.Id);
        var stage = target.Stage(view);
        var (grow, weaken) = stage == Lifecycle.Till ? (0, TillThreads(in server, view.Multipliers)) : SowThreads(in server, in view.Person, view.Multipliers);
        var wanted = Math.Min(grow + weaken, threadsMax);
        var least = stage == Lifecycle.Till ? 1 : 2;
        if (wanted < least) return null;
        var answer = fleet.Allocator.Allocate(new AllocationRequest
        {
            ChunkSize = new RamSize(ThreadRam),
            Chunks = wanted,
            ChunksMin = least,
            IsCoreDependent = true,
        });
        if (!answer.IsGranted) return null;
        var task = new PrepareTask(fleet, target, stage, answer.Id, view.Now);
        if (answer.Chunks < grow + weaken && grow > 0)
        {
            grow = Math.Clamp((int)(answer.Chunks / (1 + WeakenPerGrow(view.Multipliers))), 1, answer.Chunks - 1);
            weaken = answer.Chunks - grow;
        }

        task.Launch(view, plan, grow, Math.Min(weaken, answer.Chunks));
        if (task.Flights > 0) return task;
        fleet.Allocator.End(answer.Id);
        return null;
    }

    public override void OnFlightOver(int flight, GameView view, Plan plan)
    {
        Fleet.Allocator.Release(Fleet.Flights[flight].Claim);
        Fleet.Flights.Remove(flight);
        EndIfOver();
    }

    public override void OnFlightLost(int flight) => EndIfOver();

    protected override void OnStopped() => Fleet.Allocator.End(_allocation);

    private static double WeakenPerGrow(BitNodeMultipliers node) => SecurityFormulas.GrowRisePerThread / SecurityFormulas.WeakenEffect(1, 1, node);

    private void EndIfOver()
    {
        if (Flights == 0) Fleet.Allocator.End(_allocation);
    }

    private void Launch(GameView view, Plan plan, int grow, int weaken)
    {
        var first = view.Now + SimDuration.FromMilliseconds((long)Math.Ceiling(view.Seconds(JobKind.Weaken, Target.Id) * 1000) + 1);
        grow = Spread(view, plan, JobKind.Grow, grow, first);
        Spread(view, plan, JobKind.Weaken, weaken, first + Fleet.Options.Spacer);
    }

    /// <summary>Launches threads on the allocation's hosts, one job on each.</summary>
    private int Spread(GameView view, Plan plan, JobKind kind, int threads, SimTime landsAt)
    {
        var left = threads;
        while (left > 0 && Fleet.Allocator.TryFindUnclaimed(_allocation, out var host, out var free))
        {
            var here = Math.Min(left, free);
            if (plan.RamFree(host) < (long)here * ThreadRam)
            {
                // Somebody else uses RAM there that was ours: what is left is less than the books say.
                here = (int)(Math.Max(0, plan.RamFree(host)) / ThreadRam);
                Fleet.Allocator.ReleaseUnclaimed(_allocation, host, free - Math.Min(free, here));
                if (here == 0) continue;
                here = Math.Min(left, here);
            }

            Invariant.Check(Fleet.Allocator.TryClaim(_allocation, JobId.None, host, here, out var claim) == ClaimRefusal.None);
            plan.Launch(new JobRequest
            {
                Kind = kind,
                Host = host,
                Target = Target.Id,
                Threads = here,
                LandsAt = landsAt,
                Reports = true,
                Batch = Preparer.NoBatch,
                Plan = Fleet.Flights.AddSingle(this, claim),
            });
            left -= here;
        }

        return threads - left;
    }
}
