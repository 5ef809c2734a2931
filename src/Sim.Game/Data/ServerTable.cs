using System.Collections.Immutable;
using System.Globalization;

namespace Sim.Game;

/// <summary>The foreign servers of a new game before anything is drawn; parsed once, at first use.</summary>
public static class ServerTable
{
    private static readonly Lazy<ImmutableArray<ServerTableRow>> s_rows =
        new(() => [.. DataFile.Lines("servers.txt").Select(Parse)]);

    /// <summary>71 rows in the game's order.</summary>
    public static ImmutableArray<ServerTableRow> Rows => s_rows.Value;

    private static ServerTableRow Parse(string line)
    {
        string[] cells = line.Split('|', StringSplitOptions.TrimEntries);
        string Cell(int index) => index < cells.Length ? cells[index] : "";
        IntRange? Range(int index) => Cell(index).Length > 0 ? IntRange.Parse(Cell(index)) : null;

        return new ServerTableRow(
            Hostname: cells[0],
            Organization: cells[1],
            Money: Range(2),
            Security: Range(3),
            LevelRequired: Range(4),
            Growth: Range(5),
            PortsRequired: int.Parse(cells[6], CultureInfo.InvariantCulture),
            RamExponent: Range(7),
            NetworkLayer: Cell(8).Length > 0 ? int.Parse(Cell(8), CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>One server of the table; null means that the game's default applies.</summary>
/// <param name="Hostname">Unique in the table.</param>
/// <param name="Organization">As the game shows it.</param>
/// <param name="Money">$ at the start of BitNode 1, a 25th of the maximum.</param>
/// <param name="Security">1 to 99, before the BitNode's multiplier.</param>
/// <param name="LevelRequired">Hacking level needed to hack.</param>
/// <param name="Growth">Growth parameter.</param>
/// <param name="PortsRequired">Open ports needed for root, 0 to 5.</param>
/// <param name="RamExponent">RAM is 2 to this power, in GB; null for no RAM.</param>
/// <param name="NetworkLayer">1 (beside home) to 15; null for a server that is not linked.</param>
public sealed record ServerTableRow(
    string Hostname,
    string Organization,
    IntRange? Money,
    IntRange? Security,
    IntRange? LevelRequired,
    IntRange? Growth,
    int PortsRequired,
    IntRange? RamExponent,
    int? NetworkLayer);

/// <summary>A whole number that a new game draws evenly, or a constant if both ends are the same.</summary>
/// <param name="Min">Smallest value.</param>
/// <param name="Max">Largest value, included.</param>
public readonly record struct IntRange(long Min, long Max)
{
    public bool IsConstant => Min == Max;

    internal static IntRange Parse(string text)
    {
        string[] ends = text.Split("..");
        long min = long.Parse(ends[0], CultureInfo.InvariantCulture);
        return new IntRange(min, ends.Length > 1 ? long.Parse(ends[1], CultureInfo.InvariantCulture) : min);
    }
}
