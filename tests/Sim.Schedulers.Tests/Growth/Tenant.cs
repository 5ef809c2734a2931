using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>
/// A scheduler that fills hosts with weakens when it begins, one job on each, and launches nothing after that: for a service that
/// upgrades hosts under it.
/// </summary>
/// <param name="view">The game.</param>
/// <param name="home">The player's home.</param>
/// <param name="target">Who is weakened.</param>
/// <param name="threads">Threads over all hosts, small hosts first; as many as fit if it is more.</param>
internal sealed class Tenant(GameView view, ServerId home, ServerId target, int threads) : IBatchScheduler, IUsesAllocator
{
    private readonly List<ClaimId> _claims = [];

    public RamAllocator Allocator { get; } = new(view, home);

    /// <summary>Times at which it was woken.</summary>
    public List<SimTime> Wakes { get; } = [];

    /// <summary>Jobs that it has launched.</summary>
    public List<JobId> Jobs { get; } = [];

    public void OnWake(int tag, GameView view, Plan plan)
    {
        Wakes.Add(view.Now);
        Allocator.SeeHosts(view);
        plan.WakeAfter(SimDuration.FromSeconds(10));
        if (Wakes.Count > 1) return;
        var answer = Allocator.Allocate(new AllocationRequest { ChunkSize = new RamSize(175), Chunks = threads, ChunksMin = 1 });
        if (!answer.IsGranted) return;
        foreach (var (host, chunks, _) in Allocator.PiecesOf(answer.Id).ToArray())
        {
            Invariant.Check(Allocator.TryClaim(answer.Id, JobId.None, host, chunks, out var claim) == ClaimRefusal.None);
            plan.Launch(new JobRequest { Kind = JobKind.Weaken, Host = host, Target = target, Threads = chunks, Reports = true, HasFixedDelay = true, Batch = -1, Position = _claims.Count });
            _claims.Add(claim);
        }
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan) => Allocator.Release(_claims[report.Request.Position]);

    public void OnLaunched(in JobRequest request, JobId id) => Jobs.Add(id);
}
