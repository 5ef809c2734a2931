using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>Values that change along an axis, one line per series, with optional confidence bands.</summary>
public sealed record LineChart : Chart
{
    public required Axis X { get; init; }

    public required Axis Y { get; init; }

    public required ImmutableArray<LineSeries> Series { get; init; }

    /// <summary>Whether names stand at the lines' right ends too, where there is room; the legend stays.</summary>
    public bool HasDirectLabels { get; init; }

    /// <summary>What the bands span, for read-outs, such as "10th to 90th percentile".</summary>
    public string BandName { get; init; } = "Interval";
}

/// <summary>One line. Points are joined in the order given.</summary>
/// <param name="Name">The name in the legend and in read-outs.</param>
/// <param name="Points">The points; a point that can't be drawn leaves a gap.</param>
public sealed record LineSeries(string Name, ImmutableArray<LinePoint> Points)
{
    /// <summary>Whether points carry markers; true by default. Without markers, dashes tell the lines apart.</summary>
    public bool HasMarkers { get; init; } = true;

    /// <summary>Whether the line is dashed, as for references and theoretical limits; false by default.</summary>
    public bool IsDashed { get; init; }

    /// <summary>Which colour, marker and dash it gets, 0 or more; null takes its place in the chart. Gives one thing the same look on all charts.</summary>
    public int? StyleIndex { get; init; }
}

/// <summary>One measured point and, if known, the interval in which the true value is expected.</summary>
/// <param name="X">The place along the x axis.</param>
/// <param name="Y">The value.</param>
/// <param name="Low">The lower end of the interval; null draws no band here.</param>
/// <param name="High">The upper end of the interval; null draws no band here.</param>
/// <param name="Note">A remark for the read-out, such as the number of runs.</param>
public readonly record struct LinePoint(double X, double Y, double? Low = null, double? High = null, string? Note = null);
