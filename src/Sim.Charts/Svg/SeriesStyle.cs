using System.Globalization;

namespace Sim.Charts.Svg;

/// <summary>The shape that stands for a series, so that colour is never the only cue.</summary>
internal enum MarkerShape
{
    Circle,
    Square,
    Triangle,
    Diamond,
    Plus,
    TriangleDown,
    Cross,
    Hexagon,
}

/// <summary>How one series looks: colour, marker and dash all follow from its index.</summary>
internal readonly record struct SeriesStyle(int Index)
{
    private static readonly string?[] Dashes = [null, "7 4", "2 3", "10 3 2 3", "5 2", "1 4", "12 4", "8 3 2 3 2 3"];

    public MarkerShape Marker => (MarkerShape)(Index % 8);

    /// <summary>The dash of lines with markers: solid until colours repeat.</summary>
    public string? DashBesideMarkers => Dashes[Index / ChartTheme.SeriesColourCount % Dashes.Length];

    /// <summary>The dash of lines without markers: another one for each neighbour, offset once colours repeat.</summary>
    public string? DashAlone => Dashes[(Index + Index / ChartTheme.SeriesColourCount) % Dashes.Length];

    public string ColourIn(ChartTheme theme) => theme.Series[Index % ChartTheme.SeriesColourCount];

    /// <summary>The outline of a marker around a place, as SVG path data. Plus and cross are strokes, the others areas.</summary>
    public string MarkerPath(double x, double y, double radius)
    {
        var r = radius;
        return Marker switch
        {
            MarkerShape.Square => Polygon(x, y, (-0.86 * r, -0.86 * r), (0.86 * r, -0.86 * r), (0.86 * r, 0.86 * r), (-0.86 * r, 0.86 * r)),
            MarkerShape.Triangle => Polygon(x, y, (0, -1.15 * r), (1.08 * r, 0.78 * r), (-1.08 * r, 0.78 * r)),
            MarkerShape.Diamond => Polygon(x, y, (0, -1.25 * r), (1.1 * r, 0), (0, 1.25 * r), (-1.1 * r, 0)),
            MarkerShape.Plus => Thick(x, y, r, 0),
            MarkerShape.TriangleDown => Polygon(x, y, (0, 1.15 * r), (1.08 * r, -0.78 * r), (-1.08 * r, -0.78 * r)),
            MarkerShape.Cross => Thick(x, y, r, 1),
            MarkerShape.Hexagon => Polygon(x, y, (-0.55 * r, -r), (0.55 * r, -r), (1.1 * r, 0), (0.55 * r, r), (-0.55 * r, r), (-1.1 * r, 0)),
            _ => Circle(x, y, r),
        };
    }

    private static string Circle(double x, double y, double r) => string.Create(
        CultureInfo.InvariantCulture,
        $"M{N(x - r)} {N(y)}a{N(r)} {N(r)} 0 1 0 {N(2 * r)} 0a{N(r)} {N(r)} 0 1 0 {N(-2 * r)} 0Z");

    /// <summary>A plus of four arms, or the same turned by 45 degrees.</summary>
    private static string Thick(double x, double y, double r, int turn)
    {
        var (l, s) = (1.2 * r, 0.4 * r);
        (double X, double Y)[] points =
        [
            (-s, -l), (s, -l), (s, -s), (l, -s), (l, s), (s, s), (s, l), (-s, l), (-s, s), (-l, s), (-l, -s), (-s, -s),
        ];
        if (turn == 1) points = [.. points.Select(p => ((p.X - p.Y) * 0.7071, (p.X + p.Y) * 0.7071))];
        return Polygon(x, y, points);
    }

    private static string Polygon(double x, double y, params (double X, double Y)[] points) =>
        "M" + string.Join('L', points.Select(p => $"{N(x + p.X)} {N(y + p.Y)}")) + "Z";

    private static string N(double value) => SvgWriter.Number(value);
}
