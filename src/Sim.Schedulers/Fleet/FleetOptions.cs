using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>What a fleet goes by, checked before it is built.</summary>
internal sealed record FleetOptions
{
    /// <summary>Gap between neighbouring landings, whole milliseconds, 1 ms or more.</summary>
    public SimDuration Spacer { get; init; } = SimDuration.FromMilliseconds(20);

    /// <summary>From one batch of a harvest to the next; at least the landings of a batch.</summary>
    public SimDuration Interval { get; init; } = SimDuration.FromSeconds(1);

    /// <summary>Largest share of the money that the hacks of a harvest take; above 0, at most 1.</summary>
    public double GreedMax { get; init; } = 0.5;

    /// <summary>How far a target may be out of shape before a batch that mends it; 0 to 1.</summary>
    public double ShapeTolerance { get; init; } = 0.05;

    /// <summary>How much better a task must be before one that runs is given up for it; 0 or more.</summary>
    public double Hysteresis { get; init; } = 0.25;

    /// <summary>How far ahead a task is to pay.</summary>
    public SimDuration Horizon { get; init; } = SimDuration.FromHours(1);

    public AllocationPolicy Policy { get; init; } = AllocationPolicy.FirstFit;

    internal static FleetOptions From(OptionSet set) => new()
    {
        Spacer = set.Duration(BatcherOptionList.Spacer.Key),
        Interval = set.Duration(FleetOptionList.Interval.Key),
        GreedMax = set.Fraction(FleetOptionList.GreedMax.Key),
        ShapeTolerance = set.Fraction(BatcherOptionList.Tolerance.Key),
        Hysteresis = set.Has(FleetOptionList.Hysteresis.Key) ? set.Fraction(FleetOptionList.Hysteresis.Key) : 0,
        Horizon = set.Has(FleetOptionList.Horizon.Key) ? set.Duration(FleetOptionList.Horizon.Key) : SimDuration.FromHours(1),
        Policy = set.Choice(FleetOptionList.Allocation.Key) switch
        {
            "best-fit" => AllocationPolicy.BestFit,
            "worst-fit" => AllocationPolicy.WorstFit,
            _ => AllocationPolicy.FirstFit,
        },
    };
}
