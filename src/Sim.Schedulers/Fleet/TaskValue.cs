using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What tasks are worth: expected $ per GB and second, with the time that preparation takes.</summary>
internal static class TaskValue
{
    /// <summary>Seconds until a target is prepped if its tasks get all the RAM there is; 0 if it is.</summary>
    public static double PrepareSeconds(FleetScheduler fleet, FleetTarget target, GameView view)
    {
        ref readonly var server = ref view.Server(target.Id);
        var stage = target.Stage(view);
        if (stage == Lifecycle.Harvest) return 0;
        var seconds = 0.0;
        if (stage == Lifecycle.Till)
        {
            seconds += view.Seconds(JobKind.Weaken, target.Id) * Rounds(fleet, PrepareTask.TillThreads(in server, view.Multipliers));
            if (server.Money >= server.MoneyMax * FleetTarget.FullShare) return seconds;
        }

        var (grow, weaken) = PrepareTask.SowThreads(in server, in view.Person, view.Multipliers);
        return seconds + (target.Curve.BatchSeconds * Rounds(fleet, grow + weaken));
    }

    /// <summary>
    /// The best $ per GB and second of harvesting a target, less for one that has to be prepared first: what is ready in no time counts
    /// in full, what takes as long as the horizon by half.
    /// </summary>
    public static double Density(FleetScheduler fleet, FleetTarget target, GameView view)
    {
        var horizon = fleet.Options.Horizon.TotalSeconds;
        return target.Curve.Density * horizon / (horizon + PrepareSeconds(fleet, target, view));
    }

    /// <summary>$ per GB and second of a harvest as large as it is.</summary>
    public static double Density(HarvestTask harvest)
    {
        var size = harvest.Size;
        return size.Batches == 0 ? 0 : size.MoneyPerS / (size.Ram / 100.0);
    }

    private static double Rounds(FleetScheduler fleet, int threads) =>
        Math.Max(1, Math.Ceiling(threads * 175.0 / Math.Max(1, fleet.Allocator.Usable.Hundredths)));
}
