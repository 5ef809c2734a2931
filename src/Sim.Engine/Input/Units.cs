using System.Globalization;

namespace Sim.Engine;

/// <summary>
/// Reads and prints values with units, the same under every culture. What is printed reads back as exactly the same value.
/// </summary>
public static class Units
{
    /// <summary>For messages: what a duration may look like.</summary>
    public const string DurationHelp = "a duration such as 20ms, 1.5s, 30m or 1h is needed";

    /// <summary>For messages: what a fraction may look like.</summary>
    public const string FractionHelp = "a fraction such as 10% or 0.1 is needed";

    // Largest first: printing takes the first that divides the value.
    private static readonly (string Name, long Micros)[] s_durations =
    [
        ("d", 86_400_000_000),
        ("h", 3_600_000_000),
        ("m", 60_000_000),
        ("s", 1_000_000),
        ("ms", 1_000),
        ("us", 1),
    ];

    /// <summary>Reads <c>20ms</c>, <c>1.5s</c>, <c>-3m</c>; 0 needs no unit. False unless it is a whole number of microseconds.</summary>
    public static bool TryParseDuration(string text, out SimDuration duration)
    {
        duration = SimDuration.Zero;
        if (!TrySplit(text, out decimal number, out string unit)) return false;
        if (unit.Length == 0) return number == 0;

        foreach ((string name, long unitMicros) in s_durations)
        {
            if (name != unit) continue;
            if (!TryScale(number, unitMicros, out long micros)) return false;
            duration = new SimDuration(micros);
            return true;
        }

        return false;
    }

    /// <summary>The largest unit that gives a whole number: <c>20ms</c>, <c>90m</c>, <c>1h</c>, <c>0ms</c>.</summary>
    public static string Format(SimDuration duration)
    {
        if (duration.Micros == 0) return "0ms";
        (string name, long micros) = s_durations.First(unit => duration.Micros % unit.Micros == 0);
        return string.Create(CultureInfo.InvariantCulture, $"{duration.Micros / micros}{name}");
    }

    /// <summary>Reads <c>10%</c> or <c>0.1</c>; any finite number.</summary>
    public static bool TryParseFraction(string text, out double fraction)
    {
        string trimmed = text.Trim();
        bool percent = trimmed.EndsWith('%');
        if (!TryParseNumber(percent ? trimmed[..^1] : trimmed, out fraction)) return false;
        if (!percent) return true;

        // In decimal, so that 7% is the double nearest to 0.07 and not 7 / 100 rounded a second time.
        string digits = trimmed[..^1].Trim();
        if (decimal.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact)) fraction = (double)(exact / 100);
        else fraction /= 100;
        return true;
    }

    /// <summary>As a percentage where that reads back as the same value (<c>10%</c>), as a plain number elsewhere.</summary>
    public static string FormatFraction(double fraction)
    {
        if (Math.Abs(fraction) is < 1e12 and (> 1e-9 or 0))
        {
            string percent = string.Create(CultureInfo.InvariantCulture, $"{(decimal)fraction * 100:0.################}%");
            if (TryParseFraction(percent, out double again) && again.Equals(fraction)) return percent;
        }

        return fraction.ToString("R", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads a finite number in JSON's or C#'s notation.</summary>
    public static bool TryParseNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Splits <c>1.5TB</c> into 1.5 and <c>TB</c>; blanks between them are allowed.</summary>
    public static bool TrySplit(string text, out decimal number, out string unit)
    {
        string trimmed = text.Trim();
        int end = trimmed.Length;
        while (end > 0 && char.IsAsciiLetter(trimmed[end - 1])) end--;
        unit = trimmed[end..];
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowTrailingWhite;
        return decimal.TryParse(trimmed[..end], Style, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>number x factor if that is a whole number in range.</summary>
    public static bool TryScale(decimal number, long factor, out long scaled)
    {
        scaled = 0;
        if (Math.Abs(number) > (decimal)long.MaxValue / factor) return false;
        decimal product = number * factor;
        if (product != decimal.Truncate(product)) return false;
        scaled = (long)product;
        return true;
    }
}
