using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Brings one target to minimum security and full money, as fast as the free RAM allows, in rounds of
/// <code>
///   weaken  |==============================|        all that security needs now
///   grow        |==========================|-|      what brings the money back
///   weaken  |==============================|--|     what the grow will raise
///                                          ^ landings one spacer apart
/// </code>
/// Each round fills the free RAM; where it does not hold the whole need, the next round goes on. Grow and weaken need root only,
/// so targets above the player's level can be prepared too. Pieces may be split over hosts: what a split grow lacks, the next
/// round adds.
/// </summary>
public sealed class Preparer(ServerId target, Placer placer, SimDuration spacer)
{
    /// <summary>Batch number of preparation jobs.</summary>
    public const int NoBatch = -1;

    /// <summary>Jobs of the present round that have not reported.</summary>
    private int _outstanding;

    /// <summary>RAM of each server that this round may hold at most; null for all that is free.</summary>
    private long[]? _most;

    /// <summary>True while a round is under way.</summary>
    public bool IsBusy => _outstanding > 0;

    /// <summary>Plans a round.</summary>
    /// <param name="view">The game.</param>
    /// <param name="plan">Receives the launches; each of them reports.</param>
    /// <returns>False if nothing could be launched for want of RAM.</returns>
    public bool TryPlanRound(GameView view, Plan plan)
    {
        Invariant.Check(!IsBusy);
        if (placer.PreparationLimit is { } limit)
        {
            if (limit.RamToPrepare(view) is not { } most) return false;
            _most = most;
        }

        ref readonly var server = ref view.Server(target);
        var first = view.Now + SimDuration.FromMilliseconds((long)Math.Ceiling(view.Seconds(JobKind.Weaken, target) * 1000) + 1);
        var weaken = BatchMath.WeakenThreads(server.Security, server.SecurityMin, 1, view.Multipliers);
        var weakened = Spread(plan, JobKind.Weaken, weaken, first);
        if (weakened == weaken && server.Money < server.MoneyMax) PlanGrow(view, plan, in server, first);
        return _outstanding > 0;
    }

    /// <summary>A job of this preparation landed, or did not start.</summary>
    /// <returns>True if it was the last of its round.</returns>
    public bool OnJobOver()
    {
        _outstanding--;
        return _outstanding == 0;
    }

    private void PlanGrow(GameView view, Plan plan, in Server server, SimTime first)
    {
        var weakened = server;
        weakened.Security = server.SecurityMin;
        var wanted = GrowthFormulas.ThreadsForGrowthExact(
            in weakened, server.MoneyMax, server.Money, 1, in view.Person, view.Multipliers);
        var threads = (int)Math.Min(Math.Max(1, wanted), int.MaxValue / 256);
        var weakenPerGrow = SecurityFormulas.GrowRisePerThread / SecurityFormulas.WeakenEffect(1, 1, view.Multipliers);
        var room = RamFree(plan) / (GameRun.WorkerRam(JobKind.Grow) * (1 + weakenPerGrow));
        threads = (int)Math.Min(threads, Math.Max(0, Math.Floor(room)));
        if (threads == 0) return;
        var covering = (int)Math.Ceiling(threads * weakenPerGrow);
        var mark = plan.Mark;
        var launched = _outstanding;
        while (Spread(plan, JobKind.Weaken, covering, first + (spacer * 2)) < covering && covering > 1)
        {
            plan.TakeBack(mark);
            _outstanding = launched;
            covering /= 2;
        }

        Spread(plan, JobKind.Grow, Math.Min(threads, (int)Math.Floor(covering / weakenPerGrow)), first + spacer);
    }

    private long RamFree(Plan plan)
    {
        var free = 0L;
        foreach (var host in placer.Hosts) free += RamFree(plan, host);
        return free;
    }

    private long RamFree(Plan plan, ServerId host) =>
        _most is null ? plan.RamFree(host) : Math.Min(plan.RamFree(host), _most[host.Index] - plan.SpokenFor[host.Index]);

    /// <summary>Spreads threads over the hosts' free RAM.</summary>
    /// <returns>How many of them found room.</returns>
    private int Spread(Plan plan, JobKind kind, int threads, SimTime landsAt)
    {
        var left = threads;
        for (var i = placer.Hosts.Count - 1; i >= 0 && left > 0; i--)
        {
            var host = placer.Hosts[i];
            var here = (int)Math.Min(left, RamFree(plan, host) / GameRun.WorkerRam(kind));
            if (here < 1) continue;
            plan.Launch(new JobRequest
            {
                Kind = kind,
                Host = host,
                Target = target,
                Threads = here,
                LandsAt = landsAt,
                Reports = true,
                Batch = NoBatch,
            });
            _outstanding++;
            left -= here;
        }

        return threads - left;
    }
}
