using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Seed 001's orchestrator: one copy of the loop script for every target, each target bound to one runner, all of them killed and
/// assigned anew at a fixed interval.
/// <code>
///   runner A  |loop on x ......................|wipe|loop on x ..............|
///   runner B  |loop on y ....  loop on z ......|wipe|loop on z .... on w ....|
///             ^ coverage, then boost           ^ rebalance: new roots, levels and RAM count from here
/// </code>
/// Home is never a runner, and purchased servers are never targets.
/// </summary>
internal sealed class CoverageScheduler(CoverageOptions options, ServerId? home, IReadOnlyList<ServerId> candidates) : IBatchScheduler
{
    private readonly List<JobId> _running = [];
    private readonly Dictionary<int, long> _held = [];

    /// <summary>The present assignment.</summary>
    public CoveragePlan? Current { get; private set; }

    /// <summary>What would be assigned now.</summary>
    public CoveragePlan Discover(GameView view) => CoveragePlan.Make(Runners(view), Targets(view));

    public void OnWake(int tag, GameView view, Plan plan)
    {
        if (options.IsDry) return;
        foreach (var job in _running)
        {
            if (view.IsAlive(job)) plan.Kill(job);
        }

        _running.Clear();
        Current = Discover(view);
        _held.Clear();
        foreach (var assignment in Current.Assignments)
        {
            var request = LoopScheduler.Decide(view, options.Loop, assignment.Target, assignment.Threads, out var operation);
            request.Host = assignment.Runner;
            plan.Launch(in request, in operation);
            _held[assignment.Runner.Index] = _held.GetValueOrDefault(assignment.Runner.Index) + ((long)assignment.Threads * LoopScheduler.ScriptRam);
        }

        plan.WakeAfter(options.Rebalance);
    }

    public void OnLaunched(in JobRequest request, JobId id) => _running.Add(id);

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        var request = LoopScheduler.Decide(view, options.Loop, report.Request.Target, report.Request.Threads, out var operation);
        plan.Continue(report.Id, in request, in operation);
    }

    /// <summary>Rooted hosts but home, with the threads that they hold once they are wiped.</summary>
    private IEnumerable<Runner> Runners(GameView view)
    {
        for (var index = 0; index < view.ServerCount; index++)
        {
            var host = new ServerId(index);
            if (host == home || !view.Server(host).HasRoot) continue;
            var free = view.RamFree(host) + _held.GetValueOrDefault(index);
            if (free >= LoopScheduler.ScriptRam) yield return new Runner(host, (int)Math.Min(free / LoopScheduler.ScriptRam, int.MaxValue));
        }
    }

    private IEnumerable<ScoredTarget> Targets(GameView view)
    {
        foreach (var target in candidates)
        {
            ref readonly var server = ref view.Server(target);
            if (!server.HasRoot || !(server.MoneyMax > 0) || server.LevelRequired > view.Person.Level) continue;
            if (view.World.Servers[target.Index].PurchasedByPlayer) continue;
            yield return new ScoredTarget(target, TargetScore.Of(options.Model, view, target));
        }
    }
}
