namespace Sim.Charts;

/// <summary>Draws charts. The one place to replace if pictures are to be made some other way.</summary>
public interface IChartRenderer
{
    /// <summary>Draws a chart and returns the picture's text (SVG). The same arguments give the same text in every culture.</summary>
    /// <exception cref="ArgumentException">The chart can't be drawn as described, such as a logarithmic axis with a value at or below 0.</exception>
    string Render(Chart chart, ChartTheme theme, ChartSize size);
}
