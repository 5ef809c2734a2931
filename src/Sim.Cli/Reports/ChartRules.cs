using System.Collections.Immutable;
using System.Globalization;
using Sim.Charts;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>
/// Which charts a sweep gets, from its axes alone:
/// <list type="number">
/// <item>One axis of numbers: lines along it, one for each scheduler (or combination of names), bands for the 95 % interval.</item>
/// <item>Two axes of numbers: a heat map of them for each scheduler.</item>
/// <item>One axis of numbers and one of names other than schedulers: also a heat map of desyncs, which shows walls.</item>
/// <item>No axis of numbers: a heat map of names, schedulers as rows.</item>
/// <item>Axes that are left over give a chart for each combination of their values, up to <see cref="PanelsMax"/>.</item>
/// <item>Next to another axis of numbers, or to more names than lines can show, one with three values or fewer counts as names.</item>
/// </list>
/// Each of these is drawn for the time to a milestone if runs end at one, for money per second, where RAM is varied for its share of the
/// bound, and for desynced batches if there are any or the spacer is varied. Cells that
/// were refused are gaps.
/// </summary>
internal sealed class ChartRules
{
    /// <summary>More lines than this can't be told apart.</summary>
    public const int LinesMax = 8;

    /// <summary>More charts of one kind than this nobody looks at; the table has every cell.</summary>
    public const int PanelsMax = 6;

    private const int NamesLike = 3;
    private const int PanelNameMax = 40;

    /// <summary>Letters of names that a title has room for.</summary>
    private const int NamesInTitleMax = 40;

    /// <summary>From this ratio of largest to smallest value on, a chart with a logarithmic x axis gets a logarithmic y axis.</summary>
    private const double LogRatio = 30;

    /// <summary>Schedulers this close to the best one are named together with it.</summary>
    private const double AlikeShare = 0.01;

    private readonly SweepResults _results;
    private readonly ImmutableArray<ReportChart>.Builder _charts = ImmutableArray.CreateBuilder<ReportChart>();
    private int _leftOut;

    private ChartRules(SweepResults results) => _results = results;

    /// <returns>The charts, and how many combinations of left-over axes were not drawn.</returns>
    public static (ImmutableArray<ReportChart> Charts, int LeftOut) Make(SweepResults results)
    {
        var rules = new ChartRules(results);
        foreach (var metric in Metric.All)
        {
            if (rules.Shows(metric)) rules.AddAll(metric);
        }

        return (rules._charts.ToImmutable(), rules._leftOut);
    }

    private bool Shows(Metric metric) =>
        metric == Metric.Desyncs ? ShowsDesyncs()
        : metric != Metric.Efficiency || (_results.Axes.Any(axis => axis.Name == "ram") && _results.Cells.Any(cell => ValueOf(cell, metric) is not null));

    private bool ShowsDesyncs() =>
        _results.Cells.Any(cell => ValueOf(cell, Metric.Desyncs) is { Mean: > 0 })
        || (_results.Axes.Any(axis => axis.Name == "spacer") && _results.Cells.Any(cell => ValueOf(cell, Metric.Desyncs) is not null));

    private void AddAll(Metric metric)
    {
        // RAM and schedulers are looked at first: they are what most sweeps ask about.
        List<ReportAxis> numeric = [.. _results.Axes.Where(axis => axis.IsNumeric).OrderBy(axis => axis.Name == "ram" ? 0 : 1)];
        while (numeric.Count > 1 && numeric.FindLast(axis => axis.Values.Count <= NamesLike) is { } few) numeric.Remove(few);
        List<ReportAxis> named = [.. _results.Axes.Except(numeric).OrderBy(axis => axis.Name == "scheduler" ? 0 : 1)];
        if (numeric is [{ Values.Count: <= NamesLike } only] && named.Count > 1 && Combinations(named).Count() > LinesMax)
        {
            named.Add(only);
            numeric.Clear();

            // Long names have room at the left of a map, not below it.
            if (named[0].Name != "scheduler" && named[1].Longest > named[0].Longest) (named[0], named[1]) = (named[1], named[0]);
        }

        switch (numeric.Count)
        {
            case 0 when named.Count == 0:
                break;
            case 0:
                AddPanels(named.Skip(2), (cells, panel) => NameMap(metric, cells, panel, named[0], named.ElementAtOrDefault(1)));
                break;
            case 1:
                AddLines(metric, numeric[0], named);
                break;
            default:
                AddPanels([.. named, .. numeric.Skip(2)], (cells, panel) => NumberMap(metric, cells, panel, numeric[0], numeric[1]));

                // What is best in each column is drowned by colours that span decades.
                if (metric == Metric.Money && numeric[0].IsWide) AddPanels([.. named, .. numeric.Skip(2)], (cells, panel) => ShareMap(cells, panel, numeric[0], numeric[1]));
                break;
        }
    }

    private void AddLines(Metric metric, ReportAxis x, List<ReportAxis> named)
    {
        // What a wall looks like is seen in the plane of both, such as spacer and lag, not along one of them.
        if (named.Count == 1 && named[0].Name != "scheduler" && metric == Metric.Desyncs) AddPanels([], (cells, panel) => NumberMap(metric, cells, panel, x, named[0]));
        if (Combinations(named).Count() <= LinesMax) AddBoth([], named);
        else if (named[0].Values.Count <= LinesMax) AddBoth(named.Skip(1), named[..1]);
        else AddPanels(named.Skip(1), (cells, panel) => NumberMap(metric, cells, panel, x, named[0]));

        // Beside logarithmic lines the share of the best: decades hide what a factor of two is worth.
        void AddBoth(IEnumerable<ReportAxis> panels, IReadOnlyList<ReportAxis> names)
        {
            ReportAxis[] rest = [.. panels];
            AddPanels(rest, (cells, panel) => LinesOf(metric, cells, panel, x, names));
            if (metric == Metric.Money && x.IsWide && names.Count > 0) AddPanels(rest, (cells, panel) => SharesOf(cells, panel, x, names));
        }
    }

    /// <summary>A chart for each combination of values of some axes; one for all cells if there are no such axes.</summary>
    private void AddPanels(IEnumerable<ReportAxis> axes, Func<IReadOnlyList<CellSummary>, string, ReportChart?> draw)
    {
        var names = axes.ToArray();
        var count = 0;
        foreach (var panel in Combinations(names))
        {
            IReadOnlyList<CellSummary> cells = [.. _results.Cells.Where(cell => panel.All(value => cell.Axes.GetValueOrDefault(value.Key) == value.Value))];
            if (cells.Count == 0) continue;
            if (count >= PanelsMax)
            {
                _leftOut++;
                continue;
            }

            var label = string.Join(", ", panel.Select(value => value.Key == "scheduler" ? value.Value : $"{Lower(names.First(axis => axis.Name == value.Key).Label)} {value.Value}"));
            if (draw(cells, label) is not { } chart) continue;
            count++;
            _charts.Add(panel.Count == 0 ? chart : chart with { Name = PanelName(chart.Name, label, count) });
        }
    }

    /// <summary>A number where the values are too long for a file's name, as lists of targets are.</summary>
    private static string PanelName(string chart, string label, int number) => Slug(label) is { Length: <= PanelNameMax } slug
        ? $"{chart}-{slug}"
        : string.Create(CultureInfo.InvariantCulture, $"{chart}-{number}");

    private static IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> Combinations(IReadOnlyList<ReportAxis> axes)
    {
        IEnumerable<IReadOnlyList<KeyValuePair<string, string>>> combinations = [[]];
        return axes.Aggregate(combinations, (before, axis) => before.SelectMany(
            values => axis.Values.Select(value => (IReadOnlyList<KeyValuePair<string, string>>)[.. values, KeyValuePair.Create(axis.Name, value)])));
    }

    private ReportChart? LinesOf(Metric metric, IReadOnlyList<CellSummary> cells, string panel, ReportAxis x, IReadOnlyList<ReportAxis> names)
    {
        var drawn = cells.Select(cell => ValueOf(cell, metric)?.Mean).OfType<double>().ToArray();
        if (drawn.Length == 0) return null;
        double[] positive = [.. drawn.Where(value => value > 0)];
        var isLog = metric.IsAmount && x.IsWide && positive.Length > 0 && positive.Max() / positive.Min() >= LogRatio;
        var y = new Sim.Charts.Axis(metric.Label, metric.Unit, isLog ? AxisScale.Log10 : AxisScale.Linear) { IncludesZero = true };
        var combinations = Combinations(names).ToArray();
        var series = combinations.Select((values, i) => Line(metric, cells, x, values, isLog ? positive.Min() : null, i)).Where(line => line.Points.Length > 0).ToImmutableArray();
        var reps = _results.Sweep.Replicas;
        return new ReportChart($"{metric.Name}-vs-{Slug(x.Name)}", new LineChart
        {
            Title = Suffixed((names.Count == 1 && names[0].Name == "scheduler" ? Finding(metric, x, series) : null) ?? $"{metric.Label} by {Lower(x.Label)}", panel),
            Subtitle = Suffixed($"{metric.Label} by {Lower(x.Label)}{(reps > 1 ? string.Create(CultureInfo.InvariantCulture, $", mean of {reps} runs; bands: 95 % interval of the mean") : "")}", Conditions()),
            Footnote = Footnote(cells, isLog ? drawn.Length - positive.Length : 0),
            X = x.ToX(),
            Y = y,
            HasDirectLabels = true,
            BandName = "95 % interval of the mean",
            Series = series,
        });
    }

    private ReportChart? SharesOf(IReadOnlyList<CellSummary> cells, string panel, ReportAxis x, IReadOnlyList<ReportAxis> names)
    {
        var best = cells.Where(cell => cell.Axes.ContainsKey(x.Name)).GroupBy(cell => cell.Axes[x.Name], StringComparer.Ordinal)
            .ToDictionary(same => x.Numbers![same.Key], same => same.Max(cell => ValueOf(cell, Metric.Money)?.Mean ?? 0));
        var series = Combinations(names).Select((values, i) => Line(Metric.Money, cells, x, values, null, i)).Where(line => line.Points.Length > 0)
            .Select(line => line with { Points = [.. line.Points.Select(point => Share(point, best[point.X]))] }).ToImmutableArray();
        if (series.Length < 2) return null;
        return new ReportChart($"money-share-vs-{Slug(x.Name)}", new LineChart
        {
            Title = Suffixed($"What each earns of the best, by {Lower(x.Label)}", panel),
            Subtitle = Suffixed($"Money per second over that of the best at the same {Lower(x.Label)}", Conditions()),
            Footnote = Footnote(cells, 0),
            X = x.ToX(),
            Y = new Sim.Charts.Axis("Share of the best", Unit.Fraction) { IncludesZero = true },
            HasDirectLabels = true,
            BandName = "95 % interval of the mean, the best taken as known",
            Series = series,
        });
    }

    private static LinePoint Share(LinePoint point, double best) => best > 0
        ? point with { Y = point.Y / best, Low = point.Low / best, High = point.High / best }
        : new LinePoint(point.X, double.NaN);

    private static LineSeries Line(Metric metric, IReadOnlyList<CellSummary> cells, ReportAxis x, IReadOnlyList<KeyValuePair<string, string>> values, double? floor, int style)
    {
        var points = ImmutableArray.CreateBuilder<LinePoint>();
        foreach (var cell in cells.Where(cell => values.All(value => cell.Axes.GetValueOrDefault(value.Key) == value.Value)))
        {
            // Schedulers that do not know the option on the x axis have one cell that belongs nowhere on it.
            if (!cell.Axes.TryGetValue(x.Name, out var text) || !x.Numbers!.TryGetValue(text, out var at)) continue;
            if (ValueOf(cell, metric) is not { } value || (floor is not null && value.Mean <= 0))
            {
                points.Add(new LinePoint(at, double.NaN));
                continue;
            }

            var hasBand = value.Count > 1 && value.Interval95 > 0;
            double low = value.Mean - value.Interval95;
            if (floor is { } least) low = Math.Max(low, least);
            else if (metric.Unit == Unit.Fraction) low = Math.Max(0, low);
            points.Add(new LinePoint(at, value.Mean, hasBand ? Math.Min(low, value.Mean) : null, hasBand ? value.Mean + value.Interval95 : null, RunsNote(cell)));
        }

        points.Sort((left, right) => left.X.CompareTo(right.X));
        var name = values.Count == 0 ? metric.Label : string.Join(", ", values.Select(value => value.Value));
        return new LineSeries(name, points.Any(point => !double.IsNaN(point.Y)) ? points.ToImmutable() : []) { StyleIndex = style };
    }

    private ReportChart? NumberMap(Metric metric, IReadOnlyList<CellSummary> cells, string panel, ReportAxis x, ReportAxis y) =>
        Map(metric, cells, panel, x, y, $"{metric.Label} by {Lower(x.Label)} and {Lower(y.Label)}");

    /// <summary>The same with each value as a share of the best in its column.</summary>
    private ReportChart? ShareMap(IReadOnlyList<CellSummary> cells, string panel, ReportAxis x, ReportAxis y)
    {
        if (Map(Metric.Money, cells, panel, x, y, $"What each {Lower(y.Label)} earns of the best, by {Lower(x.Label)}") is not { Chart: HeatMapChart map }) return null;
        var best = map.Cells.GroupBy(cell => cell.Column).ToDictionary(column => column.Key, column => column.Max(cell => cell.Value));
        if (best.Values.All(value => !(value > 0))) return null;
        return new ReportChart($"money-share-by-{Slug(y.Name)}-and-{Slug(x.Name)}", map with
        {
            Colours = new ColourScale("Share of the best in the column", Unit.Fraction) { Min = 0, Max = 1 },
            Cells = [.. map.Cells.Where(cell => best[cell.Column] > 0).Select(cell => cell with { Value = cell.Value / best[cell.Column] })],
        });
    }

    private ReportChart? NameMap(Metric metric, IReadOnlyList<CellSummary> cells, string panel, ReportAxis rows, ReportAxis? columns) =>
        Map(metric, cells, panel, columns, rows, columns is null ? $"{metric.Label} by {Lower(rows.Label)}" : $"{metric.Label} by {Lower(rows.Label)} and {Lower(columns.Label)}");

    private ReportChart? Map(Metric metric, IReadOnlyList<CellSummary> cells, string panel, ReportAxis? x, ReportAxis y, string title)
    {
        var (columns, rows) = (Ordered(x), Ordered(y));
        var found = new List<HeatCell>();
        foreach (var cell in cells)
        {
            if (ValueOf(cell, metric) is not { } value) continue;
            var (inColumns, inRows) = (Places(cell, x, columns), Places(cell, y, rows));
            var isSpread = inColumns.Count + inRows.Count > 2;
            found.AddRange(
                from column in inColumns
                from row in inRows
                select new HeatCell(column, row, value.Mean, isSpread ? $"{RunsNote(cell)}; one cell for all of these" : RunsNote(cell)));
        }

        if (found.Count == 0) return null;
        double[] positive = [.. found.Select(cell => cell.Value).Where(value => value > 0)];
        var isLog = metric.IsAmount && positive.Length > 0 && positive.Max() / positive.Min() >= LogRatio;
        return new ReportChart(x is null ? $"{metric.Name}-by-{Slug(y.Name)}" : $"{metric.Name}-by-{Slug(y.Name)}-and-{Slug(x.Name)}", new HeatMapChart
        {
            Title = Suffixed(title, panel),
            Subtitle = Suffixed(_results.Sweep.Replicas > 1 ? string.Create(CultureInfo.InvariantCulture, $"mean of {_results.Sweep.Replicas} runs") : "one run each", Conditions()),
            Footnote = Footnote(cells, isLog ? found.Count - positive.Length : 0),
            X = x is null ? HeatAxis.OfNames("", [metric.Label]) : ToHeatAxis(x, columns),
            Y = ToHeatAxis(y, rows),
            Colours = new ColourScale(metric.Label, metric.Unit, isLog ? AxisScale.Log10 : AxisScale.Linear) { Min = metric.Unit == Unit.Fraction ? 0 : null },
            Cells = [.. found.Where(cell => !isLog || cell.Value > 0)],
        });
    }

    /// <summary>Where on an axis a cell is: at its value, or all along it if its scheduler does not know that option.</summary>
    private static IReadOnlyList<int> Places(CellSummary cell, ReportAxis? axis, List<string> values) =>
        axis is not null && cell.Axes.TryGetValue(axis.Name, out var text) ? [values.IndexOf(text)] : [.. Enumerable.Range(0, values.Count)];

    private static List<string> Ordered(ReportAxis? axis) =>
        axis is null ? [""] : axis.Numbers is { } numbers ? [.. axis.Values.OrderBy(value => numbers[value])] : [.. axis.Values];

    private static HeatAxis ToHeatAxis(ReportAxis axis, IReadOnlyList<string> values) => axis.Numbers is { } numbers
        ? HeatAxis.OfValues(axis.Label, axis.Unit, values.Select(value => numbers[value]))
        : HeatAxis.OfNames(axis.Label, values);

    /// <summary>What the chart shows in one line, where it can be said: which schedulers earn the most, and where.</summary>
    private static string? Finding(Metric metric, ReportAxis x, ImmutableArray<LineSeries> series)
    {
        if (series.Length < 2) return null;
        if (metric == Metric.Until) return FirstThere(x, series);
        if (metric != Metric.Money) return null;
        var all = series.SelectMany(line => line.Points.Where(point => !double.IsNaN(point.Y)).Select(point => (line.Name, point.X, point.Y))).ToArray();

        // Along RAM the right end is what players work towards; along anything else the best place is the finding.
        var at = x.Unit == Unit.Gigabytes ? all.Max(point => point.X) : all.MaxBy(point => point.Y).X;
        var there = all.Where(point => point.X == at).OrderByDescending(point => point.Y).ToArray();
        if (there.Length < 2) return null;
        string[] best = [.. there.Where(point => point.Y >= there[0].Y * (1 - AlikeShare)).Select(point => point.Name)];
        var names = best.Length switch
        {
            1 => $"{best[0]} earns the most",
            2 => $"{best[0]} and {best[1]} earn the most",
            _ when best.Length == there.Length => "All earn about the same",
            _ when best.Sum(name => name.Length) <= NamesInTitleMax => $"{string.Join(", ", best[..^1])} and {best[^1]} earn the most",
            _ => string.Create(CultureInfo.InvariantCulture, $"{best[0]} and {best.Length - 1} others earn the most"),
        };
        return $"{names} at {(x.Unit == Unit.Gigabytes ? "" : Lower(x.Label) + " ")}{UnitFormat.Format(x.Unit, at)}: {UnitFormat.Format(metric.Unit, there[0].Y)}";
    }

    /// <summary>Who is the first at the last milestone that anyone reaches.</summary>
    private static string? FirstThere(ReportAxis x, ImmutableArray<LineSeries> series)
    {
        var all = series.SelectMany(line => line.Points.Where(point => !double.IsNaN(point.Y)).Select(point => (line.Name, point.X, point.Y))).ToArray();
        if (all.Length == 0) return null;
        var last = all.Max(point => point.X);
        var first = all.Where(point => point.X == last).MinBy(point => point.Y);
        return $"{first.Name} is the first at {UnitFormat.Format(x.Unit, last)}, after {UnitFormat.Format(Unit.Milliseconds, first.Y)}";
    }

    /// <summary>What does not vary and matters: target, level, duration.</summary>
    private string Conditions()
    {
        var parts = new List<string>();
        var targets = _results.Cells.Select(cell => cell.Target).Where(target => target.Length > 0).Distinct(StringComparer.Ordinal).ToArray();
        if (targets.Length == 1) parts.Add(targets[0].Replace("+", " and ", StringComparison.Ordinal));
        if (_results.Axes.All(axis => axis.Name != "level") && _results.Cells.FirstOrDefault(cell => cell.Facts.ContainsKey("level_start")) is { } ran)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"hacking level {ran.Facts["level_start"].Mean:0}"));
        }

        if (_results.ScenarioOf(0) is { } scenario && scenario.Until.IsEmpty && _results.Axes.All(axis => axis.Name != "duration")) parts.Add($"{Engine.Units.Format(scenario.Duration)} simulated{(scenario.Prepped ? ", prepped" : "")}");
        return string.Join(", ", parts);
    }

    private static string? Footnote(IReadOnlyList<CellSummary> cells, int withoutMoney)
    {
        var refused = cells.Count(cell => cell.Runs == 0);
        var parts = new List<string>();
        if (refused > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"Gaps: {refused} of {cells.Count} cells could not be run."));
        var unreached = cells.Count(cell => cell.Runs > 0 && cell.Axes.ContainsKey("until") && ValueOf(cell, Metric.Until) is null);
        if (unreached > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"In {unreached} of {cells.Count} cells not every run reached its milestone."));
        if (withoutMoney > 0) parts.Add(string.Create(CultureInfo.InvariantCulture, $"Not shown: {withoutMoney} cells that earned nothing."));
        return parts.Count > 0 ? string.Join(' ', parts) : null;
    }

    private static string RunsNote(CellSummary cell) => string.Create(CultureInfo.InvariantCulture, $"cell {cell.Cell}, {cell.Runs} {(cell.Runs == 1 ? "run" : "runs")}");

    private static Estimate? ValueOf(CellSummary cell, Metric metric)
    {
        if (!cell.Facts.TryGetValue(metric.Fact, out var value)) return null;

        // A mean over those replicas only that came so far would be too low.
        if (metric == Metric.Until && value.Count < cell.Runs) return null;
        return value with { Mean = value.Mean * metric.Scale, StandardDeviation = value.StandardDeviation * metric.Scale, Interval95 = value.Interval95 * metric.Scale };
    }

    private static string Suffixed(string text, string suffix) => suffix.Length > 0 ? $"{text} \u2013 {suffix}" : text;

    /// <summary>RAM and BitNode stay as they are; other labels lose their capital inside a sentence.</summary>
    private static string Lower(string label) => label.Length > 1 && label.Skip(1).Any(char.IsUpper) ? label : label.ToLowerInvariant();

    /// <summary>Letters, digits and single dashes, for file names.</summary>
    private static string Slug(string text)
    {
        var dashed = string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-'));
        return string.Join('-', dashed.Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
