using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Writes the launches of a whole batch into a plan, all or none.</summary>
public static class BatchLauncher
{
    /// <param name="plan">Receives the launches; left as it was if a job finds no host.</param>
    /// <param name="placer">Chooses the hosts.</param>
    /// <param name="batch">The threads.</param>
    /// <param name="planIndex">The batch's number from <see cref="GameRun.AddPlan"/>.</param>
    /// <param name="number">The number of this batch.</param>
    /// <param name="firstLanding">When its first job is to land.</param>
    /// <param name="spacer">The gap between its landings.</param>
    /// <returns>False if RAM is short.</returns>
    public static bool TryLaunch(
        Plan plan, Placer placer, BatchPlan batch, int planIndex, int number, SimTime firstLanding, SimDuration spacer)
    {
        var mark = plan.Mark;
        for (var position = 0; position < batch.Jobs.Length; position++)
        {
            var job = batch.Jobs[position];
            var request = new JobRequest
            {
                Kind = job.Kind,
                Target = batch.Target,
                LandsAt = firstLanding + (spacer * position),
                Reports = position == batch.Jobs.Length - 1,
                Batch = number,
                Plan = planIndex,
                Position = position,
            };
            if (!placer.TryPlace(plan, in job, ref request))
            {
                plan.TakeBack(mark);
                return false;
            }

            plan.Launch(in request);
        }

        return true;
    }
}
