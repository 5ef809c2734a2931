using System.Globalization;

namespace Sim.Cli;

/// <summary>Numbers of at most five characters for tables; exact values are in the JSON.</summary>
internal static class ShortNumbers
{
    private static readonly string[] s_suffixes = ["", "k", "m", "b", "t", "q", "Q"];

    /// <summary>Three digits and the game's suffix: 1.63t, 20m, 950k.</summary>
    public static string Money(double value)
    {
        double rest = Math.Abs(value);
        int suffix = 0;

        // 999.5 would be printed as 1000.
        while (rest >= 999.5 && suffix < s_suffixes.Length - 1)
        {
            rest /= 1000;
            suffix++;
        }

        if (rest >= 999.5) return value.ToString("0.0e0", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(value < 0 ? "-" : "")}{ThreeDigits(rest)}{s_suffixes[suffix]}");
    }

    /// <summary>Seconds with a decimal below 100.</summary>
    public static string Seconds(double value) => value switch
    {
        < 99.95 => value.ToString("0.0", CultureInfo.InvariantCulture),
        < 99_999.5 => value.ToString("0", CultureInfo.InvariantCulture),
        _ => value.ToString("0e0", CultureInfo.InvariantCulture),
    };

    /// <summary>A whole percentage.</summary>
    public static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{fraction * 100:0}%");

    private static string ThreeDigits(double value) => value switch
    {
        < 9.995 => value.ToString("0.##", CultureInfo.InvariantCulture),
        < 99.95 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0", CultureInfo.InvariantCulture),
    };
}
