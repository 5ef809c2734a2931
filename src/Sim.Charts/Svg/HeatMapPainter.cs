using System.Globalization;

namespace Sim.Charts.Svg;

/// <summary>Draws heat maps: cells in steps of colour, with a colour bar above and values inside where all of them fit.</summary>
internal sealed class HeatMapPainter
{
    private const double BarHeight = 10;
    private const double Slope = 0.64; // The sine of the 40 degrees by which long column names are turned.
    private const double SlopeCosine = 0.77;

    private readonly HeatMapChart _chart;
    private readonly HeatCell?[,] _cells;
    private readonly HeatColours _colours;
    private readonly Frame _frame;
    private readonly bool _isTurned;

    public HeatMapPainter(HeatMapChart chart, ChartTheme theme, ChartSize size)
    {
        _chart = chart;
        _cells = Grid(chart);
        _colours = new HeatColours(chart.Colours, chart.Cells);

        var type = TypeScale.For(size.Width);
        var inner = size.Width - 2 * type.Padding;
        var left = Math.Min(Widest(chart.Y, type), inner * 0.3) + 8;
        var columnWidth = (inner - left) / Math.Max(1, Columns);
        _isTurned = !chart.X.IsNumeric && Widest(chart.X, type) + 8 > columnWidth;
        Layout = ChartLayout.Make(chart, size, new LayoutNeeds
        {
            Legend = HasMissing() ? [new LegendEntry("No value", null, default, LegendSwatch.Hatch)] : [],
            LegendHeadroom = type.Legend * 1.6 + BarHeight + 8,
            XLabel = chart.X.Label,
            YLabel = chart.Y.Label,
            Left = left,
            Bottom = _isTurned ? Math.Min(Widest(chart.X, type), TurnedMax(left, columnWidth, type)) * Slope + type.Tick + 10 : type.Tick + 12,
            PlotHeightMin = Math.Max(120, Rows * 14),
        });
        _frame = new Frame(chart, theme, Layout);
    }

    public ChartLayout Layout { get; }

    private int Columns => _chart.X.Names.Length;

    private int Rows => _chart.Y.Names.Length;

    private double CellWidth => Layout.Plot.Width / Math.Max(1, Columns);

    private double CellHeight => Layout.Plot.Height / Math.Max(1, Rows);

    public string Paint()
    {
        _frame.Open($"{_chart.Colours.Label} by {_chart.X.Label} and {_chart.Y.Label}.", _chart.X.Label, _chart.Colours.Label);
        DrawHatchPattern();
        DrawColourBar();
        DrawRowLabels();
        DrawColumnLabels();
        var fontSize = LabelFontSize();
        for (var row = 0; row < Rows; row++)
        {
            _frame.Writer.Start("g").With("class", "heat-row");
            for (var column = 0; column < Columns; column++) DrawCell(column, row, fontSize);
            _frame.Writer.End();
        }

        if (Rows == 0 || Columns == 0) XyPainter.DrawNoData(_frame);
        return _frame.Close();
    }

    private static HeatCell?[,] Grid(HeatMapChart chart)
    {
        var cells = new HeatCell?[chart.X.Names.Length, chart.Y.Names.Length];
        foreach (var cell in chart.Cells)
        {
            if (cell.Column < 0 || cell.Column >= chart.X.Names.Length || cell.Row < 0 || cell.Row >= chart.Y.Names.Length)
            {
                throw new ArgumentException(
                    $"The cell at column {cell.Column}, row {cell.Row} lies outside the {chart.X.Names.Length} columns and {chart.Y.Names.Length} rows.",
                    nameof(chart));
            }

            cells[cell.Column, cell.Row] = double.IsFinite(cell.Value) ? cell : null;
        }

        return cells;
    }

    private static double Widest(HeatAxis axis, TypeScale type) =>
        axis.Names.Select(name => TextMetrics.Width(name, type.Tick)).DefaultIfEmpty(0).Max();

    /// <summary>The longest turned name: it may reach left to the picture's edge, and not take more than a line of 130 pixels.</summary>
    private static double TurnedMax(double left, double columnWidth, TypeScale type) =>
        Math.Min(130, (left + type.Padding + columnWidth / 2) / SlopeCosine - 4);

    private bool HasMissing() => _cells.Cast<HeatCell?>().Any(cell => cell is null);

    /// <summary>The top of a row: numbers rise from the bottom, names are read from the top.</summary>
    private double Top(int row) => Layout.Plot.Y + CellHeight * (_chart.Y.IsNumeric ? Rows - 1 - row : row);

    private void DrawHatchPattern()
    {
        _frame.Writer.Start("pattern").With("id", $"{_frame.Id}-hatch").With("width", "6").With("height", "6")
            .With("patternUnits", "userSpaceOnUse").With("patternTransform", "rotate(45)");
        _frame.Line(0, 0, 0, 6, _frame.Theme.AxisLine, 1.2);
        _frame.Writer.End();
    }

    private void DrawColourBar()
    {
        var (box, type, theme) = (Layout.LegendBox, Layout.Type, _frame.Theme);
        var label = _chart.Colours.Label + (_chart.Colours.Scale == AxisScale.Linear ? "" : " (logarithmic colours)");
        _frame.Text(TextMetrics.Shorten(label, type.Legend, box.Width), box.X, box.Y + type.Legend, type.Legend, theme.Ink);

        var (min, max) = (UnitFormat.Format(_chart.Colours.Unit, _colours.Min), UnitFormat.Format(_chart.Colours.Unit, _colours.Max));
        var start = box.X + TextMetrics.Width(min, type.Tick) + 8;
        var top = box.Y + type.Legend * 1.6;
        var width = Math.Floor(Math.Min(240, box.Width * 0.5) / ChartTheme.HeatStepCount);
        for (var i = 0; i < ChartTheme.HeatStepCount; i++)
        {
            _frame.Writer.Start("rect").With("x", start + i * width).With("y", top).With("width", width + (i < ChartTheme.HeatStepCount - 1 ? 0.3 : 0))
                .With("height", BarHeight).With("fill", theme.Heat[i]).End();
        }

        var baseline = top + BarHeight / 2 + type.Tick * 0.36;
        _frame.Text(min, box.X, baseline, type.Tick, theme.Muted);
        _frame.Text(max, start + width * ChartTheme.HeatStepCount + 8, baseline, type.Tick, theme.Muted);
    }

    private void DrawRowLabels()
    {
        var (plot, type) = (Layout.Plot, Layout.Type);
        var stride = Math.Max(1, (int)Math.Ceiling((type.Tick + 2) / CellHeight));
        for (var row = 0; row < Rows; row += stride)
        {
            var text = TextMetrics.Shorten(_chart.Y.Names[row], type.Tick, plot.X - type.Padding - 6);
            _frame.Text(text, plot.X - 8, Top(row) + CellHeight / 2 + type.Tick * 0.36, type.Tick, _frame.Theme.Muted, "end");
        }
    }

    private void DrawColumnLabels()
    {
        var (plot, type) = (Layout.Plot, Layout.Type);
        var needed = _isTurned ? type.Tick + 2 : Widest(_chart.X, type) + 8;
        var stride = Math.Max(1, (int)Math.Ceiling(needed / CellWidth));
        for (var column = 0; column < Columns; column += stride)
        {
            var x = plot.X + CellWidth * (column + 0.5);
            var y = plot.Bottom + 8 + type.Tick * 0.8;
            if (!_isTurned)
            {
                _frame.Text(_chart.X.Names[column], x, y, type.Tick, _frame.Theme.Muted, "middle");
                continue;
            }

            var room = TurnedMax(plot.X - type.Padding, CellWidth, type);
            _frame.Writer.Start("g").With("transform", $"translate({SvgWriter.Number(x + 4)} {SvgWriter.Number(y)}) rotate(-40)");
            _frame.Text(TextMetrics.Shorten(_chart.X.Names[column], type.Tick, room), 0, 0, type.Tick, _frame.Theme.Muted, "end");
            _frame.Writer.End();
        }
    }

    /// <summary>The font size at which the longest value fits its cell; 0 where none does, so that maps are labelled whole or not at all.</summary>
    private double LabelFontSize()
    {
        if (!_chart.HasValueLabels) return 0;
        var texts = _cells.Cast<HeatCell?>().Where(cell => cell is not null).Select(cell => UnitFormat.Format(_chart.Colours.Unit, cell!.Value.Value)).ToArray();
        foreach (var size in (double[])[12, 11, 10])
        {
            if (CellHeight >= size * 1.5 && texts.All(text => TextMetrics.Width(text, size) + 6 <= CellWidth)) return size;
        }

        return 0;
    }

    private void DrawCell(int column, int row, double fontSize)
    {
        var gap = Math.Min(CellWidth, CellHeight) > 8 ? 1.0 : 0;
        var (x, y) = (Layout.Plot.X + CellWidth * column, Top(row));
        var cell = _cells[column, row];
        var step = cell is { } filled ? _colours.StepOf(filled.Value) : -1;
        _frame.Writer.Start("rect").With("class", step < 0 ? "pt area missing" : "pt area").With("x", x + gap / 2).With("y", y + gap / 2)
            .With("width", CellWidth - gap).With("height", CellHeight - gap).With("rx", gap > 0 ? "1.5" : null)
            .With("fill", step < 0 ? $"url(#{_frame.Id}-hatch)" : _frame.Theme.Heat[step])
            .With("pointer-events", step < 0 ? "all" : null);
        _frame.EndMark(new MarkData(
            row,
            string.Create(CultureInfo.InvariantCulture, $"{_chart.Y.Label} {_chart.Y.Names[row]}").Trim(),
            x + CellWidth / 2,
            y + CellHeight / 2,
            _chart.X.Names[column],
            cell is null ? "no value" : UnitFormat.Format(_chart.Colours.Unit, cell.Value.Value, 5),
            Note: cell?.Note));

        if (cell is null || fontSize == 0) return;
        var text = UnitFormat.Format(_chart.Colours.Unit, cell.Value.Value);
        _frame.Text(text, x + CellWidth / 2, y + CellHeight / 2 + fontSize * 0.36, fontSize, _frame.Theme.HeatInk[step], "middle");
    }
}
