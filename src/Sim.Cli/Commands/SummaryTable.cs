using System.Globalization;
using Sim.Experiments;
using Sim.Game;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary>The cells of a sweep as a table: the axes, and the numbers that most questions are about.</summary>
internal static class SummaryTable
{
    private static readonly string[] s_headings = ["$/s", "± 95 %", "desyncs", "RAM held", "GB·s/$", "batches"];

    /// <summary>Shown where answers to desyncs are compared.</summary>
    private static readonly string[] s_recovery = ["out of step", "$ lost each"];

    /// <summary>Shown where RAM is varied.</summary>
    private static readonly string[] s_bound = ["bound $/s", "of the bound"];

    /// <summary>Of more cells than fit, so many are shown.</summary>
    private const int RowsOfMany = 15;

    /// <summary>Writes the table for a terminal.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="cells">The cells.</param>
    /// <param name="rows">If there are more, only those that earn most are shown.</param>
    public static void Write(CliConsole console, IReadOnlyList<CellSummary> cells, int rows)
    {
        var axes = Axes(cells);
        var table = new Table { UseSafeBorder = true }.Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var axis in axes) table.AddColumn(new TableColumn(Markup.Escape(axis)));
        foreach (var heading in Headings(axes)) table.AddColumn(new TableColumn(heading) { Alignment = Justify.Right });
        var shown = cells.Count <= rows ? cells : [.. cells.OrderByDescending(Money).ThenBy(cell => cell.Cell).Take(RowsOfMany)];
        foreach (var cell in shown) table.AddRow([.. Row(cell, axes).Select(text => Markup.Escape(text))]);
        console.Tables().Write(table);
        if (shown.Count < cells.Count) console.Output.WriteLine($"the {shown.Count} of {cells.Count} cells that earn most; all are in summary.csv and in the report");
    }

    /// <summary>Writes the table as Markdown, for documents and pull requests.</summary>
    public static void WriteMarkdown(TextWriter output, IReadOnlyList<CellSummary> cells)
    {
        var axes = Axes(cells);
        output.WriteLine($"| {string.Join(" | ", (string[])[.. axes, .. Headings(axes)])} |");
        output.WriteLine($"|{string.Concat(axes.Select(_ => "---|"))}{string.Concat(Headings(axes).Select(_ => "--:|"))}");
        foreach (var cell in cells) output.WriteLine($"| {string.Join(" | ", Row(cell, axes).Select(text => text.Replace("|", "\\|", StringComparison.Ordinal)))} |");
    }

    private static double Money(CellSummary cell) => cell.Facts.TryGetValue("money_per_s", out var money) ? money.Mean : -1;

    private static string[] Axes(IReadOnlyList<CellSummary> cells) =>
        [.. cells.SelectMany(cell => cell.Axes.Keys).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Headings(string[] axes) => 
        s_headings.Concat(axes.Contains("ram") ? s_bound : []).Concat(axes.Contains("recovery") ? s_recovery : []);

    private static IEnumerable<string> Row(CellSummary cell, string[] axes)
    {
        foreach (var axis in axes) yield return cell.Axes.GetValueOrDefault(axis, "");
        if (cell.Facts.Count == 0)
        {
            yield return "cannot run";
            for (var i = 1; i < Headings(axes).Count(); i++) yield return "";
            yield break;
        }

        var money = cell.Facts["money_per_s"];
        yield return "$" + ShortNumbers.Money(money.Mean);
        yield return cell.Runs > 1 ? string.Create(CultureInfo.InvariantCulture, $"{(money.Mean == 0 ? 0 : money.Interval95 / money.Mean * 100):0.0#}%") : "";
        yield return cell.Facts.TryGetValue("desync_rate", out var rate) ? (rate.Mean == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{rate.Mean * 100:0.###}%")) : "-";
        yield return RamUnits.Format(RamSize.FromGigabytes((long)Math.Round(cell.Facts["ram_gb_mean"].Mean)));
        yield return cell.Facts.TryGetValue("ram_gb_s_per_dollar", out var perDollar) ? perDollar.Mean.ToString("0.###e0", CultureInfo.InvariantCulture) : "-";
        yield return ShortNumbers.Money(cell.Facts["batches"].Mean);
        if (axes.Contains("ram"))
        {
            yield return cell.Facts.TryGetValue("bound_money_per_s", out var bound) ? "$" + ShortNumbers.Money(bound.Mean) : "-";
            yield return cell.Facts.TryGetValue("efficiency", out var efficiency) ? string.Create(CultureInfo.InvariantCulture, $"{efficiency.Mean * 100:0.0}%") : "-";
        }

        if (!axes.Contains("recovery")) yield break;
        yield return cell.Facts.TryGetValue("recovery_s_mean", out var recovery) ? ShortNumbers.Seconds(recovery.Mean) + " s" : "-";
        yield return cell.Facts.TryGetValue("money_lost_per_desync", out var lost) ? "$" + ShortNumbers.Money(lost.Mean) : "-";
    }
}
