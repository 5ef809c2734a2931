using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sim.Charts;
using Sim.Charts.Reports;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>Makes the report of a sweep from its results.</summary>
internal static class SweepReport
{
    /// <summary>Rows of the table at most: browsers grow slow beyond. summary.csv has every cell.</summary>
    private const int RowsMax = 2000;

    private const int ErrorsShown = 5;
    private const int DefaultsMax = 160;

    public static (ReportPage Page, ImmutableArray<ReportChart> Charts) Make(SweepResults results)
    {
        var (charts, leftOut) = ChartRules.Make(results);
        var notes = AdviceNote.For(results);
        var sections = ImmutableArray.CreateBuilder<ReportSection>();
        if (charts.Length > 0)
        {
            var blocks = charts.Select(chart => (ReportBlock)new ChartBlock(chart.Chart)).ToList();
            if (leftOut > 0) blocks.Add(new ParagraphBlock(Text($"{leftOut:#,0} further charts were left out; the table has every cell.")));
            sections.Add(new ReportSection("Charts", [.. blocks]));
        }

        var warnings = Warnings(results, notes);
        if (warnings.Length > 0) sections.Add(new ReportSection("Read this first", warnings));
        sections.Add(new ReportSection("Numbers", Numbers(results, notes)));
        sections.Add(new ReportSection("Scenario", [ScenarioOf(results)]));
        sections.Add(new ReportSection("Repeat it", Repeat(results)));
        var page = new ReportPage
        {
            Title = Capital(results.Sweep.Title),
            Intro = [Text($"{Count(results.Runs, "run")} of {Count(results.Cells.Count, "cell")}, {results.Sweep.Replicas} of each; {Count(results.Landings, "landing")} simulated. Replicas with the same number have the same luck in every cell.")],
            Sections = sections.ToImmutable(),
            Environment = EnvironmentRows.Of(results.Environment),
        };
        return (page, charts);
    }

    private static ImmutableArray<ReportBlock> Warnings(SweepResults results, IReadOnlyList<AdviceNote> notes)
    {
        var blocks = ImmutableArray.CreateBuilder<ReportBlock>();
        var refused = results.Cells.Where(cell => cell.Error is not null).ToArray();
        if (refused.Length > 0)
        {
            var messages = refused.GroupBy(cell => cell.Error!, StringComparer.Ordinal).Take(ErrorsShown)
                .Select(same => $"{string.Join(' ', same.First().Axes.Values)}{(same.Count() > 1 ? Text($" and {same.Count() - 1} more") : "")}: {same.Key}");
            var distinct = refused.Select(cell => cell.Error).Distinct(StringComparer.Ordinal).Count();
            blocks.Add(new WarningBlock("CellsRefused", Text($"{refused.Length} of {Count(results.Cells.Count, "cell")} could not be run and {(refused.Length == 1 ? "is a gap" : "are gaps")} in charts. ")
                + string.Join(". ", messages) + (distinct > ErrorsShown ? Text($". And {distinct - ErrorsShown} other messages, in the table.") : ".")));
        }

        foreach (var note in notes)
        {
            blocks.Add(new WarningBlock(note.Id, note.Cells.Count == 0 ? note.Text : $"{Count(note.Cells.Count, "cell")}: {note.Text}"));
        }

        return blocks.ToImmutable();
    }

    private static ImmutableArray<ReportBlock> Numbers(SweepResults results, IReadOnlyList<AdviceNote> notes)
    {
        var axes = results.Axes;
        var hasGreed = results.Cells.Any(cell => cell.GreedBest is not null);
        var columns = ImmutableArray.CreateBuilder<TableColumn>();
        columns.AddRange(axes.Select(axis => new TableColumn(axis.Label, axis.IsNumeric)));
        columns.Add(new TableColumn("Target"));
        if (hasGreed) columns.Add(new TableColumn("Best greed", IsNumeric: true));
        columns.AddRange(
            new TableColumn("Money per second", IsNumeric: true), new TableColumn("95 % interval", IsNumeric: true, "\u00b1"), new TableColumn("Desyncs", IsNumeric: true, "of batches"),
            new TableColumn("RAM idle", IsNumeric: true), new TableColumn("Batches", IsNumeric: true), new TableColumn("Landings", IsNumeric: true),
            new TableColumn("Landing error", IsNumeric: true, "p99"), new TableColumn("Notes"), new TableColumn("Cell", IsNumeric: true), new TableColumn("Command, in this folder"));
        var rows = results.Cells.Take(RowsMax).Select(cell => Row(cell, axes, hasGreed, notes)).ToImmutableArray();
        var caption = Text($"Means over {Count(results.Sweep.Replicas, "run")} a cell; summary.csv has all facts, runs.jsonl every run");
        var table = new TableBlock(caption, columns.ToImmutable(), rows);
        return results.Cells.Count <= RowsMax
            ? [table]
            : [new ParagraphBlock(Text($"The first {RowsMax:#,0} of {Count(results.Cells.Count, "cell")}; summary.csv has all.")), table];
    }

    private static ImmutableArray<TableCell> Row(CellSummary cell, IReadOnlyList<ReportAxis> axes, bool hasGreed, IReadOnlyList<AdviceNote> notes)
    {
        var row = ImmutableArray.CreateBuilder<TableCell>();
        foreach (var axis in axes)
        {
            var text = cell.Axes.GetValueOrDefault(axis.Name, "");
            row.Add(text.Length == 0 ? new TableCell("\u2013") : axis.Numbers is { } numbers && numbers.TryGetValue(text, out var number) ? TableCell.Of(axis.Unit, number) : new TableCell(text));
        }

        row.Add(new TableCell(cell.Target));
        if (hasGreed) row.Add(TableCell.Of(Unit.Fraction, cell.GreedBest));
        row.Add(Fact(cell, "money_per_s", Unit.DollarsPerSecond));
        row.Add(Interval(cell));
        row.Add(Fact(cell, "desync_rate", Unit.Fraction));
        row.Add(Fact(cell, "ram_idle_share", Unit.Fraction));
        row.Add(Fact(cell, "batches", Unit.Count));
        row.Add(Fact(cell, "landings", Unit.Count));
        row.Add(Fact(cell, "landing_error_ms_p99", Unit.Milliseconds));
        row.Add(new TableCell(cell.Error ?? string.Join(", ", notes.Where(note => note.Cells.Contains(cell.Cell)).Select(note => note.Id))));
        row.Add(new TableCell(cell.Cell.ToString(CultureInfo.InvariantCulture), cell.Cell));
        row.Add(new TableCell(Text($"sim sweep {RunFolder.SweepFileName} --cell {cell.Cell}")));
        return row.ToImmutable();
    }

    private static TableCell Fact(CellSummary cell, string fact, Unit unit) =>
        TableCell.Of(unit, cell.Facts.TryGetValue(fact, out var value) ? value.Mean : null, unit == Unit.Fraction ? 3 : 4);

    /// <summary>Half the interval's width in percent of the mean; a dash where it is not known.</summary>
    private static TableCell Interval(CellSummary cell) =>
        cell.Facts.TryGetValue("money_per_s", out var money) && money.Count > 1 && money.Mean != 0
            ? TableCell.Of(Unit.Fraction, Math.Round(money.Interval95 / Math.Abs(money.Mean), 6), 2)
            : TableCell.Of(Unit.Fraction, null);

    private static KeyValueBlock ScenarioOf(SweepResults results)
    {
        var rows = ImmutableArray.CreateBuilder<KeyValueRow>();
        foreach (var axis in results.Axes)
        {
            rows.Add(new KeyValueRow($"{axis.Name} (varied)", axis.Values.Count <= 12
                ? string.Join(", ", axis.Values)
                : Text($"{axis.Values[0]} to {axis.Values[^1]}, {axis.Values.Count} values")));
        }

        rows.Add(new KeyValueRow("replicas", results.Sweep.Replicas.ToString(CultureInfo.InvariantCulture)));
        var first = results.Cells.Select(cell => results.ScenarioOf(cell.Cell)).FirstOrDefault(scenario => scenario is not null);
        if (first is not null) rows.AddRange(ScenarioRows.Of(first, results.Axes.SelectMany(axis => Varied(results, axis)).ToHashSet(StringComparer.Ordinal), DefaultsMax));
        return new KeyValueBlock("What does not vary; options that were not set have their defaults. Where the scheduler varies, options are those of the first", rows.ToImmutable());
    }

    /// <summary>The keys that an axis sets, so that they are not shown as if they were fixed.</summary>
    private static IEnumerable<string> Varied(SweepResults results, ReportAxis axis) =>
        [string.Join('.', results.Sweep.Axes.First(known => known.Name == axis.Name).Path), axis.Name == "scheduler" ? "scheduler.name" : axis.Name];

    private static ImmutableArray<ReportBlock> Repeat(SweepResults results)
    {
        var example = results.Cells.FirstOrDefault(cell => cell.Runs > 0)?.Cell ?? 0;
        return
        [
            new ParagraphBlock("The same sweep gives the same numbers to the last bit on every machine; the trace hash of each run tells. Commands are for this folder."),
            new CodeBlock("Everything again, compared with what is here:", $"sim sweep {RunFolder.SweepFileName} --out ../again\nsim compare . ../again"),
            new CodeBlock("One cell, with the exact values of each of its runs; or one run:", Text($"sim sweep {RunFolder.SweepFileName} --cell {example}\nsim sweep {RunFolder.SweepFileName} --cell {example} --replica 0")),
        ];
    }

    private static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    private static string Count(long count, string what) => Text($"{count:#,0} {what}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
