using System.Globalization;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;

namespace Sim.Charts.Tests;

public class SvgRendererTests
{
    private const string Hostile = "<script>alert(\"x\")</script> & 'quotes' ]]> \u0000\u0007\uD800 \U0001F680 \u05D0\u05D1";

    private static readonly SvgRenderer Renderer = new();
    private static readonly ChartSize[] Sizes = [ChartSize.Wide, ChartSize.Narrow];

    public static TheoryData<string> SampleNames => [.. Samples.All().Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Render_Twice_GivesTheSameBytes_UnderAnyCulture(string name)
    {
        var first = Renderer.Render(Sample(name), ChartTheme.Light, ChartSize.Wide);
        Assert.Equal(first, Renderer.Render(Sample(name), ChartTheme.Light, ChartSize.Wide));
        using var _ = new CultureScope("de-DE");
        Assert.Equal(first, Renderer.Render(Sample(name), ChartTheme.Light, ChartSize.Wide));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Render_IsAccessibleAndTellsItsData(string name)
    {
        var svg = Parse(Renderer.Render(Sample(name), ChartTheme.Light, ChartSize.Wide));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        var title = svg.Elements().First();
        Assert.Equal(("title", Sample(name).Title), (title.Name.LocalName, title.Value));
        Assert.Equal("desc", svg.Elements().ElementAt(1).Name.LocalName);
        Assert.Equal($"{title.Attribute("id")!.Value} {svg.Elements().ElementAt(1).Attribute("id")!.Value}", (string?)svg.Attribute("aria-labelledby"));
        Assert.All(Marks(svg), mark =>
        {
            foreach (var key in (string[])["data-s", "data-series", "data-px", "data-py", "data-x", "data-y"]) Assert.NotNull(mark.Attribute(key));
            Assert.NotEmpty(mark.Elements().Single(e => e.Name.LocalName == "title").Value);
        });
        Assert.NotEmpty(Marks(svg));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Render_WithCssVariables_HasNoFixedColours(string name)
    {
        var svg = Renderer.Render(Sample(name), ChartTheme.CssVariables, ChartSize.Wide);
        Assert.DoesNotContain("=\"#", svg, StringComparison.Ordinal);
        Assert.Contains("var(--chart-ink)", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("var(", Renderer.Render(Sample(name), ChartTheme.Dark, ChartSize.Wide), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Layout_PutsNothingOverThePlot(string name)
    {
        foreach (var size in Sizes) AssertLayout(SvgRenderer.Layout(Sample(name), size));
    }

    [Fact]
    public void Layout_WithAnyLegend_LeavesThePlotAlone() => Prop.ForAll<int, string>((count, text) =>
    {
        var chart = Samples.ManySeries(Math.Abs(count) % 90);
        chart = chart with { Series = [.. chart.Series.Select(series => series with { Name = series.Name + text })] };
        foreach (var size in Sizes) AssertLayout(SvgRenderer.Layout(chart, size));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Render_KeepsTextInsideThePicture(string name)
    {
        foreach (var size in Sizes)
        {
            var svg = Parse(Renderer.Render(Sample(name), ChartTheme.Light, size));
            foreach (var text in svg.Descendants().Where(e => e.Name.LocalName == "text" && e.Parent!.Attribute("transform") is null))
            {
                var width = Svg.TextMetrics.Width(text.Value, Number(text, "font-size"), (string?)text.Attribute("font-weight") == "bold");
                var start = Number(text, "x") - ((string?)text.Attribute("text-anchor") switch { "end" => width, "middle" => width / 2, _ => 0 });
                Assert.True(start >= -1 && start + width <= size.Width + 1, $"'{text.Value}' leaves the picture of width {size.Width}.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void Render_TickLabelsDoNotTouch(string name)
    {
        foreach (var size in Sizes)
        {
            var labels = Parse(Renderer.Render(Sample(name), ChartTheme.Light, size)).Descendants()
                .Where(e => (string?)e.Attribute("class") == "x-axis").SelectMany(axis => axis.Elements().Where(e => e.Name.LocalName == "text")).ToArray();
            for (var i = 1; i < labels.Length; i++)
            {
                var needed = (labels[i - 1], labels[i]) is var (a, b) ? (Svg.TextMetrics.Width(a.Value, 12) + Svg.TextMetrics.Width(b.Value, 12)) / 2 : 0;
                Assert.True(Number(labels[i], "x") - Number(labels[i - 1], "x") > needed);
            }
        }
    }

    [Fact]
    public void Render_OfAnyLineChart_IsWellFormed() => Prop.ForAll<double[], double[], string>((xs, ys, text) =>
    {
        var points = xs.Zip(ys, (x, y) => new LinePoint(x, y, y / 2, double.IsNaN(x) ? null : y * 2, text)).ToArray();
        var chart = new LineChart
        {
            Title = text ?? "",
            Subtitle = text,
            Footnote = Hostile,
            X = new Axis(text ?? "", Unit.Milliseconds),
            Y = new Axis(Hostile, Unit.Dollars),
            HasDirectLabels = true,
            Series = [new LineSeries(text ?? "", [.. points]), new LineSeries("empty", []), new LineSeries(Hostile, [.. points.Take(1)])],
        };
        foreach (var size in Sizes) Parse(Renderer.Render(chart, ChartTheme.Light, size));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Render_OfAnyOtherChart_IsWellFormed() => Prop.ForAll<double[], string>((values, text) =>
    {
        var name = text ?? Hostile;
        Chart[] charts =
        [
            new ScatterChart { Title = name, X = new Axis(name), Y = new Axis(name), Series = [new ScatterSeries(name, [.. values.Select(v => new ScatterPoint(v, -v, name))])] },
            new EcdfChart { Title = name, X = new Axis(name), Series = [new EcdfSeries(name, [.. values]), new EcdfSeries(Hostile, [])] },
            new HistogramChart { Title = name, X = new Axis(name), Series = [new HistogramSeries(name, [.. values.Select((v, i) => new HistogramBin(i, i + 1, v))]), new HistogramSeries(name, [])] },
            new HeatMapChart
            {
                Title = name,
                X = HeatAxis.OfNames(Hostile, values.Select(_ => name)),
                Y = HeatAxis.OfValues(name, Unit.Gigabytes, values),
                Colours = new ColourScale(name),
                Cells = [.. values.Select((v, i) => new HeatCell(i, i, v, name))],
            },
            new GanttChart
            {
                Title = name,
                X = new Axis(name, Unit.Milliseconds),
                Rows = [new GanttRow(name, [.. values.Select(v => new GanttBar(v, v + 1, Hostile, name))]) { Landings = [.. values.Select(v => new LandingMarker(v, name, 1, false))] }],
            },
        ];
        foreach (var chart in charts)
            foreach (var size in Sizes) Parse(Renderer.Render(chart, ChartTheme.Dark, size));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Render_WithHostileText_EscapesIt()
    {
        var chart = Samples.ManySeries(3) with { Title = Hostile, Id = Hostile };
        chart = chart with { Series = [.. chart.Series.Select(series => series with { Name = Hostile + new string('x', 5000) })] };
        var text = Renderer.Render(chart, ChartTheme.Light, ChartSize.Wide);
        Assert.DoesNotContain("<script", text, StringComparison.Ordinal);
        Assert.Contains("alert(\"x\")", Parse(text).Elements().First().Value, StringComparison.Ordinal);
        AssertLayout(SvgRenderer.Layout(chart, ChartSize.Wide));
    }

    [Fact]
    public void Render_WithGaps_DoesNotJoinAcrossThem()
    {
        var svg = Parse(Renderer.Render(Line([1, 2, double.NaN, 4, 5, double.PositiveInfinity, 7]), ChartTheme.Light, ChartSize.Wide));
        Assert.Equal(3, svg.Descendants().Count(e => e.Name.LocalName == "path" && (string?)e.Attribute("stroke-width") == "2"));
        Assert.Equal(5, Marks(svg).Length);
    }

    [Fact]
    public void Render_WithoutData_SaysSo()
    {
        Assert.Contains(">No data<", Renderer.Render(Line([]), ChartTheme.Light, ChartSize.Wide), StringComparison.Ordinal);
        Assert.Contains(">No data<", Renderer.Render(Line([double.NaN]), ChartTheme.Light, ChartSize.Wide), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_ReadOuts_HaveUnits()
    {
        var svg = Parse(Renderer.Render(Samples.MoneyByRam(), ChartTheme.Light, ChartSize.Wide));
        var mark = Marks(svg).First(m => (string?)m.Attribute("data-s") == "7");
        Assert.Equal(("8GB", "$25.6k/s"), ((string?)mark.Attribute("data-x"), (string?)mark.Attribute("data-y")));
    }

    [Fact]
    public void Render_OfAnEcdf_ReachesOneHundredPercent()
    {
        var chart = new EcdfChart { Title = "t", X = new Axis("x"), Series = [new EcdfSeries("a", [3, 1, 2, 2, double.NaN])] };
        var marks = Marks(Parse(Renderer.Render(chart, ChartTheme.Light, ChartSize.Wide)));
        Assert.Equal(["1 25%", "2 75%", "3 100%"], marks.Select(m => $"{m.Attribute("data-x")!.Value} {m.Attribute("data-y")!.Value}"));
    }

    [Fact]
    public void Render_OfAHeatMap_HatchesMissingCells()
    {
        var chart = new HeatMapChart
        {
            Title = "t",
            X = HeatAxis.OfNames("x", ["a", "b"]),
            Y = HeatAxis.OfNames("y", ["c"]),
            Colours = new ColourScale("value"),
            Cells = [new HeatCell(0, 0, 5)],
        };
        var marks = Marks(Parse(Renderer.Render(chart, ChartTheme.Light, ChartSize.Wide)));
        Assert.Equal(["5", "no value"], marks.Select(m => m.Attribute("data-y")!.Value));
        Assert.StartsWith("url(#", marks[1].Attribute("fill")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfWhatCannotBeShown_IsRefusedWithAReason()
    {
        var log = Line([0]) with { Y = new Axis("Income", Unit.Dollars, AxisScale.Log10) };
        Assert.Contains("Income", Assert.Throws<ArgumentException>(() => Renderer.Render(log, ChartTheme.Light, ChartSize.Wide)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Renderer.Render(Line([1]), ChartTheme.Light, new ChartSize(10, 10)));
        var heat = Samples.CollisionWall();
        Assert.Throws<ArgumentException>(() => Renderer.Render(heat with { Cells = [new HeatCell(99, 0, 1)] }, ChartTheme.Light, ChartSize.Wide));
        Assert.Throws<ArgumentException>(() => Renderer.Render(
            heat with { Cells = [new HeatCell(0, 0, -1)], Colours = new ColourScale("v", Unit.Plain, AxisScale.Log10) }, ChartTheme.Light, ChartSize.Wide));
    }

    [Fact]
    public void Histogram_FromSamples_CountsEachSampleOnce()
    {
        var bins = HistogramSeries.FromSamples("h", [0, 0.5, 1, 1.5, 2, 2.1, -0.1, double.NaN], 0, 2, 2).Bins;
        Assert.Equal([new HistogramBin(0, 1, 2), new HistogramBin(1, 2, 3)], bins.ToArray());
        Assert.Throws<ArgumentException>(() => HistogramSeries.FromSamples("h", [], 1, 1, 2));
    }

    private static Chart Sample(string name) => Samples.All().Single(sample => sample.Name == name).Chart;

    private static LineChart Line(double[] values) => new()
    {
        Title = "t",
        X = new Axis("x"),
        Y = new Axis("y"),
        Series = [new LineSeries("a", [.. values.Select((v, i) => new LinePoint(i, v))])],
    };

    private static XElement Parse(string svg) => XDocument.Parse(svg).Root!;

    private static XElement[] Marks(XElement svg) =>
        [.. svg.Descendants().Where(e => ((string?)e.Attribute("class") ?? "").Split(' ').Contains("pt"))];

    private static double Number(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, CultureInfo.InvariantCulture);

    private static void AssertLayout(Svg.ChartLayout layout)
    {
        Assert.False(layout.LegendBox.Overlaps(layout.Plot));
        Assert.All(layout.Legend, item =>
        {
            Assert.False(item.Box.Overlaps(layout.Plot));
            Assert.True(item.Box.Right <= layout.Width && item.Box.Bottom <= layout.LegendBox.Bottom + 0.01);
            Assert.All(layout.Legend, other => Assert.True(ReferenceEquals(item, other) || !item.Box.Overlaps(other.Box)));
        });
        Assert.All(layout.Title.Concat(layout.Subtitle), line => Assert.True(line.Baseline < layout.Plot.Y));
        Assert.All(layout.Footnote, line => Assert.InRange(line.Baseline, layout.Plot.Bottom, layout.Height));
        Assert.True(layout.Plot.Width > 60 && layout.Plot.Height >= 100 && layout.Plot.Right <= layout.Width && layout.Plot.Bottom < layout.Height);
    }
}
