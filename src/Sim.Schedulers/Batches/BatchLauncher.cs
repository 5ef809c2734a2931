using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Writes the launches of batches into a plan: whole batches, all or none, or one job at a time.</summary>
public sealed class BatchLauncher(BatcherOptions options, Placer placer)
{
    /// <summary>Launches every job of a batch now.</summary>
    /// <param name="plan">Receives the launches; left as it was if a job finds no host.</param>
    /// <param name="batch">The threads.</param>
    /// <param name="planIndex">The batch's number from <see cref="GameRun.AddPlan"/>.</param>
    /// <param name="number">The number of this batch.</param>
    /// <param name="firstLanding">When its first job is to land.</param>
    /// <param name="reports">Whether its last job reports.</param>
    /// <returns>False if RAM is short.</returns>
    public bool TryLaunch(Plan plan, BatchPlan batch, int planIndex, int number, SimTime firstLanding, bool reports = true)
    {
        var mark = plan.Mark;
        for (var position = 0; position < batch.Jobs.Length; position++)
        {
            var landsAt = firstLanding + (options.Spacer * position);
            if (TryLaunchJob(plan, batch, planIndex, number, position, landsAt, reports && position == batch.Jobs.Length - 1)) continue;
            plan.TakeBack(mark);
            return false;
        }

        return true;
    }

    /// <summary>Launches one job of a batch; weakens may be split if the options say so, the last piece then reports.</summary>
    /// <param name="plan">Receives the launch.</param>
    /// <param name="batch">The threads.</param>
    /// <param name="planIndex">The batch's number from <see cref="GameRun.AddPlan"/>.</param>
    /// <param name="number">The number of this batch.</param>
    /// <param name="position">Which of its jobs.</param>
    /// <param name="landsAt">When it is to land.</param>
    /// <param name="reports">Whether it reports.</param>
    /// <param name="threadsMax">Threads at most, where fewer than planned will do.</param>
    /// <param name="slot">The host to try first; null for none.</param>
    /// <returns>False, and the plan is as before, if RAM is short.</returns>
    public bool TryLaunchJob(
        Plan plan, BatchPlan batch, int planIndex, int number, int position, SimTime landsAt, bool reports, int threadsMax = int.MaxValue, ServerId? slot = null)
    {
        ref readonly var planned = ref batch.Jobs.ItemRef(position);
        ref var request = ref plan.DraftLaunch();
        request.Kind = planned.Kind;
        request.Target = batch.Target;
        request.LandsAt = landsAt;
        request.Reports = reports;
        request.Batch = number;
        request.Plan = planIndex;
        request.Position = position;
        if (planned.Threads <= threadsMax) return TryPlace(plan, in planned, slot, ref request);
        var fewer = planned with { Threads = threadsMax, ThreadsOnHome = Math.Min(planned.ThreadsOnHome, threadsMax) };
        return TryPlace(plan, in fewer, slot, ref request);
    }

    private bool TryPlace(Plan plan, in PlannedJob job, ServerId? slot, ref JobRequest request)
    {
        if ((slot is { } host && placer.TryPlaceAt(plan, host, in job, ref request)) || placer.TryPlace(plan, in job, ref request))
        {
            plan.LaunchDraft();
            return true;
        }

        if (!options.SplitWeakens || job.Kind != JobKind.Weaken) return false;
        var split = request;
        return TrySplit(plan, in job, ref split);
    }

    private bool TrySplit(Plan plan, in PlannedJob job, ref JobRequest request)
    {
        var mark = plan.Mark;
        var left = job.Threads;
        var reports = request.Reports;
        while (left > 0)
        {
            var here = placer.PlaceUpTo(plan, job.Kind, left, ref request);
            if (here == 0)
            {
                plan.TakeBack(mark);
                return false;
            }

            left -= here;
            request.HasMorePieces = left > 0;
            request.Reports = reports && left == 0;
            plan.Launch(in request);
        }

        return true;
    }
}
