namespace Sim.Charts;

/// <summary>Chooses round values along an axis. Every tick lies within the range, and ticks rise.</summary>
internal static class TickMaker
{
    private const int TicksMax = 60;

    private static readonly double[] DecimalSteps = [1, 2, 2.5, 5, 10];
    private static readonly double[] BinarySteps = [1, 2];

    private static readonly int[] BinaryStrides = [1, 2, 5, 10, 20, 50, 100, 200, 500];

    // Steps that read well on a clock, in milliseconds, from one second up; below that decimal steps are used.
    private static readonly double[] ClockSteps =
    [
        1e3, 2e3, 5e3, 1e4, 1.5e4, 3e4, 6e4, 1.2e5, 3e5, 6e5, 9e5, 1.8e6, 3.6e6, 7.2e6, 1.08e7, 2.16e7, 4.32e7, 8.64e7,
    ];

    /// <summary>Ticks for a range, about as many as asked for (at least one where the range allows it, never more than 60).</summary>
    public static IReadOnlyList<Tick> Make(Axis axis, AxisRange range, int targetCount)
    {
        targetCount = Math.Clamp(targetCount, 1, TicksMax / 2);
        return axis.Scale switch
        {
            AxisScale.Log10 => Log10Ticks(axis.Unit, range, targetCount),
            AxisScale.Log2 => Log2Ticks(axis.Unit, range, targetCount),
            _ => LinearTicks(axis.Unit, range, targetCount),
        };
    }

    private static List<Tick> LinearTicks(Unit unit, AxisRange range, int targetCount)
    {
        var step = NiceStep(unit, range.HalfSpan / targetCount * 2);
        var ticks = new List<Tick>();
        var first = Math.Ceiling(range.Min / step - 1e-9);
        var slack = step * 1e-9;
        for (var i = 0; i <= TicksMax; i++)
        {
            var value = (first + i) * step;
            if (!double.IsFinite(value) || value > range.Max + slack) break;
            value = Math.Clamp(value, range.Min, range.Max);
            if (ticks.Count == 0 || value > ticks[^1].Value) ticks.Add(new Tick(value, UnitFormat.FormatTick(unit, value, step)));
        }

        return ticks;
    }

    /// <summary>The smallest round step that is at least as large as the raw one.</summary>
    private static double NiceStep(Unit unit, double raw)
    {
        raw = Math.Clamp(raw, 1e-300, double.MaxValue / 4);
        if (unit == Unit.Gigabytes) return Ladder(raw, 2, BinarySteps);
        if (unit == Unit.Milliseconds && raw > 500)
        {
            foreach (var step in ClockSteps)
            {
                if (step >= raw * (1 - 1e-9)) return step;
            }

            return ClockSteps[^1] * Ladder(raw / ClockSteps[^1], 10, DecimalSteps);
        }

        return unit == Unit.Count && raw < 1 ? 1 : Ladder(raw, 10, DecimalSteps);
    }

    private static double Ladder(double raw, double radix, double[] steps)
    {
        var power = Math.Pow(radix, Math.Floor(Math.Log(raw) / Math.Log(radix) + 1e-12));
        foreach (var step in steps)
        {
            if (step * power >= raw * (1 - 1e-9)) return step * power;
        }

        return radix * power;
    }

    private static List<Tick> Log10Ticks(Unit unit, AxisRange range, int targetCount)
    {
        var (low, high) = (Math.Log10(range.Min), Math.Log10(range.Max));
        if (high - low < 0.7) return LinearTicks(unit, range, targetCount);

        var decades = high - low;
        double[] factors = decades * 3 <= targetCount ? [1, 2, 5] : decades * 2 <= targetCount || decades < 2 ? [1, 3] : [1];
        var stride = (int)Math.Max(1, Math.Ceiling(decades / targetCount));
        var ticks = new List<Tick>();
        for (var exponent = (int)Math.Floor(low); exponent <= (int)Math.Ceiling(high); exponent++)
        {
            if (exponent % stride != 0) continue;
            foreach (var factor in factors) AddLog(ticks, unit, range, factor * Math.Pow(10, exponent));
        }

        return ticks.Count > 0 ? ticks : LinearTicks(unit, range, targetCount);
    }

    private static List<Tick> Log2Ticks(Unit unit, AxisRange range, int targetCount)
    {
        var (low, high) = (Math.Log2(range.Min), Math.Log2(range.Max));
        if (high - low < 1.5) return LinearTicks(unit, range, targetCount);

        // Strides that divide ten meet the powers where units change: 1TB and 1PB are always among the ticks.
        var raw = (high - low) / targetCount;
        var stride = BinaryStrides.FirstOrDefault(s => s >= raw, BinaryStrides[^1]);
        var ticks = new List<Tick>();
        for (var exponent = (int)Math.Floor(low); exponent <= (int)Math.Ceiling(high); exponent++)
        {
            if (exponent % stride == 0) AddLog(ticks, unit, range, Math.Pow(2, exponent));
        }

        if (ticks.Count > 1) return ticks;

        // The range lies between two of them: take its first power instead.
        ticks.Clear();
        for (var exponent = (int)Math.Ceiling(low - 1e-9); exponent <= high + 1e-9; exponent += stride) AddLog(ticks, unit, range, Math.Pow(2, exponent));
        return ticks.Count > 0 ? ticks : LinearTicks(unit, range, targetCount);
    }

    private static void AddLog(List<Tick> ticks, Unit unit, AxisRange range, double value)
    {
        if (value < range.Min * (1 - 1e-9) || value > range.Max * (1 + 1e-9)) return;
        value = Math.Clamp(value, range.Min, range.Max);
        ticks.Add(new Tick(value, UnitFormat.FormatTick(unit, value, value)));
    }
}
