using System.Collections.Immutable;
using Sim.Charts.Reports;

namespace Sim.Charts.Tests;

/// <summary>Charts of invented numbers that have the shapes of real ones. Nothing here was measured or simulated.</summary>
internal static class Samples
{
    private const string Synthetic = "Synthetic sample data, made up for tests.";

    private static readonly string[] Schedulers =
        ["sample A", "sample B", "sample C", "sample D with more options", "sample E", "sample F and its limit", "sample G", "upper bound"];

    /// <summary>Eight lines over RAM from 8GB to 1PB, both axes logarithmic, with bands.</summary>
    public static LineChart MoneyByRam() => new()
    {
        Title = "Sample: income grows with RAM until it levels off",
        Subtitle = "Money per second by total RAM, median of 32 replicas; bands span the 10th to the 90th percentile",
        Footnote = Synthetic,
        X = new Axis("Total RAM", Unit.Gigabytes, AxisScale.Log2),
        Y = new Axis("Money per second", Unit.DollarsPerSecond, AxisScale.Log10),
        HasDirectLabels = true,
        BandName = "10th to 90th percentile",
        Series = [.. Schedulers.Select((name, i) => new LineSeries(name, [.. Enumerable.Range(3, 18).Select(power => MoneyPoint(i, power))])
        {
            IsDashed = i == 7,
            HasMarkers = i != 7,
        })],
    };

    /// <summary>Where landings begin to collide: spacer against lag, with a corner that was never run.</summary>
    public static HeatMapChart CollisionWall()
    {
        double[] spacers = [1, 2, 5, 10, 20, 30, 40, 60, 80, 120, 160, 200];
        double[] lags = [0, 1, 2, 4, 8, 16, 32, 64, 128];
        return new HeatMapChart
        {
            Title = "Sample: a collision wall follows the lag",
            Subtitle = "Share of batches that desync, by spacer and event-loop lag",
            Footnote = Synthetic,
            X = HeatAxis.OfValues("Spacer", Unit.Milliseconds, spacers),
            Y = HeatAxis.OfValues("Lag", Unit.Milliseconds, lags),
            Colours = new ColourScale("Desynced batches", Unit.Fraction) { Min = 0, Max = 1 },
            Cells =
            [
                .. from column in Enumerable.Range(0, spacers.Length)
                   from row in Enumerable.Range(0, lags.Length)
                   where row < 7 || column > 1
                   select new HeatCell(column, row, Math.Round(1 / (1 + Math.Exp(0.14 * (spacers[column] - 1.4 * lags[row] - 9))), 3)),
            ],
        };
    }

    /// <summary>A heat map with names on both axes and logarithmic colours.</summary>
    public static HeatMapChart NamedCells()
    {
        string[] targets = ["target 1", "target 2", "target 3", "target 4", "target 5", "target 6", "a target with a rather long name"];
        return new HeatMapChart
        {
            Title = "Sample: names on both axes, logarithmic colours",
            Footnote = Synthetic,
            X = HeatAxis.OfNames("Target", targets),
            Y = HeatAxis.OfNames("Scheduler", Schedulers),
            Colours = new ColourScale("Money per second", Unit.DollarsPerSecond, AxisScale.Log10),
            Cells = [.. from column in Enumerable.Range(0, 7) from row in Enumerable.Range(0, 8) select new HeatCell(column, row, Math.Pow(10, 3 + column + row * 0.2) * (1 + Wave(column * 8 + row)))],
        };
    }

    /// <summary>Twenty batches of four jobs, launched so that they land in turn; one landing comes too late.</summary>
    public static GanttChart BatchTimeline(int batches = 20, double? from = null, double? to = null) => new()
    {
        Title = from is null ? "Sample: twenty batches on one target" : "Sample: the moment two landings cross",
        Subtitle = "Each row is a batch: hack, weaken, grow, weaken; marks show where they land",
        Footnote = Synthetic,
        X = new Axis("Time since the first launch", Unit.Milliseconds) { Min = from, Max = to },
        Kinds = ["hack", "weaken 1", "grow", "weaken 2"],
        Rows = [.. Enumerable.Range(0, batches).Select(Batch)],
    };

    public static EcdfChart LandingErrors() => new()
    {
        Title = "Sample: landing errors as steps",
        Subtitle = "Distribution of the landing error, 400 landings each",
        Footnote = Synthetic,
        X = new Axis("Landing error", Unit.Milliseconds) { Min = 0 },
        Series = [.. Schedulers.Take(5).Select((name, i) => new EcdfSeries(name, [.. Enumerable.Range(0, 400).Select(n => -Math.Log(1 - (n + 0.5) / 400) * (1.5 + i))]))],
    };

    public static HistogramChart HoldTimes() => new()
    {
        Title = "Sample: hold times before and after a change",
        Footnote = Synthetic,
        X = new Axis("Hold time", Unit.Milliseconds),
        Y = new Axis("Jobs", Unit.Count),
        Series =
        [
            HistogramSeries.FromSamples("before", Enumerable.Range(0, 3000).Select(n => 4000 + 420 * (Wave(n) + Wave(n * 7 + 1) + Wave(n * 13 + 2))), 2000, 5500, 35),
            HistogramSeries.FromSamples("after", Enumerable.Range(0, 3000).Select(n => 3500 + 360 * (Wave(n + 9) + Wave(n * 7 + 3) + Wave(n * 13 + 5))), 2000, 5500, 35),
        ],
    };

    public static ScatterChart CostAgainstIncome() => new()
    {
        Title = "Sample: events handled against money made",
        Footnote = Synthetic,
        X = new Axis("Events", Unit.Count, AxisScale.Log10),
        Y = new Axis("Money", Unit.Dollars, AxisScale.Log10),
        Series = [.. Schedulers.Take(6).Select((name, i) => new ScatterSeries(name,
            [.. Enumerable.Range(0, 30).Select(n => new ScatterPoint(Math.Pow(10, 3 + n * 0.1 + Wave(n + i) * 0.3), Math.Pow(10, 6 + n * 0.12 + i * 0.15 + Wave(n * 3 + i) * 0.4), $"seed {n}"))]))],
    };

    /// <summary>More series than colours, some with long names.</summary>
    public static LineChart ManySeries(int count = 26) => new()
    {
        Title = "Sample: many series wrap their legend and leave the plot alone",
        Footnote = Synthetic,
        X = new Axis("Depth", Unit.Count),
        Y = new Axis("Batches per second", Unit.Plain),
        Series = [.. Enumerable.Range(0, count).Select(i => new LineSeries(
            i % 7 == 3 ? $"scheduler {i} with options that nobody would want to read in full in a legend" : $"scheduler {i}",
            [.. Enumerable.Range(1, 10).Select(n => new LinePoint(n * 10, (i + 3) * Math.Sqrt(n) / 4))]))],
    };

    public static ImmutableArray<(string Name, Chart Chart)> All() =>
    [
        ("money-by-ram", MoneyByRam()),
        ("collision-wall", CollisionWall()),
        ("named-cells", NamedCells()),
        ("batch-timeline", BatchTimeline()),
        ("batch-timeline-close", BatchTimeline(8, 3960, 4700)),
        ("landing-errors", LandingErrors()),
        ("hold-times", HoldTimes()),
        ("cost-against-income", CostAgainstIncome()),
        ("many-series", ManySeries()),
    ];

    public static ReportPage Report() => new()
    {
        Title = "Sample report: invented numbers",
        Intro = ["This page is a sample: every number on it is made up to show what reports look like. Point at a mark to read its exact value, click a name in a legend to hide its series, click a column's heading to sort."],
        Sections =
        [
            new ReportSection("Income",
            [
                new WarningBlock("SpacerBelowTimerResolution", "Two scenarios use a spacer of 0.5ms; the game's timers have whole milliseconds."),
                new ChartBlock(MoneyByRam()),
                IncomeTable(),
            ]),
            new ReportSection("Desyncs", [new ChartBlock(CollisionWall()), new ChartBlock(NamedCells()), new ChartBlock(LandingErrors())]),
            new ReportSection("Timelines", [new ChartBlock(BatchTimeline()), new ChartBlock(BatchTimeline(8, 3960, 4700))]),
            new ReportSection("Cost", [new ChartBlock(HoldTimes()), new ChartBlock(CostAgainstIncome()), new ChartBlock(ManySeries())]),
            new ReportSection("Reproduce",
            [
                new ParagraphBlock("The same seed gives the same numbers, whatever the number of threads."),
                new CodeBlock("Run the sweep and draw this page again:", "sim sweep bench/scenarios/sample.json --seed=1 --replicas=32 --out=results/runs/sample\nsim chart results/runs/sample --report=report.html"),
                new KeyValueBlock("Scenario", [new KeyValueRow("spacer", "20ms"), new KeyValueRow("hack fraction", "10%"), new KeyValueRow("target", "target 1")]),
            ]),
        ],
        Environment = [new KeyValueRow("Version", "0.1.0"), new KeyValueRow("Seed", "1"), new KeyValueRow("Trace hash", "0123456789abcdef0123456789abcdef")],
    };

    private static TableBlock IncomeTable() => new(
        "Sample: income at 1TB",
        [
            new TableColumn("Scheduler"), new TableColumn("Money", true), new TableColumn("RAM held", true), new TableColumn("Desyncs", true),
            new TableColumn("Landing error, 99th percentile", true), new TableColumn("Batches", true),
        ],
        [
            .. Schedulers.Select((name, i) => (ImmutableArray<TableCell>)
            [
                new TableCell(name),
                TableCell.Of(Unit.DollarsPerSecond, MoneyPoint(i, 10).Y),
                TableCell.Of(Unit.Gigabytes, 700 + 40 * i),
                TableCell.Of(Unit.Fraction, i == 7 ? null : 0.2 / (i + 1)),
                TableCell.Of(Unit.Milliseconds, i == 7 ? null : 40.0 / (i + 1)),
                TableCell.Of(Unit.Count, 1000 * (i + 1) + 7 * i, 5),
            ]),
        ]);

    private static LinePoint MoneyPoint(int series, int power)
    {
        var ram = Math.Pow(2, power);
        var wall = Math.Pow(2, 9 + series * 1.6);
        var money = 900 * ram * (1 + series * 0.22) / (1 + ram / wall) * (1 + 0.05 * Wave(series * 31 + power));
        var spread = 0.08 + 0.02 * series + 0.01 * power;
        return series == 7
            ? new LinePoint(ram, 3200 * ram)
            : new LinePoint(ram, money, money / (1 + spread * 1.5), money * (1 + spread), "32 replicas");
    }

    private static GanttRow Batch(int batch)
    {
        const double weaken = 4000;
        (string Kind, double Duration)[] jobs = [("hack", weaken / 4), ("weaken 1", weaken), ("grow", weaken * 0.8), ("weaken 2", weaken)];
        var landings = jobs.Select((job, i) => (job.Kind, job.Duration, At: weaken + batch * 80 + i * 20 + (batch == 5 && i == 2 ? 34 : 0))).ToArray();
        return new GanttRow($"batch {batch + 1}", [.. landings.Select(l => new GanttBar(l.At - l.Duration, l.At, l.Kind, $"{l.Kind} \u00d7{20 + batch}"))])
        {
            Landings =
            [
                .. landings.OrderBy(l => l.At).Select((l, i) => new LandingMarker(l.At, l.Kind, batch * 4 + i + 1, batch != 5 || i < 2)),
            ],
        };
    }

    /// <summary>A number between -1 and 1 that looks like noise and is the same each time.</summary>
    private static double Wave(int n)
    {
        var x = Math.Sin(n * 12.9898 + 4.1414) * 43758.5453;
        return (x - Math.Floor(x)) * 2 - 1;
    }
}
