namespace Sim.Charts.Svg;

/// <summary>Draws charts with two axes: lines with bands, points, steps and bars.</summary>
internal sealed class XyPainter
{
    private const double DirectLabelWidthMax = 130;
    private const int ReadOutDigits = 5;
    private const int StepReadOuts = 100;
    private const int LineReadOuts = 500;

    private readonly XyModel _model;
    private readonly Frame _frame;
    private readonly AxisMap _x;
    private readonly AxisMap _y;
    private readonly XyPaths _paths;
    private readonly IReadOnlyList<Tick> _xTicks;
    private readonly IReadOnlyList<Tick> _yTicks;

    public XyPainter(XyModel model, ChartTheme theme, ChartSize size)
    {
        _model = model;
        var type = TypeScale.For(size.Width);
        var xRange = AxisRange.Fit(model.X, model.Layers.SelectMany(layer => layer.Points).SelectMany(p => new[] { p.X, p.XEnd }));
        var yRange = AxisRange.Fit(model.Y, model.Layers.SelectMany(layer => layer.Points)
            .SelectMany(p => new[] { p.Y, p.Low ?? double.NaN, p.High ?? double.NaN }));
        if (model.Layers.Any(layer => layer.Shape == XyShape.Bars)) xRange = Tight(model, xRange);

        _yTicks = AxisPainter.VerticalTicks(model.Y, yRange, size.Height * 0.65);
        var needs = new LayoutNeeds
        {
            Legend = LegendOf(model),
            XLabel = model.X.Label,
            YLabel = model.Y.Label,
            Left = AxisPainter.WidestLabel(_yTicks, type.Tick) + 8,
            Right = HasDirectLabelsAt(size) ? DirectLabelWidth(model, type) : 8,
            Bottom = AxisPainter.BottomHeight(type),
        };
        Layout = ChartLayout.Make(model.Chart, size, needs);
        var plot = Layout.Plot;
        _frame = new Frame(model.Chart, theme, Layout);
        _x = new AxisMap(model.X, xRange, plot.X, plot.Right);
        _y = new AxisMap(model.Y, yRange, plot.Bottom, plot.Y);
        _paths = new XyPaths(_x, _y);
        _xTicks = AxisPainter.HorizontalTicks(model.X, xRange, plot.Width, type.Tick);
        HasDirectLabels = HasDirectLabelsAt(size);
    }

    public ChartLayout Layout { get; }

    private bool HasDirectLabels { get; }

    private SvgWriter Writer => _frame.Writer;

    public string Paint()
    {
        _frame.Open(Describe(), _model.X.Label, _model.Y.Label);
        var plot = Layout.Plot;
        Writer.Start("clipPath").With("id", $"{_frame.Id}-clip").Start("rect").With("x", plot.X - 1).With("y", plot.Y - 1)
            .With("width", plot.Width + 2).With("height", plot.Height + 2).End().End();
        AxisPainter.DrawVertical(_frame, _y, _yTicks);
        if (_model.Layers.Any(layer => layer.Shape == XyShape.Dots)) AxisPainter.DrawVerticalGrid(_frame, _x, _xTicks);

        Writer.Start("g").With("clip-path", $"url(#{_frame.Id}-clip)");
        ForEachLayer(DrawBand);
        ForEachLayer(DrawLine);
        Writer.End();
        AxisPainter.DrawHorizontal(_frame, _x, _xTicks);
        ForEachLayer(DrawMarks);
        if (HasDirectLabels) DrawDirectLabels();
        if (!_model.Layers.Any(layer => layer.Points.Any(p => Shows(p)))) DrawNoData(_frame);
        return _frame.Close();
    }

    public static void DrawNoData(Frame frame)
    {
        var plot = frame.Layout.Plot;
        frame.Text("No data", plot.X + plot.Width / 2, plot.Y + plot.Height / 2, frame.Layout.Type.Subtitle, frame.Theme.Muted, "middle");
    }

    private static List<LegendEntry> LegendOf(XyModel model)
    {
        if (model.Layers.Length < 2) return [];
        return [.. model.Layers.Select((layer, i) => new LegendEntry(layer.Name, i, layer.Style, layer.Shape switch
        {
            XyShape.Dots => LegendSwatch.Marker,
            XyShape.Bars => LegendSwatch.Area,
            _ => layer.HasMarkers ? LegendSwatch.LineWithMarker : LegendSwatch.Line,
        }, layer.Dash))];
    }

    /// <summary>Bars touch the ends of their axis; air beside them would look like empty bins.</summary>
    private static AxisRange Tight(XyModel model, AxisRange range)
    {
        var edges = model.Layers.SelectMany(layer => layer.Points).SelectMany(p => new[] { p.X, p.XEnd }).Where(double.IsFinite).ToArray();
        if (edges.Length == 0) return range;
        var (min, max) = (model.X.Min ?? edges.Min(), model.X.Max ?? edges.Max());
        return min < max ? new AxisRange(min, max) : range;
    }

    private bool HasDirectLabelsAt(ChartSize size) => _model.HasDirectLabels && size.Width >= TypeScale.NarrowBelow;

    private static double DirectLabelWidth(XyModel model, TypeScale type) =>
        26 + Math.Min(DirectLabelWidthMax, model.Layers.Select(layer => TextMetrics.Width(layer.Name, type.Tick)).DefaultIfEmpty(0).Max());

    private string Describe()
    {
        var names = string.Join(", ", _model.Layers.Select(layer => layer.Name));
        return $"{_model.Y.Label} by {_model.X.Label}. Series: {(names.Length > 0 ? names : "none")}.";
    }

    private void ForEachLayer(Action<int, XyLayer> draw)
    {
        for (var i = 0; i < _model.Layers.Length; i++)
        {
            Writer.Start("g").With("class", "series").With("data-s", SvgWriter.Number(i));
            draw(i, _model.Layers[i]);
            Writer.End();
        }
    }

    private bool Shows(XyPoint point) => _x.Shows(point.X) && _y.Shows(point.Y);

    private bool HasBand(XyPoint point) => _x.Shows(point.X) && point.Low is { } low && point.High is { } high && _y.Shows(low) && _y.Shows(high);

    private void DrawBand(int index, XyLayer layer)
    {
        var colour = layer.Style.ColourIn(_frame.Theme);
        foreach (var run in XyPaths.Runs(layer.Points, HasBand))
        {
            if (run.Count > 1) Writer.Start("path").With("d", _paths.Band(run)).With("fill", colour).With("fill-opacity", "0.16").End();
            else _frame.Line(_x.Map(run[0].X), _y.Map(run[0].Low!.Value), _x.Map(run[0].X), _y.Map(run[0].High!.Value), colour, 1.5);
        }
    }

    private void DrawLine(int index, XyLayer layer)
    {
        switch (layer.Shape)
        {
            case XyShape.Line:
                foreach (var run in XyPaths.Runs(layer.Points, Shows)) Stroke(layer, _paths.Line(run));
                break;
            case XyShape.Steps:
                foreach (var run in XyPaths.Runs(layer.Points, Shows)) Stroke(layer, _paths.Steps(run, Layout.Plot));
                break;
            case XyShape.Bars when _model.Layers.Length > 1:
                // Where several histograms lie over each other, a line along the bars' tops keeps them apart.
                Stroke(layer, _paths.Contour([.. layer.Points.Where(p => Shows(p) && _x.Shows(p.XEnd) && p.Y != 0)], Layout.Plot));
                break;
        }
    }

    private void Stroke(XyLayer layer, string path)
    {
        if (path.Length == 0) return;
        Writer.Start("path").With("d", path).With("fill", "none").With("stroke", layer.Style.ColourIn(_frame.Theme)).With("stroke-width", "2")
            .With("stroke-linejoin", "round").With("stroke-linecap", layer.Dash is null ? "round" : null).With("stroke-dasharray", layer.Dash).End();
    }

    private void DrawMarks(int index, XyLayer layer)
    {
        var visible = layer.Points.Where(p => layer.Shape == XyShape.Bars ? Shows(p) : _x.Holds(p.X) && _y.Holds(p.Y)).ToArray();
        var isDense = layer.Shape != XyShape.Dots && visible.Length > Layout.Plot.Width / 9;

        // Long lines and steps are read out at evenly spaced places; what is drawn holds all points.
        var readOutsMax = layer.Shape switch { XyShape.Steps => StepReadOuts, XyShape.Line => LineReadOuts, _ => int.MaxValue };
        var stride = Math.Max(1, visible.Length / readOutsMax);
        for (var i = 0; i < visible.Length; i += stride)
        {
            if (layer.Shape == XyShape.Bars) DrawBar(index, layer, visible[i]);
            else DrawPoint(index, layer, visible[i], layer.HasMarkers && !isDense);
        }
    }

    private void DrawPoint(int index, XyLayer layer, XyPoint point, bool hasMarker)
    {
        var (x, y) = (_x.Map(point.X), _y.Map(point.Y));
        if (hasMarker)
        {
            _frame.StartMarker(layer.Style, x, y, layer.Shape == XyShape.Dots ? 4 : 4.5).With("class", "pt")
                .With("stroke", _frame.Theme.Background).With("stroke-width", "1")
                .With("fill-opacity", layer.Shape == XyShape.Dots ? "0.8" : null);
        }
        else
        {
            Writer.Start("circle").With("class", "pt").With("cx", x).With("cy", y).With("r", 3).With("fill", "none").With("pointer-events", "all");
        }

        var band = HasBand(point) ? $"{_model.BandName}: {Text(_model.Y, point.Low!.Value)} \u2013 {Text(_model.Y, point.High!.Value)}" : null;
        _frame.EndMark(new MarkData(index, layer.Name, x, y, Text(_model.X, point.X), Text(_model.Y, point.Y), band, point.Note));
    }

    private void DrawBar(int index, XyLayer layer, XyPoint point)
    {
        var plot = Layout.Plot;
        var left = Math.Clamp(_x.Map(point.X), plot.X, plot.Right);
        var right = Math.Clamp(_x.Shows(point.XEnd) ? _x.Map(point.XEnd) : _x.Map(point.X), plot.X, plot.Right);
        var top = Math.Clamp(_y.Map(point.Y), plot.Y, plot.Bottom);
        var floor = _y.Axis.IsLog ? plot.Bottom : Math.Clamp(_y.Map(0), plot.Y, plot.Bottom);
        if (right - left < 0.01) return;

        var isAlone = _model.Layers.Length == 1;
        var gap = isAlone ? Math.Min(1, (right - left) / 8) : 0;
        Writer.Start("rect").With("class", "pt area").With("x", left + gap / 2).With("y", Math.Min(top, floor)).With("width", right - left - gap)
            .With("height", Math.Abs(floor - top)).With("fill", layer.Style.ColourIn(_frame.Theme)).With("fill-opacity", isAlone ? "0.85" : "0.3");
        var text = $"{Text(_model.X, point.X)} \u2013 {Text(_model.X, point.XEnd)}";
        _frame.EndMark(new MarkData(index, layer.Name, (left + right) / 2, top, text, Text(_model.Y, point.Y)));
    }

    /// <summary>Names at the lines' right ends, pushed apart from the top down and then up again, so that none overlap.</summary>
    private void DrawDirectLabels()
    {
        var (plot, size) = (Layout.Plot, Layout.Type.Tick);
        var distance = size * 1.25;
        var ends = _model.Layers
            .Select((layer, i) => (Index: i, Layer: layer, Last: layer.Points.LastOrDefault(p => _x.Holds(p.X) && _y.Holds(p.Y), new XyPoint(double.NaN, double.NaN))))
            .Where(end => !double.IsNaN(end.Last.X)).OrderBy(end => _y.Map(end.Last.Y)).ThenBy(end => end.Index).ToArray();
        if (ends.Length * distance > plot.Height) return;

        var places = ends.Select(end => Math.Max(_y.Map(end.Last.Y), plot.Y + size / 2)).ToArray();
        for (var i = 1; i < places.Length; i++) places[i] = Math.Max(places[i], places[i - 1] + distance);
        for (var i = places.Length - 1; i >= 0; i--)
        {
            places[i] = Math.Min(places[i], i == places.Length - 1 ? plot.Bottom : places[i + 1] - distance);
        }

        for (var i = 0; i < ends.Length; i++)
        {
            Writer.Start("g").With("class", "series").With("data-s", SvgWriter.Number(ends[i].Index));
            if (ends[i].Layer.HasMarkers) _frame.StartMarker(ends[i].Layer.Style, plot.Right + 13, places[i], 3.5).End();
            else _frame.Line(plot.Right + 8, places[i], plot.Right + 18, places[i], ends[i].Layer.Style.ColourIn(_frame.Theme), 2);
            _frame.Text(TextMetrics.Shorten(ends[i].Layer.Name, size, DirectLabelWidthMax), plot.Right + 24, places[i] + size * 0.36, size, _frame.Theme.Ink);
            Writer.End();
        }
    }

    private static string Text(Axis axis, double value) => UnitFormat.Format(axis.Unit, value, ReadOutDigits);
}
