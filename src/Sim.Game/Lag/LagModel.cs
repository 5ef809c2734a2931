using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// What every <see cref="Activity"/> costs the thread, on one kind of machine. Immutable; what a run adds to it is
/// <see cref="LagRun"/>.
/// </summary>
[SharedState]
public sealed record LagModel
{
    /// <summary>A preset's name, or the player's own.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence on what it stands for; may be empty.</summary>
    public string Description { get; init; } = "";

    /// <summary>
    /// Timers fire only at whole multiples of this; zero for any time. A hidden browser tab wakes them once a second at best
    /// (MODEL.md, "Time").
    /// </summary>
    public SimDuration WakeUpGrid { get; init; }

    /// <summary>True if nothing costs anything, so that a run is the same as without a model.</summary>
    public bool IsFree => WakeUpGrid == SimDuration.Zero && Costs.All(cost => cost.Cost.IsZero);

    /// <summary>What an activity costs.</summary>
    public LagCost this[Activity activity]
    {
        get => Costs[(int)activity];
        init => Costs = Costs.SetItem((int)activity, value);
    }

    private ImmutableArray<LagCost> Costs { get; init; } = [.. Activities.All.Select(_ => LagCost.None)];

    /// <summary>
    /// How often the game itself does something: its loop each 200 ms, a frame 60 times a second, a save each 60 s (MODEL.md,
    /// "Time"; 60 Hz is the usual screen). Null for what has no period of its own.
    /// </summary>
    public static Distribution? UsualPeriod(Activity activity) => activity switch
    {
        Activity.GameLoop => Distribution.Constant(SimDuration.FromMilliseconds(200)),
        Activity.Frame => Distribution.Constant(new SimDuration(16_667)),
        Activity.Autosave => Distribution.Constant(SimDuration.FromSeconds(60)),
        _ => null,
    };

    /// <summary>The shortest mean time from one background activity to the next, in microseconds: a tenth of a millisecond.</summary>
    public const double EveryMinMicros = 100;

    /// <summary>The time from one to the next of a background activity; null for the others.</summary>
    public Distribution? Every(Activity activity) => activity.IsBackground() ? this[activity].Every ?? UsualPeriod(activity) : null;

    /// <summary>The same model with one cost replaced.</summary>
    public LagModel With(Activity activity, LagCost cost) => this with { Costs = Costs.SetItem((int)activity, cost) };

    /// <summary>
    /// The part of the thread's time that the background takes on average, without autosave's part for processes: mean cost over
    /// mean time from one to the next. Above 1 the background alone is more than the thread can do.
    /// </summary>
    public double BackgroundLoad()
    {
        double load = 0;
        foreach (var activity in Activities.All)
        {
            if (Every(activity) is not { } every || this[activity].Cost.IsZero) continue;
            var cost = this[activity].Cost.Mean;

            // A beat goes on while the work is done; a pause begins when the work has ended.
            load += every.Kind == DistributionKind.Constant ? cost / every.Mean : cost / (every.Mean + cost);
        }

        return load;
    }

    /// <summary>Equal if every number, name and source is.</summary>
    public bool Equals(LagModel? other) =>
        other is not null && Name == other.Name && Description == other.Description && WakeUpGrid == other.WakeUpGrid
        && Costs.SequenceEqual(other.Costs);

    public override int GetHashCode() => Costs.Aggregate(WakeUpGrid.GetHashCode(), (hash, cost) => unchecked((hash * 31) ^ cost.Cost.GetHashCode()));
}
