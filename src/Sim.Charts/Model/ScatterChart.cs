using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>Pairs of values as points, one colour and marker per series.</summary>
public sealed record ScatterChart : Chart
{
    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    public required ImmutableArray<ScatterSeries> Series { get; init; }
}

/// <summary>A group of points.</summary>
/// <param name="Name">The name in the legend and in read-outs.</param>
/// <param name="Points">The points, in any order.</param>
public sealed record ScatterSeries(string Name, ImmutableArray<ScatterPoint> Points)
{
    /// <summary>Which colour and marker it gets, 0 or more; null takes its place in the chart.</summary>
    public int? StyleIndex { get; init; }
}

/// <summary>One pair of values.</summary>
/// <param name="X">The place along the x axis.</param>
/// <param name="Y">The place along the y axis.</param>
/// <param name="Note">A remark for the read-out, such as the case's name.</param>
public readonly record struct ScatterPoint(double X, double Y, string? Note = null);
