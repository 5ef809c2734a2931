using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The proto-batcher of the guide ("Communication: Making your first proto-batcher"): one batch at a time, the next as soon as
/// the last worker reports, with threads worked out anew for each batch.
/// <code>
///   hack                        |======|             |
///   weaken  |===========================|            |
///   grow         |=======================|           |
///   weaken   |============================|          |
///                                       ^ landings   ^ the next batch is launched here
/// </code>
/// A target that is not prepped, at the start or after a batch went wrong, is prepared first.
/// </summary>
internal sealed class ProtoScheduler(BatcherOptions options, Placer placer) : Batcher(options, placer)
{
    protected override bool Begin(GameView view, Plan plan)
    {
        var first = EarliestFirstLanding(view);
        var batch = Planner.PlanFor(view, first, out var index);
        if (batch is null) return false;
        if (Launcher.TryLaunch(plan, batch, index, TakeBatch(), first)) return true;
        ReturnBatch();
        return false;
    }

    protected override void OnBatchOver(GameView view, Plan plan) => GoOn(view, plan);
}
