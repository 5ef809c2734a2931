using System.Globalization;

namespace Sim.Experiments.Comparing;

/// <summary>Names cells by their axis values, so that cells find each other although a sweep has grown by other cells.</summary>
public static class CellKey
{
    /// <summary>Such as <c>scheduler=jit ram=64GB</c>; <c>(no axes)</c> for a sweep of one cell.</summary>
    public static string Of(IReadOnlyDictionary<string, string> axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        return axes.Count == 0 ? "(no axes)" : string.Join(' ', axes.Select(axis => $"{axis.Key}={axis.Value}"));
    }

    /// <summary>The runs of each cell in the order of the cells; cells with the same values are told apart by a number.</summary>
    public static IReadOnlyList<KeyValuePair<string, IReadOnlyList<RunLine>>> Group(IEnumerable<RunLine> lines)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var cells = new List<KeyValuePair<string, IReadOnlyList<RunLine>>>();
        foreach (var cell in lines.GroupBy(line => line.Cell).OrderBy(cell => cell.Key))
        {
            var key = Of(cell.First().Axes);
            var count = seen[key] = seen.GetValueOrDefault(key) + 1;
            if (count > 1) key = string.Create(CultureInfo.InvariantCulture, $"{key} #{count}");
            cells.Add(KeyValuePair.Create<string, IReadOnlyList<RunLine>>(key, [.. cell.OrderBy(line => line.Replica)]));
        }

        return cells;
    }
}
