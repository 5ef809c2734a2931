namespace Sim.Charts;

/// <summary>The values an axis spans, both ends included; <see cref="Min"/> is always below <see cref="Max"/> and both are finite.</summary>
internal readonly record struct AxisRange(double Min, double Max)
{
    /// <summary>Half of the span. Spans are kept in halves because the span of huge doubles of both signs is infinite.</summary>
    public double HalfSpan => Max / 2 - Min / 2;

    /// <summary>The range that shows all finite values of an axis, rounded outwards a little.</summary>
    /// <exception cref="ArgumentException">A logarithmic axis is given a value at or below 0, or fixed ends are not in order.</exception>
    public static AxisRange Fit(Axis axis, IEnumerable<double> values)
    {
        var min = double.PositiveInfinity;
        var max = double.NegativeInfinity;
        foreach (var value in values)
        {
            if (!double.IsFinite(value)) continue;
            if (axis.IsLog && value <= 0) throw NotPositive(axis, value);
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        var range = axis.IsLog ? FitLog(axis.Scale, min, max) : FitLinear(min, max, axis.IncludesZero);
        return Pin(axis, range);
    }

    private static AxisRange FitLinear(double min, double max, bool includesZero)
    {
        if (min > max) return new AxisRange(0, 1);
        if (includesZero)
        {
            min = Math.Min(min, 0);
            max = Math.Max(max, 0);
        }

        var halfSpan = max / 2 - min / 2;
        var size = Math.Max(Math.Abs(min), Math.Abs(max));

        // A span that doubles can hardly tell apart is shown as a point in the middle.
        if (halfSpan <= size * 1e-12 || halfSpan < 1e-290)
        {
            var margin = size < 1e-280 ? 0.5 : size * 0.1;
            return new AxisRange(Limit(min - margin), Limit(max + margin));
        }

        var room = halfSpan * 0.08;
        var low = min >= 0 && min - room < 0 || includesZero && min == 0 ? 0 : Limit(min - room);
        var high = max <= 0 && max + room > 0 || includesZero && max == 0 ? 0 : Limit(max + room);
        return new AxisRange(low, high);
    }

    private static AxisRange FitLog(AxisScale scale, double min, double max)
    {
        if (min > max) return new AxisRange(1, scale == AxisScale.Log2 ? 16 : 10);

        var (low, high) = (Math.Log10(min), Math.Log10(max));
        if (high - low < 1e-9) (low, high) = (low - 0.2, high + 0.2);
        var room = (high - low) * 0.03;
        var bottom = Math.Max(Math.Pow(10, low - room), 1e-300);
        return new AxisRange(bottom, Math.Max(bottom * 1.0001, Math.Min(Math.Pow(10, high + room), 1e307)));
    }

    private static AxisRange Pin(Axis axis, AxisRange range)
    {
        var (min, max) = (axis.Min ?? range.Min, axis.Max ?? range.Max);
        if (!double.IsFinite(min) || !double.IsFinite(max))
            throw new ArgumentException($"Axis '{axis.Label}': the ends must be finite numbers, not {min:R} and {max:R}.", nameof(axis));
        if (axis.IsLog && (min <= 0 || max <= 0)) throw NotPositive(axis, Math.Min(min, max));
        if (min < max) return new AxisRange(min, max);
        if (axis.Min is not null && axis.Max is not null)
            throw new ArgumentException($"Axis '{axis.Label}': the lower end {min:R} must be below the upper end {max:R}.", nameof(axis));

        // Only one end is fixed and all data lie beyond it: show an empty stretch next to the fixed end.
        return axis.Min is not null
            ? new AxisRange(min, axis.IsLog ? min * 10 : min + Math.Max(1, Math.Abs(min)))
            : new AxisRange(axis.IsLog ? max / 10 : max - Math.Max(1, Math.Abs(max)), max);
    }

    private static double Limit(double value) => Math.Clamp(value, -double.MaxValue, double.MaxValue);

    private static ArgumentException NotPositive(Axis axis, double value) => new(
        FormattableString.Invariant($"Axis '{axis.Label}' is logarithmic, so its values must be above 0; got {value:R}."), nameof(axis));
}
