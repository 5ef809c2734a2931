using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The proto-batcher of the guide ("Communication: Making your first proto-batcher"): one batch at a time, the next as soon as
/// the last worker reports, with threads worked out anew each time.
/// <code>
///   hack                        |======|             |
///   weaken  |===========================|            |
///   grow         |=======================|           |
///   weaken   |============================|          |
///                                       ^ landings   ^ the next batch is launched here
/// </code>
/// A target that is not prepped, at the start or after a batch went wrong, is prepared first.
/// </summary>
internal sealed class ProtoScheduler(ProtoOptions options, Placer placer) : IBatchScheduler
{
    /// <summary>How long to wait before trying again when RAM was short.</summary>
    private static readonly SimDuration RetryDelay = SimDuration.FromSeconds(1);

    private readonly Preparer _preparer = new(options.Target, placer, options.Spacer);
    private int _batches;
    private int _planIndex = -1;
    private BatchPlan? _batch;

    public void OnWake(int tag, GameView view, Plan plan) => GoOn(view, plan);

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        if (report.Request.Batch != Preparer.NoBatch || _preparer.OnJobOver()) GoOn(view, plan);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
    {
        if (request.Batch == Preparer.NoBatch) _preparer.OnJobOver();
        if (!_preparer.IsBusy) plan.WakeAfter(RetryDelay);
    }

    private void GoOn(GameView view, Plan plan)
    {
        var launched = BatchMath.IsPrepped(in view.Server(options.Target))
            ? TryLaunchBatch(view, plan)
            : _preparer.TryPlanRound(view, plan);
        if (!launched) plan.WakeAfter(RetryDelay);
    }

    private bool TryLaunchBatch(GameView view, Plan plan)
    {
        if (_batch is null || _batch.Level != view.Person.Level)
        {
            _batch = BatchMath.Work(
                options.Shape, options.Target, in view.Server(options.Target), in view.Person, view.Multipliers, options.Greed, placer.HomeCores);
            if (_batch is null) return false;
            _planIndex = view.AddPlan(_batch);
        }

        var first = BatchTiming.EarliestFirstLanding(options.Shape, view, options.Target, options.Spacer);
        return BatchLauncher.TryLaunch(plan, placer, _batch, _planIndex, _batches++, first, options.Spacer);
    }
}
