using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The shotgun of the guide ("So Then I Started Blasting"): as many batches as RAM holds, all started at once with additionalMsec,
/// and the next volley when the last worker reports.
/// <code>
///   batch 1  |=======================|HWGW            |
///   batch 2  |============================|HWGW       |
///   batch 3  |=================================|HWGW  |
///            ^ all start here                         ^ the last weaken reports: look, prepare or fire again
/// </code>
/// All end times are fixed at the start, so lag delays landings but keeps their order.
/// </summary>
internal sealed class ShotgunScheduler(BatcherOptions options, Placer placer) : Batcher(options, placer)
{
    protected override bool Begin(GameView view, Plan plan)
    {
        var first = EarliestFirstLanding(view);
        var batch = Planner.PlanFor(view, first, out var index);
        if (batch is null) return false;
        var most = Options.DepthMax > 0 ? Options.DepthMax : int.MaxValue;
        var fired = 0;
        for (; fired < most; fired++)
        {
            if (!Launcher.TryLaunch(plan, batch, index, TakeBatch(), first + (Options.Period * fired), reports: false))
            {
                ReturnBatch();
                break;
            }
        }

        if (fired == 0) return false;
        AllowForLaunches(plan);
        plan.LetLastJobReport();
        return true;
    }

    /// <summary>Only the last job of a volley reports, so the whole volley is over.</summary>
    protected override void OnBatchOver(GameView view, Plan plan) => GoOn(view, plan);
}
