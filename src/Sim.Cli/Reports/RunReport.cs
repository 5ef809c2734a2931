using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sim.Charts;
using Sim.Charts.Reports;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>Makes the report of a single run from its files.</summary>
internal static class RunReport
{
    private const int TimelineRows = 14;
    private const int ValuesMax = 200;

    /// <summary>Landing errors are shown up to the one that this share does not exceed.</summary>
    private const double UsualShare = 0.995;

    /// <summary>The close-up is as long as the landings of this many batches after each other.</summary>
    private const int CloseUpLandings = 12;

    /// <summary>Facts in the order of the table, with their units; what a run does not have is left out.</summary>
    private static readonly (string Fact, string Label, Unit Unit)[] s_facts =
    [
        ("money_earned", "Money earned", Unit.Dollars),
        ("money_per_s", "Money per second", Unit.DollarsPerSecond),
        ("exp_per_s", "Experience per second", Unit.Count),
        ("level_start", "Hacking level at the start", Unit.Plain),
        ("level_end", "Hacking level at the end", Unit.Plain),
        ("batches", "Batches", Unit.Count),
        ("batches_prepped", "Batches that left the target prepped", Unit.Count),
        ("landings", "Landings", Unit.Count),
        ("hack_success_rate", "Hacks that succeeded", Unit.Fraction),
        ("desync_rate", "Desynced batches", Unit.Fraction),
        ("landing_error_ms_median", "Landing error, median", Unit.Milliseconds),
        ("landing_error_ms_p99", "Landing error, 99th percentile", Unit.Milliseconds),
        ("ram_gb_total", "RAM", Unit.Gigabytes),
        ("ram_idle_share", "RAM idle", Unit.Fraction),
        ("depth_max", "Batches in flight at most", Unit.Count),
    ];

    public static (ReportPage Page, ImmutableArray<ReportChart> Charts) Make(RunResults results)
    {
        var charts = Charts(results);
        var run = results.Run;
        var targets = string.Join(" and ", run.GetProperty("targets").EnumerateArray().Select(target => target.GetString()));
        var name = Text(run, "scheduler");
        var page = new ReportPage
        {
            Title = $"{name} on {targets}",
            Intro = [$"{UnitFormat.Format(Unit.DollarsPerSecond, Number(run, "money_per_s") ?? 0, 4)} over {UnitFormat.Format(Unit.Milliseconds, (Number(run, "simulated_s") ?? 0) * 1000)}; {Text(run, "world")}, seed {run.GetProperty("seed").GetRawText()}."],
            Sections =
            [
                new ReportSection("Charts", [.. charts.Select(chart => new ChartBlock(chart.Chart))]),
                new ReportSection("Numbers", [Facts(run)]),
                new ReportSection("Scenario", [new KeyValueBlock("With the defaults of options that were not set", ScenarioRows.Of(results.Scenario, new HashSet<string>(), ValuesMax))]),
                new ReportSection("Repeat it",
                [
                    new ParagraphBlock("The same scenario gives the same run to the last bit on every machine; the trace hash tells. Commands are for this folder."),
                    new CodeBlock(null, $"sim run {RunResults.ScenarioName}"),
                    new CodeBlock("Expected trace hash:", Text(run, "trace_hash")),
                ]),
            ],
            Environment = EnvironmentRows.Of(results.Environment),
        };
        return (page, charts);
    }

    private static ImmutableArray<ReportChart> Charts(RunResults results)
    {
        var charts = ImmutableArray.CreateBuilder<ReportChart>();
        var series = results.Series;
        var time = new Sim.Charts.Axis("Time", Unit.Milliseconds);
        charts.Add(new ReportChart("money-vs-time", new LineChart
        {
            Title = "Money earned over time",
            X = time,
            Y = new Sim.Charts.Axis("Money earned", Unit.Dollars) { IncludesZero = true },
            Series = [new LineSeries("money earned", [new LinePoint(0, 0), .. series.EndMs.Select((end, i) => new LinePoint(end, series.MoneyEarned[i]))]) { HasMarkers = false }],
        }));
        charts.Add(new ReportChart("ram-vs-time", new LineChart
        {
            Title = "RAM in use over time",
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"Mean of {series.EndMs.Count} equal stretches; the band spans the lowest and the highest moment of each"),
            X = time,
            Y = new Sim.Charts.Axis("RAM", Unit.Gigabytes) { IncludesZero = true },
            BandName = "Lowest to highest",
            Series =
            [
                new LineSeries("held by jobs", [.. series.EndMs.Select((end, i) => new LinePoint(end, series.RamGbMean[i], series.RamGbMin[i], series.RamGbMax[i]))]) { HasMarkers = false },
                .. Number(results.Run, "ram_gb_total") is { } total && series.EndMs.Count > 0
                    ? (LineSeries[])[new LineSeries("all RAM", [new LinePoint(0, total), new LinePoint(series.EndMs[^1], total)]) { HasMarkers = false, IsDashed = true }]
                    : [],
            ],
        }));
        if (series.LandingErrors.Count > 0)
        {
            // One landing behind an autosave would press all others into the left edge.
            var (usual, latest) = (series.LandingErrors.Max(errors => Quantile(errors, UsualShare)), series.LandingErrors.Max(errors => errors.QuantilesMs[^1]));
            var earliest = series.LandingErrors.Min(errors => errors.QuantilesMs[0]);
            var isCut = latest > 3 * usual && usual > 0;
            charts.Add(new ReportChart("landing-errors", new EcdfChart
            {
                Title = "How far from their plan jobs landed",
                Subtitle = string.Join(", ", series.LandingErrors.Select(errors => string.Create(CultureInfo.InvariantCulture, $"{errors.Count:#,0} {errors.Kind}s"))),
                Footnote = isCut ? $"Up to {UnitFormat.Format(Unit.Fraction, 1 - UsualShare)} of each kind lie beyond the right edge, the latest at {UnitFormat.Format(Unit.Milliseconds, latest, 4)}." : null,
                X = new Sim.Charts.Axis("Landing error (positive is late)", Unit.Milliseconds) 
                {
                    Min = isCut ? earliest - ((usual - earliest) * 0.04) : null,
                    Max = isCut ? usual : null,
                },
                Series = [.. series.LandingErrors.Select(errors => new EcdfSeries(errors.Kind, [.. errors.QuantilesMs]))],
            }));
        }

        if (results.Jobs.Count > 0 && series.WindowFromMs is { } from && series.WindowToMs is { } to)
        {
            var margin = Math.Max(1, (to - from) * 0.02);
            charts.Add(new ReportChart("batches", TimelineChart.Of(results.Jobs, "Whole batches, from the first call to the last landing", TimelineChart.FirstStart(results.Jobs, from, to), to + margin, TimelineRows)));

            var span = CloseUp(results.Jobs, to - from, to);
            margin = Math.Max(1, span * 0.02);
            charts.Add(new ReportChart("landings", TimelineChart.Of(results.Jobs, "Landings, close up", to - span - margin, to + margin, TimelineRows)));
        }

        return charts.ToImmutable();
    }

    private static double Quantile(LandingErrors errors, double share) => errors.QuantilesMs[(int)((errors.QuantilesMs.Count - 1) * share)];

    /// <summary>Batches that follow each other closely are seen together as they land; of others only the last.</summary>
    private static double CloseUp(IReadOnlyList<JobTrace> jobs, double span, double to)
    {
        if (TimelineChart.LandingsTake(jobs) is not ({ } landings and > 0)) return span;
        var together = Math.Min(span, landings * CloseUpLandings);
        var batches = jobs.Where(job => job.Batch is not null && job.LandedMs >= to - together).Select(job => (job.Owner, job.Batch)).Distinct().Count();
        return batches > 1 ? together : Math.Min(span, landings * 2);
    }

    private static KeyValueBlock Facts(JsonElement run) => new(null,
    [
        .. s_facts.Where(fact => Number(run, fact.Fact) is not null).Select(fact => new KeyValueRow(fact.Label, UnitFormat.Format(fact.Unit, Number(run, fact.Fact)!.Value, 5))),
        new KeyValueRow("Trace hash", Text(run, "trace_hash")),
    ]);

    private static double? Number(JsonElement run, string name) =>
        run.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;

    private static string Text(JsonElement run, string name) => run.TryGetProperty(name, out var value) ? value.ToString() : "";
}
