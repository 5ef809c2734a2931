using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Runs a <see cref="SoloPlan"/>: when all pieces of an operation have landed, the next is started on all hosts.</summary>
internal sealed class SoloStream(ServerId target, Placer placer)
{
    private int _outstanding;

    /// <summary>Starts what is to be done next.</summary>
    /// <returns>False if no host holds a thread.</returns>
    public bool TryStart(SoloPlan solo, GameView view, Plan plan)
    {
        Invariant.Check(_outstanding == 0);
        ref readonly var server = ref view.Server(target);
        var kind = solo.Next(in server);
        var left = (long)Math.Min(int.MaxValue, Math.Max(1, Math.Ceiling(SoloPlan.Useful(kind, in server, in view.Person, view.Multipliers))));
        for (var i = placer.Hosts.Count - 1; i >= 0 && left > 0; i--)
        {
            var host = placer.Hosts[i];
            var here = (int)Math.Min(left, plan.RamFree(host) / GameRun.WorkerRam(kind));
            if (here < 1) continue;
            plan.Launch(new JobRequest
            {
                Kind = kind,
                Host = host,
                Target = target,
                Threads = here,
                HasFixedDelay = true,
                Reports = true,
                Batch = Preparer.NoBatch,
            });
            _outstanding++;
            left -= here;
        }

        return _outstanding > 0;
    }

    /// <summary>A piece has landed, or did not start.</summary>
    /// <returns>True if it was the last.</returns>
    public bool OnJobOver() => --_outstanding == 0;
}
