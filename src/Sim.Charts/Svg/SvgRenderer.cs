using Sim.Charts.Svg;

namespace Sim.Charts;

/// <summary>
/// Writes charts as SVG in managed code: no native library, no font files, the same bytes on every machine. Pictures scale with
/// their container up to the width they were laid out for. Every mark carries data-s (series number), data-series, data-x and
/// data-y (texts with unit), data-px and data-py (its place in the picture), and data-band and data-note where it has them.
/// </summary>
public sealed class SvgRenderer : IChartRenderer
{
    /// <inheritdoc />
    public string Render(Chart chart, ChartTheme theme, ChartSize size)
    {
        ArgumentNullException.ThrowIfNull(chart);
        ArgumentNullException.ThrowIfNull(theme);
        return chart switch
        {
            HeatMapChart heatMap => new HeatMapPainter(heatMap, theme, size).Paint(),
            GanttChart gantt => new GanttPainter(gantt, theme, size).Paint(),
            _ => new XyPainter(ModelOf(chart), theme, size).Paint(),
        };
    }

    /// <summary>Where the parts of a picture would be; for tests.</summary>
    internal static ChartLayout Layout(Chart chart, ChartSize size) => chart switch
    {
        HeatMapChart heatMap => new HeatMapPainter(heatMap, ChartTheme.Light, size).Layout,
        GanttChart gantt => new GanttPainter(gantt, ChartTheme.Light, size).Layout,
        _ => new XyPainter(ModelOf(chart), ChartTheme.Light, size).Layout,
    };

    private static XyModel ModelOf(Chart chart) => chart switch
    {
        LineChart line => XyModel.From(line),
        ScatterChart scatter => XyModel.From(scatter),
        HistogramChart histogram => XyModel.From(histogram),
        EcdfChart ecdf => XyModel.From(ecdf),
        _ => throw new ArgumentException($"A chart of type {chart.GetType().Name} is not known to this renderer.", nameof(chart)),
    };
}
