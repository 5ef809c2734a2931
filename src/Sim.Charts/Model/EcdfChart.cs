using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>The share of samples at or below each value, as steps. Reads off medians and tails without choosing bins.</summary>
public sealed record EcdfChart : Chart
{
    public required Axis X { get; init; }

    /// <summary>The axis of shares; 0 to 100% unless it is narrowed to look at a tail.</summary>
    public Axis Y { get; init; } = new("Share at or below", Unit.Fraction) { Min = 0, Max = 1 };

    public required ImmutableArray<EcdfSeries> Series { get; init; }
}

/// <summary>The samples of one distribution.</summary>
/// <param name="Name">The name in the legend and in read-outs.</param>
/// <param name="Samples">The samples in any order; NaN and infinite ones are left out.</param>
public sealed record EcdfSeries(string Name, ImmutableArray<double> Samples)
{
    /// <summary>Which colour and dash it gets, 0 or more; null takes its place in the chart.</summary>
    public int? StyleIndex { get; init; }
}
