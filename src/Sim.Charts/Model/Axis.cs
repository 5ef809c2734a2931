namespace Sim.Charts;

/// <summary>How values are spread along an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal distances for equal differences.</summary>
    Linear,

    /// <summary>Equal distances for equal ratios, ticks at powers of ten. Values must be above 0.</summary>
    Log10,

    /// <summary>Equal distances for equal ratios, ticks at powers of two. Values must be above 0.</summary>
    Log2,
}

/// <summary>One axis of a chart.</summary>
/// <param name="Label">What is measured, as shown beside the axis and in read-outs; empty shows nothing.</param>
/// <param name="Unit">How values are written.</param>
/// <param name="Scale">How values are spread.</param>
public sealed record Axis(string Label, Unit Unit = Unit.Plain, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>The lower end, in the unit's base; null takes it from the data. Must be above 0 on logarithmic axes.</summary>
    public double? Min { get; init; }

    /// <summary>The upper end, in the unit's base; null takes it from the data. Must be above <see cref="Min"/>.</summary>
    public double? Max { get; init; }

    /// <summary>Whether a linear axis always reaches 0; false by default, ignored on logarithmic axes.</summary>
    public bool IncludesZero { get; init; }

    internal bool IsLog => Scale != AxisScale.Linear;
}
