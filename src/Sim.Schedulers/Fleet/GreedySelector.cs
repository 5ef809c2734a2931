using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Seed 003's selector as it is: start the harvest that is worth most, else sow the target of the lowest level, else till the one of
/// the lowest level, for as long as RAM is left. What runs is never looked at again.
/// </summary>
internal sealed class GreedySelector : ITaskSelector
{
    public void Select(FleetScheduler fleet, GameView view, Plan plan)
    {
        while (TryHarvest(fleet, view, plan) || TryPrepare(fleet, Lifecycle.Sow, view, plan) || TryPrepare(fleet, Lifecycle.Till, view, plan))
        {
        }
    }

    private static bool TryHarvest(FleetScheduler fleet, GameView view, Plan plan)
    {
        var (best, size) = (default(FleetTarget), default(HarvestSize));
        foreach (var target in fleet.Targets)
        {
            if (target.Task is not null || !target.CanHack(view) || target.Stage(view) != Lifecycle.Harvest) continue;
            var could = target.Curve.Best(fleet.Room);
            if (could.MoneyPerS > size.MoneyPerS) (best, size) = (target, could);
        }

        return best is not null && fleet.Begin(HarvestTask.TryStart(fleet, best, size, isGrowable: false, view, plan));
    }

    private static bool TryPrepare(FleetScheduler fleet, Lifecycle stage, GameView view, Plan plan)
    {
        var best = default(FleetTarget);
        foreach (var target in fleet.Targets)
        {
            if (target.Task is not null || !target.CanHack(view) || target.Stage(view) != stage) continue;
            if (best is null || view.Server(target.Id).LevelRequired < view.Server(best.Id).LevelRequired) best = target;
        }

        return best is not null && fleet.Begin(PrepareTask.TryStart(fleet, best, view, plan));
    }
}
