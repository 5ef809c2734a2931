using System.Globalization;
using System.Text;

namespace Sim.Charts.Svg;

/// <summary>Draws charts with two axes: lines with bands, points, steps and bars.</summary>
internal sealed class XyPainter
{
    private const double DirectLabelWidthMax = 130;
    private const int ReadOutDigits = 5;
    private const int StepReadOuts = 100;

    private readonly XyModel _model;
    private readonly Frame _frame;
    private readonly AxisMap _x;
    private readonly AxisMap _y;
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
        14 + Math.Min(DirectLabelWidthMax, model.Layers.Select(layer => TextMetrics.Width(layer.Name, type.Tick)).DefaultIfEmpty(0).Max());

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

    /// <summary>The stretches of neighbouring points that fulfil a condition.</summary>
    private static IEnumerable<IReadOnlyList<XyPoint>> Runs(XyLayer layer, Func<XyPoint, bool> condition)
    {
        var run = new List<XyPoint>();
        foreach (var point in layer.Points)
        {
            if (condition(point))
            {
                run.Add(point);
                continue;
            }

            if (run.Count > 0) yield return run;
            run = [];
        }

        if (run.Count > 0) yield return run;
    }

    private void DrawBand(int index, XyLayer layer)
    {
        var colour = layer.Style.ColourIn(_frame.Theme);
        foreach (var run in Runs(layer, HasBand))
        {
            if (run.Count == 1)
            {
                _frame.Line(_x.Map(run[0].X), _y.Map(run[0].Low!.Value), _x.Map(run[0].X), _y.Map(run[0].High!.Value), colour, 1.5);
                continue;
            }

            var upper = run.Select(p => At(_x.Map(p.X), _y.Map(p.High!.Value)));
            var lower = run.Reverse().Select(p => At(_x.Map(p.X), _y.Map(p.Low!.Value)));
            Writer.Start("path").With("d", "M" + string.Join('L', upper.Concat(lower)) + "Z").With("fill", colour).With("fill-opacity", "0.16").End();
        }
    }

    private void DrawLine(int index, XyLayer layer)
    {
        if (layer.Shape == XyShape.Dots) return;
        if (layer.Shape == XyShape.Bars)
        {
            DrawContour(layer);
            return;
        }

        foreach (var run in Runs(layer, Shows))
        {
            Writer.Start("path").With("d", layer.Shape == XyShape.Steps ? StepPath(run) : "M" + string.Join('L', run.Select(p => At(_x.Map(p.X), _y.Map(p.Y)))))
                .With("fill", "none").With("stroke", layer.Style.ColourIn(_frame.Theme)).With("stroke-width", "2")
                .With("stroke-linejoin", "round").With("stroke-linecap", layer.Dash is null ? "round" : null).With("stroke-dasharray", layer.Dash).End();
        }
    }

    /// <summary>Where several histograms lie over each other, a line along the bars' tops keeps them apart.</summary>
    private void DrawContour(XyLayer layer)
    {
        var bars = layer.Points.Where(p => Shows(p) && _x.Shows(p.XEnd) && p.Y != 0).ToArray();
        if (_model.Layers.Length < 2 || bars.Length == 0) return;

        var floor = SvgWriter.Number(_y.Axis.IsLog ? Layout.Plot.Bottom : _y.Map(0));
        var path = new StringBuilder();
        for (var i = 0; i < bars.Length; i++)
        {
            var (left, right) = (SvgWriter.Number(_x.Map(bars[i].X)), SvgWriter.Number(_x.Map(bars[i].XEnd)));
            var joins = i > 0 && left == SvgWriter.Number(_x.Map(bars[i - 1].XEnd));
            if (i > 0 && !joins) path.Append(CultureInfo.InvariantCulture, $"V{floor}");
            if (!joins) path.Append(CultureInfo.InvariantCulture, $"M{left} {floor}");
            path.Append(CultureInfo.InvariantCulture, $"V{SvgWriter.Number(_y.Map(bars[i].Y))}H{right}");
        }

        Writer.Start("path").With("d", path.Append(CultureInfo.InvariantCulture, $"V{floor}").ToString()).With("fill", "none")
            .With("stroke", layer.Style.ColourIn(_frame.Theme)).With("stroke-width", "1.75").With("stroke-dasharray", layer.Dash).End();
    }

    /// <summary>Starts at the bottom left, climbs at each sample, and runs on to the right end: all samples lie below.</summary>
    private string StepPath(IReadOnlyList<XyPoint> run)
    {
        var floor = _y.Axis.IsLog ? _y.Map(_y.Range.Min) : _y.Map(0);
        var path = new StringBuilder($"M{At(Math.Min(Layout.Plot.X, _x.Map(run[0].X)), floor)}");
        foreach (var point in run)
        {
            path.Append(CultureInfo.InvariantCulture, $"H{SvgWriter.Number(_x.Map(point.X))}V{SvgWriter.Number(_y.Map(point.Y))}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"H{SvgWriter.Number(Math.Max(Layout.Plot.Right, _x.Map(run[^1].X)))}").ToString();
    }

    private void DrawMarks(int index, XyLayer layer)
    {
        var visible = layer.Points.Where(p => layer.Shape == XyShape.Bars ? Shows(p) : _x.Holds(p.X) && _y.Holds(p.Y)).ToArray();
        var isDense = layer.Shape != XyShape.Dots && visible.Length > Layout.Plot.Width / 9;

        // Steps are read out at evenly spaced places: the line holds all of them.
        var stride = layer.Shape == XyShape.Steps ? Math.Max(1, visible.Length / StepReadOuts) : 1;
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

        var band = HasBand(point) ? $"{Text(_model.Y, point.Low!.Value)} \u2013 {Text(_model.Y, point.High!.Value)}" : null;
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
            _frame.Text(TextMetrics.Shorten(ends[i].Layer.Name, size, DirectLabelWidthMax), plot.Right + 12, places[i] + size * 0.36, size,
                ends[i].Layer.Style.ColourIn(_frame.Theme));
            Writer.End();
        }
    }

    private static string Text(Axis axis, double value) => UnitFormat.Format(axis.Unit, value, ReadOutDigits);

    private static string At(double x, double y) => $"{SvgWriter.Number(x)} {SvgWriter.Number(y)}";
}
