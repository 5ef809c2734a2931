using System.Globalization;

namespace Sim.Charts.Svg;

/// <summary>Draws timelines: a row per batch or host, a lane for each of its overlapping bars, markers where effects land.</summary>
internal sealed class GanttPainter
{
    private const int ReadOutDigits = 7;
    private const double MarkerRadius = 4;
    private const double ShortLinesBelow = 2.2;
    private const double OrderFontSize = 9.5;
    private const double OrderStart = MarkerRadius + 1.5;

    private readonly GanttChart _chart;
    private readonly List<string> _kinds;
    private readonly int[][] _lanes;
    private readonly Frame _frame;
    private readonly AxisMap _x;
    private readonly IReadOnlyList<Tick> _ticks;
    private readonly LandingDetail _detail;

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
        _detail = DetailFor();
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
        for (var i = 0; i < _chart.Rows[row].Bars.Length; i++)
        {
            var bar = _chart.Rows[row].Bars[i];
            if (!_x.Shows(bar.Start) || !_x.Shows(bar.End) || bar.End < bar.Start) continue;
            if (bar.End < _x.Range.Min || bar.Start > _x.Range.Max) continue;
            DrawBar(row, bar, LaneBox(row, i, box));
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
            .With("height", height).With("rx", height > 6 ? "2" : null).With("fill", colour).With("fill-opacity", "0.55");
        _frame.EndMark(new MarkData(kind, bar.Kind, left + width / 2, lane.Y + lane.Height / 2,
            $"{Text(bar.Start)} \u2013 {Text(bar.End)}", _chart.Rows[row].Name, $"takes {Text(bar.End - bar.Start)}", bar.Label));
        if (bar.Label is { } label && height >= 11 && TextMetrics.Width(label, 10) + 8 <= width)
            _frame.Text(label, left + 4, lane.Y + lane.Height / 2 + 3.6, 10, _frame.Theme.Ink);
        Writer.End();
    }

    private LandingMarker[] VisibleLandings(GanttRow row) =>
        [.. row.Landings.Where(landing => _x.Holds(landing.At)).OrderBy(landing => landing.At)];

    /// <summary>The same detail in all rows: rows that differ in it would seem to mean something.</summary>
    private LandingDetail DetailFor()
    {
        var (pairs, crowded, hasMarkers) = (0, 0, true);
        foreach (var landings in _chart.Rows.Select(VisibleLandings))
        {
            for (var i = 1; i < landings.Length; i++)
            {
                var distance = _x.Map(landings[i].At) - _x.Map(landings[i - 1].At);
                if (distance < ShortLinesBelow) return LandingDetail.ShortLines;
                hasMarkers &= distance >= MarkerRadius * 2;
                pairs++;
                if (!HasRoomForOrder(landings, i - 1)) crowded++;
            }
        }

        if (!hasMarkers) return LandingDetail.Lines;

        // A few numbers may be missing, where landings crossed.
        return crowded * 4 <= pairs ? LandingDetail.MarkersWithOrder : LandingDetail.Markers;
    }

    private bool HasRoomForOrder(LandingMarker[] landings, int index)
    {
        var end = _x.Map(landings[index].At) + StartOfOrder(landings[index]) + OrderWidth(landings[index]);
        return end <= (index + 1 < landings.Length ? _x.Map(landings[index + 1].At) - 1 : Layout.Plot.Right);
    }

    /// <summary>The height of a landing: that of the lane whose bar it ends, or the row's middle where there is none.</summary>
    private double LandingHeight(int row, Box box, LandingMarker landing)
    {
        var bars = _chart.Rows[row].Bars;
        for (var i = 0; i < bars.Length; i++)
        {
            if (bars[i].Kind == landing.Kind && bars[i].End == landing.At) return LaneBox(row, i, box).Y + LaneBox(row, i, box).Height / 2;
        }

        return box.Y + box.Height / 2;
    }

    private Box LaneBox(int row, int bar, Box box)
    {
        var height = (box.Height - 4) / LaneCount(_lanes[row]);
        return new Box(box.X, box.Y + 2 + height * _lanes[row][bar], box.Width, height);
    }

    /// <summary>How far right of a landing its number starts; rings need a little more.</summary>
    private static double StartOfOrder(LandingMarker landing) => OrderStart + (landing.IsInOrder ? 0 : 3.5);

    private static double OrderWidth(LandingMarker landing) => TextMetrics.Width(OrderText(landing), OrderFontSize);

    private static string OrderText(LandingMarker landing) => landing.Order?.ToString(CultureInfo.InvariantCulture) ?? "";

    private void DrawLandings(int row, Box box)
    {
        var landings = VisibleLandings(_chart.Rows[row]);
        for (var i = 0; i < landings.Length; i++)
        {
            var landing = landings[i];
            var (x, y) = (_x.Map(landing.At), LandingHeight(row, box, landing));
            var kind = _kinds.IndexOf(landing.Kind);
            var style = new SeriesStyle(kind);
            Writer.Start("g").With("class", "series").With("data-s", SvgWriter.Number(kind));
            var reach = _detail == LandingDetail.ShortLines ? box.Height / LaneCount(_lanes[row]) / 2 : double.MaxValue;
            _frame.Line(x, Math.Max(box.Y + 1, y - reach), x, Math.Min(box.Bottom - 1, y + reach), style.ColourIn(_frame.Theme), 1.5);
            if (!landing.IsInOrder)
                Writer.Start("circle").With("cx", x).With("cy", y).With("r", MarkerRadius + 2.5).With("fill", "none").With("stroke", _frame.Theme.Alarm).With("stroke-width", "1.75").End();
            if (_detail is LandingDetail.Lines or LandingDetail.ShortLines)
                Writer.Start("circle").With("class", "pt").With("cx", x).With("cy", y).With("r", 2).With("fill", "none").With("pointer-events", "all");
            else
                _frame.StartMarker(style, x, y, MarkerRadius).With("class", "pt").With("stroke", _frame.Theme.Background).With("stroke-width", "0.75");
            _frame.EndMark(new MarkData(kind, landing.Kind, x, y, Text(landing.At), _chart.Rows[row].Name, Note: NoteFor(landing)));
            if (_detail == LandingDetail.MarkersWithOrder && HasRoomForOrder(landings, i))
                _frame.Text(OrderText(landing), x + StartOfOrder(landing), y + 3.4, OrderFontSize, _frame.Theme.Ink);
            Writer.End();
        }
    }

    private static string? NoteFor(LandingMarker landing)
    {
        var order = landing.Order is null ? null : $"landing {OrderText(landing)}";
        var parts = new[] { order, landing.IsInOrder ? null : "out of order", landing.Note }.Where(part => part is not null).ToArray();
        return parts.Length > 0 ? string.Join(", ", parts) : null;
    }

    private string Text(double value) => UnitFormat.Format(_chart.X.Unit, value, ReadOutDigits);
}

/// <summary>How much is drawn where an effect lands.</summary>
internal enum LandingDetail
{
    /// <summary>Lines as high as their lane, where higher ones would merge into a block.</summary>
    ShortLines,

    /// <summary>Lines as high as the row.</summary>
    Lines,

    /// <summary>Lines with a marker of the kind's shape.</summary>
    Markers,

    /// <summary>Lines with markers and the place in the observed order.</summary>
    MarkersWithOrder,
}
