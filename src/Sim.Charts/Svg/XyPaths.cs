using System.Globalization;
using System.Text;

namespace Sim.Charts.Svg;

/// <summary>Turns points into SVG path data; draws nothing itself.</summary>
internal sealed class XyPaths(AxisMap x, AxisMap y)
{
    /// <summary>The stretches of neighbouring points that fulfil a condition, each with at least one point.</summary>
    public static IEnumerable<IReadOnlyList<XyPoint>> Runs(IEnumerable<XyPoint> points, Func<XyPoint, bool> condition)
    {
        var run = new List<XyPoint>();
        foreach (var point in points)
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

    public string Line(IEnumerable<XyPoint> run) => "M" + string.Join('L', run.Select(p => At(p.X, p.Y)));

    /// <summary>The area between the lower and upper ends of the points' intervals.</summary>
    public string Band(IReadOnlyList<XyPoint> run)
    {
        var upper = run.Select(p => At(p.X, p.High!.Value));
        var lower = run.Reverse().Select(p => At(p.X, p.Low!.Value));
        return "M" + string.Join('L', upper.Concat(lower)) + "Z";
    }

    /// <summary>Starts at the bottom left, climbs at each sample, and runs on to the right end: all samples lie below.</summary>
    public string Steps(IReadOnlyList<XyPoint> run, Box plot)
    {
        var start = SvgWriter.Number(Math.Min(plot.X, x.Map(run[0].X)));
        var path = new StringBuilder($"M{start} {Floor(plot)}");
        foreach (var point in run) path.Append(CultureInfo.InvariantCulture, $"H{Across(point.X)}V{Up(point.Y)}");
        return path.Append('H').Append(SvgWriter.Number(Math.Max(plot.Right, x.Map(run[^1].X)))).ToString();
    }

    /// <summary>The line along the tops of bars, down to the floor where bars don't touch; empty without bars.</summary>
    public string Contour(IReadOnlyList<XyPoint> bars, Box plot)
    {
        var path = new StringBuilder();
        for (var i = 0; i < bars.Count; i++)
        {
            var joins = i > 0 && Across(bars[i].X) == Across(bars[i - 1].XEnd);
            if (i > 0 && !joins) path.Append('V').Append(Floor(plot));
            if (!joins) path.Append(CultureInfo.InvariantCulture, $"M{Across(bars[i].X)} {Floor(plot)}");
            path.Append(CultureInfo.InvariantCulture, $"V{Up(bars[i].Y)}H{Across(bars[i].XEnd)}");
        }

        return bars.Count == 0 ? "" : path.Append('V').Append(Floor(plot)).ToString();
    }

    private string Floor(Box plot) => y.Axis.IsLog ? SvgWriter.Number(plot.Bottom) : Up(0);

    private string Across(double value) => SvgWriter.Number(x.Map(value));

    private string Up(double value) => SvgWriter.Number(y.Map(value));

    private string At(double xValue, double yValue) => $"{Across(xValue)} {Up(yValue)}";
}
