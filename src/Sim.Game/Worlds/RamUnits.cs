using System.Globalization;
using Sim.Engine;

namespace Sim.Game;

/// <summary>Reads and prints amounts of RAM: 1 TB is 1,024 GB, as the sizes of the game's servers suggest.</summary>
public static class RamUnits
{
    /// <summary>For messages: what an amount may look like.</summary>
    public const string Help = "an amount of RAM such as 64GB, 1.5TB or 1PB is needed";

    /// <summary>2^40 GB, 65,536 times the game's largest home: the most that input may name, so that sums of many hosts stay exact.</summary>
    public static readonly RamSize Max = RamSize.FromGigabytes(1L << 40);

    private static readonly (string Name, long Hundredths)[] s_units =
    [
        ("PB", 100L << 20),
        ("TB", 100L << 10),
        ("GB", 100L),
    ];

    /// <summary>Reads <c>64GB</c>, <c>1.75GB</c>, <c>1PB</c>; 0 needs no unit. False unless it is a whole number of hundredths of a GB.</summary>
    public static bool TryParse(string text, out RamSize size)
    {
        size = RamSize.Zero;
        if (!Units.TrySplit(text, out decimal number, out string unit)) return false;
        if (unit.Length == 0) return number == 0;

        foreach ((string name, long unitHundredths) in s_units)
        {
            if (!name.Equals(unit, StringComparison.OrdinalIgnoreCase)) continue;
            if (!Units.TryScale(number, unitHundredths, out long hundredths)) return false;
            size = new RamSize(hundredths);
            return true;
        }

        return false;
    }

    /// <summary>The largest unit that gives a whole number, else GB with decimals: <c>1PB</c>, <c>96GB</c>, <c>1.75GB</c>.</summary>
    public static string Format(RamSize size)
    {
        if (size.Hundredths == 0) return "0GB";
        foreach ((string name, long hundredths) in s_units)
        {
            if (size.Hundredths % hundredths == 0) return string.Create(CultureInfo.InvariantCulture, $"{size.Hundredths / hundredths}{name}");
        }

        return size.ToString();
    }
}
