using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The loop of the first tutorial: one script that looks at its target and weakens, grows or hacks, for ever, started with as
/// many threads as fit on every host.
/// <code>
///   host A  |== weaken ==|== weaken ==|= grow =|=hack=|== weaken ==| ...
///   host B  |== weaken ==|= grow =|== weaken ==|=hack=| ...
/// </code>
/// Each copy decides for itself when its operation has landed; the copies do not know of each other.
/// </summary>
internal sealed class LoopScheduler(LoopOptions options, Placer placer) : IBatchScheduler
{
    /// <summary>
    /// RAM per thread in hundredths of a GB: 1.60 for the script, hack 0.10, grow and weaken 0.15 each, and 0.10 for each of the
    /// four getters that it decides by.
    /// </summary>
    internal const int ScriptRam = 240;

    /// <summary>At least one host must hold one thread of the script.</summary>
    public static void CheckRoom(Placer placer, GameView view, InputProblems problems)
    {
        var most = placer.Hosts.Select(view.RamFree).DefaultIfEmpty(0).Max();
        if (most >= ScriptRam) return;
        problems.Add("ram", $"{RamUnits.Format(new RamSize(most))} is free on the largest host",
            $"{RamUnits.Format(new RamSize(ScriptRam))} is needed for one thread of the script");
    }

    public void OnWake(int tag, GameView view, Plan plan)
    {
        foreach (var host in placer.Hosts)
        {
            var threads = (int)Math.Min(plan.RamFree(host) / ScriptRam, int.MaxValue);
            if (threads < 1) continue;
            var request = Decide(view, options, options.Target, threads, out var operation);
            request.Host = host;
            plan.Launch(in request, in operation);
        }
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        var request = Decide(view, options, options.Target, report.Request.Threads, out var operation);
        plan.Continue(report.Id, in request, in operation);
    }

    /// <summary>What one copy of the script does next, with all but its host.</summary>
    internal static JobRequest Decide(GameView view, LoopOptions options, ServerId target, int threads, out OperationOptions operation)
    {
        operation = default;
        ref readonly var server = ref view.Server(target);
        var request = new JobRequest
        {
            Target = target,
            Threads = threads,
            RamPerThread = ScriptRam,
            IsPermanent = true,
            Reports = true,
            HasFixedDelay = true,
            Batch = Preparer.NoBatch,
        };
        if (server.Security > server.SecurityMin + options.SecurityMargin)
        {
            request.Kind = JobKind.Weaken;
        }
        else if (server.Money < server.MoneyMax * options.MoneyShare)
        {
            request.Kind = JobKind.Grow;
        }
        else
        {
            request.Kind = JobKind.Hack;
            var fraction = HackingFormulas.FractionPerThread(in server, in view.Person, view.Multipliers);
            var wanted = fraction > 0 ? Math.Floor(options.HackShare / fraction) : threads;
            operation = new OperationOptions(Threads: Math.Clamp(wanted, 1, threads));
        }

        return request;
    }
}
