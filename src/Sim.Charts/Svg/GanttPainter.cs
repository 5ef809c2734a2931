using System.Globalization;

namespace Sim.Charts.Svg;

/// <summary>Draws timelines: a row per batch or host, a lane for each of its overlapping bars, markers where effects land.</summary>
internal sealed class GanttPainter
{
    private const int ReadOutDigits = 7;

    private readonly GanttChart _chart;
    private readonly List<string> _kinds;
    private readonly int[][] _lanes;
    private readonly Frame _frame;
    private readonly AxisMap _x;
    private readonly IReadOnlyList<Tick> _ticks;

    public GanttPainter(GanttChart chart, ChartTheme theme, ChartSize size)
    {
        _chart = chart;
        _kinds = KindsOf(chart);
        _lanes = [.. chart.Rows.Select(row => LanesOf(row.Bars))];

        var type = TypeScale.For(size.Width);
        var range = AxisRange.Fit(chart.X, chart.Rows.SelectMany(row => row.Bars.SelectMany(bar => new[] { bar.Start, bar.End }).Concat(row.Landings.Select(l => l.At))));
        var widest = chart.Rows.Select(row => TextMetrics.Width(row.Name, type.Tick)).DefaultIfEmpty(0).Max();
        var hasLandings = chart.Rows.Any(row => row.Landings.Length > 0);
        Layout = ChartLayout.Make(chart, size, new LayoutNeeds
        {
            Legend = [.. _kinds.Select((kind, i) => new LegendEntry(kind, i, new SeriesStyle(i), hasLandings ? LegendSwatch.AreaWithMarker : LegendSwatch.Area))],
            XLabel = chart.X.Label,
            Left = Math.Min(widest, (size.Width - 2 * type.Padding) * 0.3) + 10,
            Right = 8,
            Bottom = AxisPainter.BottomHeight(type),
            PlotHeightMin = Math.Max(100, _lanes.Sum(RowHeightMin)),
        });
        _frame = new Frame(chart, theme, Layout);
        _x = new AxisMap(chart.X, range, Layout.Plot.X, Layout.Plot.Right);
        _ticks = AxisPainter.HorizontalTicks(chart.X, range, Layout.Plot.Width, type.Tick);
    }

    public ChartLayout Layout { get; }

    private SvgWriter Writer => _frame.Writer;

    public string Paint()
    {
        _frame.Open($"Timeline over {_chart.X.Label} with {_chart.Rows.Length} rows. Kinds: {string.Join(", ", _kinds)}.", _chart.X.Label, "Row");
        var plot = Layout.Plot;
        Writer.Start("clipPath").With("id", $"{_frame.Id}-clip").Start("rect").With("x", plot.X).With("y", plot.Y)
            .With("width", plot.Width).With("height", plot.Height).End().End();
        AxisPainter.DrawVerticalGrid(_frame, _x, _ticks);

        var scale = plot.Height / Math.Max(1, _lanes.Sum(RowHeightMin));
        var boxes = new Box[_chart.Rows.Length];
        var top = plot.Y;
        for (var i = 0; i < boxes.Length; i++)
        {
            boxes[i] = new Box(plot.X, top, plot.Width, RowHeightMin(_lanes[i]) * scale);
            top = boxes[i].Bottom;
            DrawRowFrame(i, boxes[i]);
        }

        for (var i = 0; i < boxes.Length; i++) DrawBars(i, boxes[i]);
        for (var i = 0; i < boxes.Length; i++) DrawLandings(i, boxes[i]);
        AxisPainter.DrawHorizontal(_frame, _x, _ticks);
        if (boxes.Length == 0) XyPainter.DrawNoData(_frame);
        return _frame.Close();
    }

    private static List<string> KindsOf(GanttChart chart) =>
    [
        .. chart.Kinds
            .Concat(chart.Rows.SelectMany(row => row.Bars.Select(bar => bar.Kind).Concat(row.Landings.Select(landing => landing.Kind))))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Gives each bar the first lane that is free when it starts.</summary>
    private static int[] LanesOf(IReadOnlyList<GanttBar> bars)
    {
        var ends = new List<double>();
        var lanes = new int[bars.Count];
        for (var i = 0; i < bars.Count; i++)
        {
            var lane = ends.FindIndex(end => end <= bars[i].Start);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = bars[i].End;
            lanes[i] = lane;
        }

        return lanes;
    }

    private static int LaneCount(int[] lanes) => lanes.Length == 0 ? 1 : lanes.Max() + 1;

    /// <summary>A row is at least one line of text high, and each lane 4 pixels.</summary>
    private static double RowHeightMin(int[] lanes) => Math.Max(17, LaneCount(lanes) * 4 + 5);

    private void DrawRowFrame(int row, Box box)
    {
        var (plot, type) = (Layout.Plot, Layout.Type);
        if (row > 0) _frame.Line(plot.X, box.Y, plot.Right, box.Y, _frame.Theme.Grid);
        var name = TextMetrics.Shorten(_chart.Rows[row].Name, type.Tick, plot.X - type.Padding - 8);
        _frame.Text(name, plot.X - 10, box.Y + box.Height / 2 + type.Tick * 0.36, type.Tick, _frame.Theme.Muted, "end");
    }

    private void DrawBars(int row, Box box)
    {
        Writer.Start("g").With("class", "row").With("clip-path", $"url(#{_frame.Id}-clip)");
        var laneHeight = (box.Height - 4) / LaneCount(_lanes[row]);
        for (var i = 0; i < _chart.Rows[row].Bars.Length; i++)
        {
            var bar = _chart.Rows[row].Bars[i];
            if (!_x.Shows(bar.Start) || !_x.Shows(bar.End) || bar.End < bar.Start) continue;
            if (bar.End < _x.Range.Min || bar.Start > _x.Range.Max) continue;
            DrawBar(row, bar, new Box(box.X, box.Y + 2 + laneHeight * _lanes[row][i], box.Width, laneHeight));
        }

        Writer.End();
    }

    private void DrawBar(int row, GanttBar bar, Box lane)
    {
        var kind = _kinds.IndexOf(bar.Kind);
        var left = Math.Max(_x.Map(bar.Start), lane.X);
        var width = Math.Max(1, Math.Min(_x.Map(bar.End), lane.Right) - left);
        var height = Math.Max(1.5, lane.Height - Math.Min(2, lane.Height * 0.25));
        var colour = new SeriesStyle(kind).ColourIn(_frame.Theme);
        Writer.Start("g").With("class", "series").With("data-s", SvgWriter.Number(kind));
        Writer.Start("rect").With("class", "pt area").With("x", left).With("y", lane.Y + (lane.Height - height) / 2).With("width", width)
            .With("height", height).With("rx", height > 6 ? "2" : null).With("fill", colour).With("fill-opacity", "0.45");
        _frame.EndMark(new MarkData(kind, bar.Kind, left + width / 2, lane.Y + lane.Height / 2,
            $"{Text(bar.Start)} \u2013 {Text(bar.End)}", _chart.Rows[row].Name, $"takes {Text(bar.End - bar.Start)}", bar.Label));
        if (bar.Label is { } label && height >= 11 && TextMetrics.Width(label, 10) + 8 <= width)
            _frame.Text(label, left + 4, lane.Y + lane.Height / 2 + 3.6, 10, _frame.Theme.Ink);
        Writer.End();
    }

    private void DrawLandings(int row, Box box)
    {
        var radius = Math.Clamp(box.Height / 6, 3, 4.5);
        var freeFrom = double.NegativeInfinity;
        var landings = _chart.Rows[row].Landings.Where(landing => _x.Holds(landing.At)).OrderBy(landing => landing.At).ToArray();
        for (var i = 0; i < landings.Length; i++)
        {
            var (landing, x, y) = (landings[i], _x.Map(landings[i].At), box.Y + box.Height / 2);
            var kind = _kinds.IndexOf(landing.Kind);
            var style = new SeriesStyle(kind);
            Writer.Start("g").With("class", "series").With("data-s", SvgWriter.Number(kind));
            _frame.Line(x, box.Y + 1, x, box.Bottom - 1, style.ColourIn(_frame.Theme), 1.25);
            if (!landing.IsInOrder)
                Writer.Start("circle").With("cx", x).With("cy", y).With("r", radius + 3).With("fill", "none").With("stroke", _frame.Theme.Alarm).With("stroke-width", "1.75").End();
            _frame.StartMarker(style, x, y, radius).With("class", "pt").With("stroke", _frame.Theme.Background).With("stroke-width", "0.75");
            var order = landing.Order is { } number ? number.ToString(CultureInfo.InvariantCulture) : null;
            var note = string.Join(", ", new[] { order is null ? null : $"landing {order}", landing.IsInOrder ? null : "out of order", landing.Note }.Where(part => part is not null));
            _frame.EndMark(new MarkData(kind, landing.Kind, x, y, Text(landing.At), _chart.Rows[row].Name, Note: note.Length > 0 ? note : null));

            // Numbers stand right of their marker, if there is room before the next one.
            var next = i + 1 < landings.Length ? _x.Map(landings[i + 1].At) - radius - 2 : Layout.Plot.Right;
            var start = x + radius + 3;
            var width = TextMetrics.Width(order ?? "", 10);
            if (order is not null && start >= freeFrom && start + width <= next)
            {
                _frame.Text(order, start, y + 3.6, 10, _frame.Theme.Ink);
                freeFrom = start + width;
            }

            Writer.End();
        }
    }

    private string Text(double value) => UnitFormat.Format(_chart.X.Unit, value, ReadOutDigits);
}
