using System.Text;
using Sim.Charts;
using Sim.Cli.Reports;
using Sim.Experiments;

namespace Sim.Cli.Tests.Reports;

public sealed class ChartRulesTests
{
    private const string Schedulers = "\"scheduler\": [\"loop\", \"periodic\", \"jit\"]";

    [Fact]
    public void OneAxisOfNumbers_GivesLines_OnePerScheduler()
    {
        var charts = Make($"{Schedulers}, \"ram\": [\"8GB\", \"64GB\", \"1TB\", \"16TB\"]");
        Assert.Equal(["money-vs-ram", "money-share-vs-ram"], charts.Select(chart => chart.Name));
        var lines = Assert.IsType<LineChart>(charts[0].Chart);
        Assert.Equal(AxisScale.Log2, lines.X.Scale);
        Assert.Equal(["loop", "periodic", "jit"], lines.Series.Select(line => line.Name));
        Assert.All(lines.Series, line => Assert.Equal(4, line.Points.Length));
        Assert.Contains("earns the most at 16TB", lines.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void RefusedCells_AreGaps()
    {
        var charts = Make($"{Schedulers}, \"ram\": [\"8GB\", \"64GB\", \"1TB\", \"16TB\"]", refuse: cell => cell.Axes["ram"] == "8GB" && cell.Axes["scheduler"] != "loop");
        var lines = Assert.IsType<LineChart>(charts[0].Chart);
        Assert.True(double.IsNaN(lines.Series[1].Points[0].Y));
        Assert.False(double.IsNaN(lines.Series[0].Points[0].Y));
        Assert.Contains("2 of 12 cells could not be run", lines.Footnote, StringComparison.Ordinal);
        foreach (var chart in charts) Assert.Contains("</svg>", new SvgRenderer().Render(chart.Chart, ChartTheme.Light, ChartSize.Wide), StringComparison.Ordinal);
    }

    [Fact]
    public void Bands_AreTheInterval_AndStayAboveZeroOnALogarithmicAxis()
    {
        var charts = Make($"{Schedulers}, \"ram\": [\"8GB\", \"64GB\", \"1TB\", \"16TB\"]", spread: 3);
        var lines = Assert.IsType<LineChart>(charts[0].Chart);
        Assert.Equal(AxisScale.Log10, lines.Y.Scale);
        Assert.All(lines.Series.SelectMany(line => line.Points), point => Assert.True(point.Low > 0 && point.Low <= point.Y && point.High > point.Y));
    }

    [Fact]
    public void TwoAxesOfNumbers_GiveAHeatMapForEachScheduler()
    {
        var charts = Make($"{Schedulers}, \"ram\": [\"8GB\", \"64GB\", \"1TB\", \"16TB\"], \"spacer\": [\"5ms\", \"10ms\", \"20ms\", \"40ms\"]");
        Assert.Equal(
            ["money-by-spacer-and-ram-loop", "money-by-spacer-and-ram-periodic", "money-by-spacer-and-ram-jit"],
            charts.Where(chart => chart.Name.StartsWith("money-by", StringComparison.Ordinal)).Select(chart => chart.Name));
        var share = Assert.IsType<HeatMapChart>(charts.Single(chart => chart.Name == "money-share-by-spacer-and-ram-jit").Chart);
        Assert.All(share.Cells.GroupBy(cell => cell.Column), column => Assert.Equal(1, column.Max(cell => cell.Value)));
        var map = Assert.IsType<HeatMapChart>(charts[2].Chart);
        Assert.Equal(16, map.Cells.Length);
        Assert.Equal(["5ms", "10ms", "20ms", "40ms"], map.Y.Names.AsEnumerable());

        // A loop has no spacer, so one value stands for the whole column.
        Assert.All(Assert.IsType<HeatMapChart>(charts[0].Chart).Cells, cell => Assert.Contains("one cell for all of these", cell.Note, StringComparison.Ordinal));
    }

    [Fact]
    public void NamesOnly_GiveAHeatMapWithSchedulersAsRows()
    {
        var charts = Make("\"levelUps\": [\"ignore\", \"recalculate\"], \"scheduler\": [\"periodic\", \"jit\"]", desyncs: true);
        Assert.Equal(["money-by-scheduler-and-levelups", "desyncs-by-scheduler-and-levelups"], charts.Select(chart => chart.Name));
        var map = Assert.IsType<HeatMapChart>(charts[0].Chart);
        Assert.Equal(["periodic", "jit"], map.Y.Names.AsEnumerable());
        Assert.Equal(["ignore", "recalculate"], map.X.Names.AsEnumerable());
    }

    [Fact]
    public void SpacerAndLag_AlsoGiveTheWall()
    {
        var charts = Make("\"lag\": [\"none\", \"desktop\"], \"spacer\": [\"5ms\", \"10ms\", \"20ms\", \"40ms\"]", desyncs: true);
        Assert.Equal(["money-vs-spacer", "desyncs-by-lag-and-spacer", "desyncs-vs-spacer"], charts.Select(chart => chart.Name));
        Assert.IsType<HeatMapChart>(charts[1].Chart);
    }

    [Fact]
    public void AShortSecondAxisOfNumbers_CountsAsNames()
    {
        var charts = Make("\"ram\": [\"8GB\", \"64GB\", \"1TB\", \"16TB\"], \"level\": [500, 1000]");
        var lines = Assert.IsType<LineChart>(charts[0].Chart);
        Assert.Equal(["500", "1000"], lines.Series.Select(line => line.Name));
    }

    [Fact]
    public void ManyNames_AndFewNumbers_GiveMapsOfTheNames()
    {
        var charts = Make("\"inner\": [\"proto\", \"shotgun\", \"jit\"], \"target\": [[\"phantasy\"], [\"phantasy\", \"omega-net\"], [\"phantasy\", \"n00dles\"]], \"ram\": [\"1TB\", \"1PB\"]", scheduler: "super");
        Assert.Equal(["money-by-target-and-inner-ram-1tb", "money-by-target-and-inner-ram-1pb"], charts.Select(chart => chart.Name));
        Assert.Equal(["phantasy", "phantasy+omega-net", "phantasy+n00dles"], Assert.IsType<HeatMapChart>(charts[0].Chart).Y.Names.AsEnumerable());
    }

    [Fact]
    public void LeftOverAxes_GivePanels_UpToALimit()
    {
        var (charts, leftOut) = ChartRules.Make(Results($"{Schedulers}, \"ram\": [\"8GB\", \"64GB\", \"1TB\", \"16TB\"], \"levelUps\": [\"ignore\", \"recalculate\", \"overestimate\", \"cancel-next-hack\", \"predict\", \"ping-pong\"], \"formulas\": [true, false]"));
        var panels = charts.Count(chart => chart.Name.StartsWith("money-vs-ram", StringComparison.Ordinal));
        Assert.Equal(ChartRules.PanelsMax, panels);
        Assert.True(leftOut > 0);
        Assert.Equal(charts.Length, charts.Select(chart => chart.Name).Distinct().Count());
    }

    [Fact]
    public void AnAxisWithBest_IsOneOfNames()
    {
        var axis = ReportAxis.From(Results("\"greed\": [\"1%\", \"best\"]").Sweep.Axes[0]);
        Assert.False(axis.IsNumeric);
        Assert.True(ReportAxis.From(Results("\"greed\": [\"1%\", \"0.02\"]").Sweep.Axes[0]) is { IsNumeric: true, Unit: Unit.Fraction });
        Assert.True(ReportAxis.From(Results("\"ram\": [\"4x16GB\", \"128GB\"]").Sweep.Axes[0]) is { IsNumeric: true, Unit: Unit.Gigabytes });
        Assert.False(ReportAxis.From(Results("\"ram\": [\"4x16GB\", \"64GB\"]").Sweep.Axes[0]).IsNumeric);
        Assert.True(ReportAxis.From(Results("\"duration\": [\"30m\", \"1h\"]").Sweep.Axes[0]) is { IsNumeric: true, Unit: Unit.Milliseconds });
    }

    [Fact]
    public void ASweepWithoutAxes_HasNoCharts() => Assert.Empty(Make(""));

    [Fact]
    public void AdviceNotes_ApplyWhereTheyAreTrue()
    {
        string[] Ids(string axes) => [.. AdviceNote.For(Results(axes)).Select(note => note.Id)];
        Assert.Equal(["NoLag"], Ids("\"spacer\": [\"20ms\", \"4ms\"]"));
        Assert.Equal(["NoLag", "SpacerBelowTimerResolution"], Ids("\"spacer\": [\"20ms\", \"3ms\"]"));
        Assert.Empty(Ids("\"lag\": [\"none\", \"desktop\"]"));
        var note = AdviceNote.For(Results("\"spacer\": [\"20ms\", \"3ms\"]")).Single(note => note.Cells.Count > 0);
        Assert.Equal([1], note.Cells);
    }

    private static System.Collections.Immutable.ImmutableArray<ReportChart> Make(string axes, Func<CellSummary, bool>? refuse = null, double spread = 0.1, bool desyncs = false, string scheduler = "jit") =>
        ChartRules.Make(Results(axes, refuse, spread, desyncs, scheduler)).Charts;

    /// <summary>Invented results of a real sweep: money grows with the cell's number.</summary>
    private static SweepResults Results(string axes, Func<CellSummary, bool>? refuse = null, double spread = 0.1, bool desyncs = false, string scheduler = "jit")
    {
        var text = $$"""{ "scenario": { "world": { "newGame": { "level": 500 } }, "target": ["phantasy", "n00dles"], "prepped": true, "scheduler": "{{scheduler}}" }, "axes": { {{axes}} }, "replicas": 3 }""";
        var sweep = SweepFile.Parse("test", Encoding.UTF8.GetBytes(text), "");
        var cells = sweep.Cells.Select(cell => Cell(sweep, cell, spread, desyncs)).Select(cell => refuse?.Invoke(cell) == true ? cell with { Runs = 0, Error = "too little RAM", Facts = new Dictionary<string, Estimate>() } : cell);
        return new SweepResults
        {
            Sweep = sweep,
            Axes = [.. sweep.Axes.Where(axis => axis.Values.Length > 1).Select(ReportAxis.From)],
            Cells = [.. cells],
            Runs = (int)sweep.Runs,
            Landings = 1000,
            Environment = null,
        };
    }

    private static CellSummary Cell(Sweep sweep, SweepCell cell, double spread, bool desyncs)
    {
        var money = Math.Pow(10, cell.Number % 5) * (1 + cell.Number);
        return new CellSummary
        {
            Cell = cell.Number,
            Axes = sweep.Axes.Zip(cell.Values).Where(value => value.Second.Length > 0).ToDictionary(value => value.First.Name, value => value.Second),
            Target = "phantasy",
            Runs = 3,
            Facts = new Dictionary<string, Estimate>
            {
                ["money_per_s"] = new(money, money * spread, money * spread, 3),
                ["desync_rate"] = new(desyncs ? 0.1 : 0, 0, 0, 3),
                ["money_earned"] = new(money * 3600, 0, 0, 3),
            },
        };
    }
}
