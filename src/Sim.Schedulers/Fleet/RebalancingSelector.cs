using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Looks at what runs as well as at what could run: everything that more RAM could be spent on stands in one list, the most $ per GB
/// and second first.
/// <code>
///   raise   a harvest that has fewer batches in flight than would fit its interval
///   enlarge a harvest's batches, at what the additional RAM brings
///   start   a harvest on a prepped target
///   prepare a target, at what its harvest will bring, less the wait
/// </code>
/// Where the best of them finds no RAM, the least worthy task is given up for it, if it is worse by more than the hysteresis: killed
/// where that pays for the batches that are lost, otherwise drained.
/// </summary>
internal sealed class RebalancingSelector : ITaskSelector
{
    /// <summary>A task that is worth this many times less than the one it makes room for is killed, not drained.</summary>
    private const double KillFactor = 2;

    /// <summary>Larger batches need at least this share of the RAM they would take to be free.</summary>
    private const double FreeShare = 0.5;

    private readonly List<Option> _options = [];

    private enum What
    {
        Raise,
        Enlarge,
        Start,
        Prepare,
    }

    private readonly record struct Option(What What, FleetTarget Target, double Density, HarvestSize Size);

    public void Select(FleetScheduler fleet, GameView view, Plan plan)
    {
        Gather(fleet, view);
        Option? unserved = null;
        foreach (var option in _options)
        {
            if (TryServe(fleet, option, view, plan) || option.What == What.Enlarge) continue;
            unserved ??= option;
        }

        if (unserved is { } best) MakeRoom(fleet, best, view, plan);
    }

    private static bool TryServe(FleetScheduler fleet, Option option, GameView view, Plan plan)
    {
        switch (option.What)
        {
            case What.Raise:
                var harvest = option.Target.Harvest!;
                harvest.Raise(option.Target.Curve.Overlap, view, plan);
                return harvest.Batches >= harvest.Size.Batches;
            case What.Enlarge:
                var more = option.Size.Ram - option.Target.Harvest!.Ram;
                return fleet.Allocator.Free.Hundredths >= more * FreeShare && option.Target.Harvest.TryResize(option.Size, isGrowable: true, view, plan);
            case What.Start:
                return fleet.Begin(HarvestTask.TryStart(fleet, option.Target, option.Size, isGrowable: true, view, plan));
            default:
                return fleet.Begin(PrepareTask.TryStart(fleet, option.Target, view, plan));
        }
    }

    private void Gather(FleetScheduler fleet, GameView view)
    {
        _options.Clear();

        // A harvest begins with the size that all could have at once, at least the most profitable one.
        var share = fleet.Allocator.Usable.Hundredths / (double)fleet.Targets.Length;
        foreach (var target in fleet.Targets)
        {
            var curve = target.Curve;
            if (curve.Points.Count == 0 || !target.CanHack(view)) continue;
            if (target.Harvest is { IsStopping: false } harvest)
            {
                Follow(target, harvest);
            }
            else if (target.Task is null)
            {
                var isReady = target.Stage(view) == Lifecycle.Harvest;
                var first = HarvestSteps.Largest(curve, share);
                var size = new HarvestSize(first.Greed, first.Chunk, curve.Overlap, curve.MoneyPerS(first, curve.Overlap));
                _options.Add(new Option(isReady ? What.Start : What.Prepare, target, TaskValue.Density(fleet, target, view), size));
            }
        }

        // The order of targets decides between equals.
        _options.Sort((left, right) => left.Density != right.Density
            ? right.Density.CompareTo(left.Density)
            : left.Target.Id.Index.CompareTo(right.Target.Id.Index));
    }

    private void Follow(FleetTarget target, HarvestTask harvest)
    {
        var curve = target.Curve;
        if (harvest.Batches > curve.Overlap) harvest.Lower(curve.Overlap);
        if (harvest.Batches < curve.Overlap)
        {
            _options.Add(new Option(What.Raise, target, TaskValue.Density(harvest), harvest.Size));
        }
        else if (HarvestSteps.Next(curve, harvest.Size.Chunk) is { } step)
        {
            var size = new HarvestSize(step.Point.Greed, step.Point.Chunk, curve.Overlap, curve.MoneyPerS(step.Point, curve.Overlap));
            _options.Add(new Option(What.Enlarge, target, step.Density, size));
        }
    }

    private static void MakeRoom(FleetScheduler fleet, Option best, GameView view, Plan plan)
    {
        if (best.What == What.Enlarge) return;
        var (worst, worth) = (default(HarvestTask), double.MaxValue);
        foreach (var target in fleet.Targets)
        {
            // RAM is on its way already.
            if (target.Task is { IsStopping: true }) return;
            if (target.Harvest is not { } harvest || target == best.Target) continue;
            if ((view.Now - harvest.Since).TotalSeconds < target.Curve.BatchSeconds) continue;
            var density = TaskValue.Density(harvest);
            if (density < worth && harvest.RoomWithout(best.What == What.Prepare ? GameRun.WorkerRam(JobKind.Weaken) : best.Size.Chunk) > 0) (worst, worth) = (harvest, density);
        }

        if (worst is null || best.Density <= worth * (1 + fleet.Options.Hysteresis)) return;
        fleet.Stop(worst, kills: best.Density > worth * KillFactor, view, plan);
    }
}
