using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Standing weaken workers of a just-in-time batcher: each lands once in every round and calls its next weaken at once, so weakens
/// are never launched again and their timing stays exact.
/// <code>
///   worker 1  |==================|==================|===
///   worker 2      |==================|==================|
///   worker 3          |==================|==================
///                                ^   ^   ^ weaken landings of the stream, one after another
/// </code>
/// </summary>
internal sealed class PermanentWeakens(BatcherOptions options, Placer placer, int[] positions)
{
    /// <summary>Batches between two landings of the same worker.</summary>
    public int BatchesPerRound { get; private set; }

    /// <summary>Starts one worker for each weaken landing in the time of one weaken.</summary>
    /// <param name="view">The game, the target prepped.</param>
    /// <param name="plan">Receives the launches.</param>
    /// <param name="batch">The threads.</param>
    /// <param name="planIndex">The number of <paramref name="batch"/> in the run.</param>
    /// <param name="first">First landing of the first batch.</param>
    /// <param name="slots">Where jobs run, and the time from batch to batch.</param>
    /// <param name="buffer">How much later than planned a worker may call its next weaken and still land in its place.</param>
    /// <param name="firstBatch">Number of the first batch.</param>
    /// <returns>False, and the plan is as before, if RAM is short.</returns>
    public bool TryBegin(GameView view, Plan plan, BatchPlan batch, int planIndex, SimTime first, SlotTable slots, SimDuration buffer, int firstBatch)
    {
        var mark = plan.Mark;
        var period = slots.Period;
        var takes = (view.Seconds(JobKind.Weaken, options.Target) * 1000) + 2 + buffer.TotalMilliseconds;
        BatchesPerRound = (int)Math.Ceiling(takes / period.TotalMilliseconds);
        for (var i = 0; i < BatchesPerRound; i++)
        {
            foreach (var position in positions)
            {
                var request = new JobRequest
                {
                    Kind = JobKind.Weaken,
                    Target = options.Target,
                    LandsAt = first + (period * i) + (options.Spacer * position),
                    Reports = true,
                    IsPermanent = true,
                    Batch = firstBatch + i,
                    Plan = planIndex,
                    Position = position,
                };
                var job = batch.Jobs[position];
                var slot = slots.HostOf(firstBatch + i, position);
                if (!placer.TryPlaceAt(plan, slot, in job, ref request) && !placer.TryPlace(plan, in job, ref request))
                {
                    plan.TakeBack(mark);
                    return false;
                }

                plan.Launch(in request);
            }
        }

        return true;
    }

    /// <summary>Lets a worker that has landed call its weaken for the next round.</summary>
    public void Rearm(in JobReport report, Plan plan, int batch, SimTime first, int planIndex)
    {
        var request = report.Request;
        request.Batch = batch;
        request.Plan = planIndex;
        request.LandsAt = first + (options.Spacer * request.Position);
        plan.Continue(report.Id, in request);
    }
}
