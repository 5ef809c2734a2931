using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Shares all RAM out anew each time, by what the next GB brings: every target's curve is cut into steps of falling $ per GB and
/// second, the steps of all targets are sorted, and taken until the RAM is spent.
/// <code>
///   $/GBs  A1 ====            A1 B1 A2 C1 | B2 ...      what stands left of the bar is harvested at that size,
///          B1  ===                        ^ RAM         what stands right of it gets nothing
/// </code>
/// What runs counts for more by the hysteresis, so that equals do not take turns. Targets that are to be harvested and are not ready
/// are prepared; the RAM meant for them is theirs meanwhile.
/// </summary>
internal sealed class KnapsackSelector : ITaskSelector
{
    /// <summary>Costs are quotients; a whole number of them may look a little less.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Batches whose size differs by less are left as they are.</summary>
    private const double SameSize = 1.15;

    private readonly List<Step> _steps = [];
    private readonly List<Share> _shares = [];
    private Share[] _shareOf = [];

    private readonly record struct Step(int Target, HarvestPoint Point, long Ram, double Density, double Worth);

    private record struct Share(int Target, HarvestPoint Point, int Batches, double Worth);

    public void Select(FleetScheduler fleet, GameView view, Plan plan)
    {
        Cut(fleet, view);
        ShareOut(fleet);
        Apply(fleet, view, plan);
    }

    private void Cut(FleetScheduler fleet, GameView view)
    {
        _steps.Clear();
        for (var i = 0; i < fleet.Targets.Length; i++)
        {
            var target = fleet.Targets[i];
            var curve = target.Curve;
            if (curve.Points.Count == 0 || !target.CanHack(view)) continue;
            var weight = target.Harvest is { IsStopping: false } ? 1 + fleet.Options.Hysteresis : TaskValue.Density(fleet, target, view) / curve.Density;
            var point = HarvestSteps.First(curve);
            _steps.Add(new Step(i, point, (long)(point.Cost * curve.Overlap), curve.Density, curve.Density * weight));
            while (HarvestSteps.Next(curve, point.Chunk) is { } next)
            {
                _steps.Add(new Step(i, next.Point, (long)((next.Point.Cost - point.Cost) * curve.Overlap), next.Density, next.Density * weight));
                point = next.Point;
            }
        }

        _steps.Sort((left, right) => left.Worth != right.Worth ? right.Worth.CompareTo(left.Worth)
            : left.Target != right.Target ? left.Target.CompareTo(right.Target) : left.Point.Chunk.CompareTo(right.Point.Chunk));
    }

    private void ShareOut(FleetScheduler fleet)
    {
        if (_shareOf.Length < fleet.Targets.Length) _shareOf = new Share[fleet.Targets.Length];
        Array.Clear(_shareOf);
        var left = fleet.Allocator.Usable.Hundredths;
        foreach (var step in _steps)
        {
            ref var share = ref _shareOf[step.Target];
            var overlap = fleet.Targets[step.Target].Curve.Overlap;
            if (step.Ram <= left)
            {
                share = share with { Target = step.Target, Point = step.Point, Batches = overlap, Worth = Math.Max(share.Worth, step.Worth) };
                left -= step.Ram;
            }
            else if (share.Batches == 0 && left >= step.Point.Cost - 1)
            {
                var batches = (int)((left / step.Point.Cost) + Rounding);
                share = new Share(step.Target, step.Point, batches, step.Worth);
                left -= Math.Min(left, (long)(batches * step.Point.Cost));
            }
        }

        _shares.Clear();
        foreach (var share in _shareOf)
        {
            if (share.Batches > 0) _shares.Add(share);
        }

        _shares.Sort((one, other) => one.Worth != other.Worth ? other.Worth.CompareTo(one.Worth) : one.Target.CompareTo(other.Target));
    }

    private void Apply(FleetScheduler fleet, GameView view, Plan plan)
    {
        for (var i = 0; i < fleet.Targets.Length; i++)
        {
            if (_shareOf[i].Batches > 0 || fleet.Targets[i].Harvest is not { IsStopping: false } harvest) continue;
            var isYoung = (view.Now - harvest.Since).TotalSeconds < fleet.Targets[i].Curve.BatchSeconds;
            if (!isYoung) fleet.Stop(harvest, kills: false, view, plan);
        }

        foreach (var share in _shares)
        {
            if (fleet.Targets[share.Target].Harvest is { IsStopping: false } harvest) Lower(harvest, share);
        }

        foreach (var share in _shares) Serve(fleet, fleet.Targets[share.Target], share, view, plan);
    }

    private static void Lower(HarvestTask harvest, Share share)
    {
        if (IsSameSize(harvest.Size.Chunk, share.Point.Chunk) && share.Batches < harvest.Size.Batches) harvest.Lower(share.Batches);
    }

    private static void Serve(FleetScheduler fleet, FleetTarget target, Share share, GameView view, Plan plan)
    {
        var size = new HarvestSize(share.Point.Greed, share.Point.Chunk, share.Batches, target.Curve.MoneyPerS(share.Point, share.Batches));
        if (target.Harvest is { IsStopping: false } harvest)
        {
            if (IsSameSize(harvest.Size.Chunk, size.Chunk)) harvest.Raise(size.Batches, view, plan);
            else if ((view.Now - harvest.Since).TotalSeconds >= target.Curve.BatchSeconds) harvest.TryResize(size, isGrowable: true, view, plan);
        }
        else if (target.Task is null)
        {
            if (target.Stage(view) == Lifecycle.Harvest) fleet.Begin(HarvestTask.TryStart(fleet, target, size, isGrowable: true, view, plan));
            else fleet.Begin(PrepareTask.TryStart(fleet, target, view, plan));
        }
    }

    private static bool IsSameSize(long chunk, long other) => chunk < other * SameSize && other < chunk * SameSize;
}
