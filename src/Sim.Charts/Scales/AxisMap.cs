namespace Sim.Charts;

/// <summary>Turns values into places along an axis, in the picture's pixels. The first pixel belongs to the range's lower end.</summary>
internal sealed class AxisMap(Axis axis, AxisRange range, double firstPixel, double lastPixel)
{
    public Axis Axis { get; } = axis;

    public AxisRange Range { get; } = range;

    public double Map(double value)
    {
        var share = Axis.IsLog
            ? (Math.Log(value) - Math.Log(Range.Min)) / (Math.Log(Range.Max) - Math.Log(Range.Min))
            : (value / 2 - Range.Min / 2) / Range.HalfSpan;

        // Places far outside are pulled in: they are clipped anyway, and picture files must not hold huge numbers.
        return firstPixel + (lastPixel - firstPixel) * Math.Clamp(share, -20, 20);
    }

    /// <summary>Whether a value can be drawn at all; others leave a gap.</summary>
    public bool Shows(double value) => double.IsFinite(value) && (!Axis.IsLog || value > 0);

    /// <summary>Whether a value lies within the range, with a hair of tolerance for values computed on the edge.</summary>
    public bool Holds(double value)
    {
        if (!Shows(value)) return false;
        var place = Map(value);
        return place >= Math.Min(firstPixel, lastPixel) - 0.01 && place <= Math.Max(firstPixel, lastPixel) + 0.01;
    }
}
