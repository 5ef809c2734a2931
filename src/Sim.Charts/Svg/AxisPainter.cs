using System.Collections.Immutable;

namespace Sim.Charts.Svg;

/// <summary>Chooses ticks whose labels don't touch, and draws them.</summary>
internal static class AxisPainter
{
    private const double GapBetweenLabels = 14;

    /// <summary>Height below the plot for one line of tick labels.</summary>
    public static double BottomHeight(TypeScale type) => type.Tick + 14;

    /// <summary>The most ticks along a horizontal axis whose labels keep their distance.</summary>
    public static IReadOnlyList<Tick> HorizontalTicks(Axis axis, AxisRange range, double width, double fontSize)
    {
        var map = new AxisMap(axis, range, 0, width);
        for (var target = (int)Math.Clamp(width / 60, 2, 14); target > 1; target--)
        {
            var ticks = TickMaker.Make(axis, range, target);
            if (KeepDistance(ticks, map, fontSize)) return ticks;
        }

        var few = TickMaker.Make(axis, range, 1);
        return KeepDistance(few, map, fontSize) ? few : [.. few.Take(1)];
    }

    /// <summary>Ticks along a vertical axis, one in about 46 pixels.</summary>
    public static IReadOnlyList<Tick> VerticalTicks(Axis axis, AxisRange range, double height) =>
        TickMaker.Make(axis, range, (int)Math.Clamp(height / 46, 2, 12));

    public static double WidestLabel(IEnumerable<Tick> ticks, double fontSize) =>
        ticks.Select(tick => TextMetrics.Width(tick.Label, fontSize)).DefaultIfEmpty(0).Max();

    /// <summary>Draws labels and short tick marks below the plot, and the base line.</summary>
    public static void DrawHorizontal(Frame frame, AxisMap map, IReadOnlyList<Tick> ticks)
    {
        var (plot, type, theme) = (frame.Layout.Plot, frame.Layout.Type, frame.Theme);
        frame.Writer.Start("g").With("class", "x-axis");
        frame.Line(plot.X, plot.Bottom, plot.Right, plot.Bottom, theme.AxisLine);
        foreach (var tick in ticks)
        {
            var x = map.Map(tick.Value);
            var half = TextMetrics.Width(tick.Label, type.Tick) / 2;
            frame.Line(x, plot.Bottom, x, plot.Bottom + 5, theme.AxisLine);
            frame.Text(tick.Label, Math.Clamp(x, half + 2, frame.Layout.Width - half - 2), plot.Bottom + 8 + type.Tick, type.Tick, theme.Muted, "middle");
        }

        frame.Writer.End();
    }

    /// <summary>Draws labels left of the plot and a quiet line across for each.</summary>
    public static void DrawVertical(Frame frame, AxisMap map, IReadOnlyList<Tick> ticks)
    {
        var (plot, type, theme) = (frame.Layout.Plot, frame.Layout.Type, frame.Theme);
        frame.Writer.Start("g").With("class", "y-axis");
        foreach (var tick in ticks)
        {
            var y = map.Map(tick.Value);
            frame.Line(plot.X, y, plot.Right, y, theme.Grid);
            frame.Text(tick.Label, plot.X - 8, y + type.Tick * 0.36, type.Tick, theme.Muted, "end");
        }

        frame.Writer.End();
    }

    /// <summary>Draws quiet vertical lines through the plot.</summary>
    public static void DrawVerticalGrid(Frame frame, AxisMap map, IReadOnlyList<Tick> ticks)
    {
        var plot = frame.Layout.Plot;
        frame.Writer.Start("g").With("class", "grid");
        foreach (var x in ticks.Select(tick => map.Map(tick.Value))) frame.Line(x, plot.Y, x, plot.Bottom, frame.Theme.Grid);
        frame.Writer.End();
    }

    private static bool KeepDistance(IReadOnlyList<Tick> ticks, AxisMap map, double fontSize)
    {
        for (var i = 1; i < ticks.Count; i++)
        {
            var needed = (TextMetrics.Width(ticks[i - 1].Label, fontSize) + TextMetrics.Width(ticks[i].Label, fontSize)) / 2 + GapBetweenLabels;
            if (map.Map(ticks[i].Value) - map.Map(ticks[i - 1].Value) < needed) return false;
        }

        return true;
    }
}
