using System.Globalization;

namespace Sim.Charts;

/// <summary>Writes numbers with their unit, in the invariant culture, so that the same number is the same text everywhere.</summary>
public static class UnitFormat
{
    private const string Minus = "\u2212";

    // Each ladder rises; a number is written in the highest step that it reaches.
    private static readonly Step[] PlainSteps = [new(1, "")];
    private static readonly Step[] CountSteps =
    [
        new(1, ""), new(1e3, "k"), new(1e6, "m"), new(1e9, "b"), new(1e12, "t"),
        new(1e15, "q"), new(1e18, "Q"), new(1e21, "s"), new(1e24, "S"), new(1e27, "o"), new(1e30, "n"),
    ];

    private static readonly Step[] GigabyteSteps =
    [
        new(1.0 / 1048576, "KB"), new(1.0 / 1024, "MB"), new(1, "GB"), new(1024, "TB"), new(1048576, "PB"), new(1073741824, "EB"),
    ];

    private static readonly Step[] MillisecondSteps =
    [
        new(1e-6, "ns"), new(1e-3, "\u00b5s"), new(1, "ms"), new(1e3, "s"), new(6e4, "m"), new(3.6e6, "h"), new(8.64e7, "d"),
    ];

    /// <summary>Writes a value with a number of significant digits.</summary>
    /// <param name="unit">What the value measures.</param>
    /// <param name="value">The value, in the unit's base (dollars, gigabytes, milliseconds, a share of 1). NaN is written as a dash.</param>
    /// <param name="digits">Significant digits, 1 to 15; trailing zeros are left out.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of digits is outside 1 to 15.</exception>
    public static string Format(Unit unit, double value, int digits = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(digits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(digits, 15);
        if (double.IsNaN(value)) return "\u2013";
        if (double.IsInfinity(value)) return value > 0 ? "\u221e" : Minus + "\u221e";

        return Wrap(unit, value < 0, Magnitude(unit, Math.Abs(value), digits));
    }

    /// <summary>Writes a tick's value with just the decimals that its step needs.</summary>
    internal static string FormatTick(Unit unit, double value, double step)
    {
        if (unit == Unit.Fraction)
        {
            value *= 100;
            step *= 100;
        }

        var size = Math.Abs(value);
        if (size < Math.Abs(step) * 1e-6) return Wrap(unit, false, ZeroText(unit));

        var steps = Ladder(unit);
        var scale = steps[IndexFor(steps, size)];
        var scaled = size / scale.Size;
        if (scaled is >= 1e6 or < 1e-4) return Wrap(unit, value < 0, Scientific(scaled, 12) + scale.Suffix);

        var decimals = DecimalsFor(scaled, step / scale.Size);
        return Wrap(unit, value < 0, Fixed(scaled, decimals) + scale.Suffix);
    }

    private static string Magnitude(Unit unit, double size, int digits)
    {
        if (unit == Unit.Fraction) size = Math.Min(size * 100, double.MaxValue);
        if (size == 0) return ZeroText(unit);

        // Small whole counts are clearer in full: 12345 rather than 12.345k, when that many digits are asked for.
        if (unit == Unit.Count && size < Math.Pow(10, digits) && size == Math.Floor(size)) return Fixed(size, 0);

        var steps = Ladder(unit);
        var index = IndexFor(steps, size);
        var rounded = RoundTo(size / steps[index].Size, digits);

        // 999.96k in three digits is 1000k: the next step writes it as 1m.
        if (index + 1 < steps.Length && rounded * steps[index].Size >= steps[index + 1].Size)
        {
            index++;
            rounded = RoundTo(size / steps[index].Size, digits);
        }

        var limit = unit == Unit.Plain ? 1e12 : 1e6;
        if (rounded >= limit || rounded < 1e-4) return Scientific(size / steps[index].Size, digits) + steps[index].Suffix;
        return Fixed(rounded, Math.Max(0, digits - Exponent(rounded) - 1)) + steps[index].Suffix;
    }

    private static string Wrap(Unit unit, bool isNegative, string text)
    {
        var sign = isNegative ? Minus : "";
        return unit switch
        {
            Unit.Dollars => $"{sign}${text}",
            Unit.DollarsPerSecond => $"{sign}${text}/s",
            Unit.Fraction => $"{sign}{text}%",
            _ => sign + text,
        };
    }

    private static string ZeroText(Unit unit) => unit switch
    {
        Unit.Gigabytes => "0GB",
        Unit.Milliseconds => "0ms",
        _ => "0",
    };

    private static Step[] Ladder(Unit unit) => unit switch
    {
        Unit.Count or Unit.Dollars or Unit.DollarsPerSecond => CountSteps,
        Unit.Gigabytes => GigabyteSteps,
        Unit.Milliseconds => MillisecondSteps,
        _ => PlainSteps,
    };

    private static int IndexFor(Step[] steps, double size)
    {
        var index = 0;
        while (index + 1 < steps.Length && size >= steps[index + 1].Size * (1 - 1e-12)) index++;
        return index;
    }

    private static int Exponent(double size) => (int)Math.Floor(Math.Log10(size));

    private static double RoundTo(double size, int digits)
    {
        if (size == 0) return 0;
        var decimals = digits - 1 - Exponent(size);
        if (decimals is >= 0 and <= 15) return Math.Round(size, decimals);
        if (decimals > 15) return size;

        // Digits before the point are kept whole: $1234n is better than a rounded $1230n with a false zero.
        return Math.Round(size);
    }

    private static int DecimalsFor(double scaled, double step)
    {
        for (var decimals = 0; decimals < 12; decimals++)
        {
            if (Math.Abs(Math.Round(scaled, decimals) - scaled) <= Math.Abs(step) * 1e-3) return decimals;
        }

        return 12;
    }

    private static string Fixed(double size, int decimals)
    {
        var text = size.ToString("F" + Math.Min(decimals, 15).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static string Scientific(double size, int digits)
    {
        var pattern = "0." + new string('#', digits - 1) + "e0";
        return size.ToString(pattern, CultureInfo.InvariantCulture).Replace("-", Minus, StringComparison.Ordinal);
    }

    private readonly record struct Step(double Size, string Suffix);
}
