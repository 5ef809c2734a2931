using System.Collections.Immutable;

namespace Sim.Charts.Svg;

/// <summary>How the points of a layer are joined.</summary>
internal enum XyShape
{
    Line,
    Steps,
    Dots,
    Bars,
}

/// <summary>A point of any chart with two axes. Bars reach from <see cref="X"/> to <see cref="XEnd"/>.</summary>
internal readonly record struct XyPoint(double X, double Y, double? Low = null, double? High = null, string? Note = null, double XEnd = double.NaN);

/// <summary>One series of any chart with two axes.</summary>
internal sealed record XyLayer(string Name, SeriesStyle Style, XyShape Shape, ImmutableArray<XyPoint> Points)
{
    public bool HasMarkers { get; init; }

    public bool IsDashed { get; init; }

    /// <summary>The dash of the line; dashed lines and lines without markers always have one beyond the first colour.</summary>
    public string? Dash => IsDashed ? "6 4" : HasMarkers ? Style.DashBesideMarkers : Style.DashAlone;
}

/// <summary>Lines, points, bars and steps brought to one form: axes and layers.</summary>
internal sealed record XyModel(Chart Chart, Axis X, Axis Y, ImmutableArray<XyLayer> Layers)
{
    public bool HasDirectLabels { get; init; }

    /// <summary>What the points' intervals are called in read-outs.</summary>
    public string BandName { get; init; } = "";

    // More steps than a plot has pixels can't be seen; the shares shown stay exact.
    private const int EcdfStepsMax = 800;

    public static XyModel From(LineChart chart) => new(chart, chart.X, chart.Y,
        [.. chart.Series.Select((series, i) => new XyLayer(series.Name, StyleOf(series.StyleIndex, i), XyShape.Line,
            [.. series.Points.Select(p => new XyPoint(p.X, p.Y, p.Low, p.High, p.Note))])
        {
            HasMarkers = series.HasMarkers,
            IsDashed = series.IsDashed,
        })])
    {
        HasDirectLabels = chart.HasDirectLabels,
        BandName = chart.BandName,
    };

    public static XyModel From(ScatterChart chart) => new(chart, chart.X, chart.Y,
        [.. chart.Series.Select((series, i) => new XyLayer(series.Name, StyleOf(series.StyleIndex, i), XyShape.Dots,
            [.. series.Points.Select(p => new XyPoint(p.X, p.Y, Note: p.Note))])
        {
            HasMarkers = true,
        })]);

    public static XyModel From(HistogramChart chart) => new(chart, chart.X, chart.Y with { IncludesZero = true },
        [.. chart.Series.Select((series, i) => new XyLayer(series.Name, StyleOf(series.StyleIndex, i), XyShape.Bars, BarsOf(chart.Y, series)))]);

    public static XyModel From(EcdfChart chart) => new(chart, chart.X, chart.Y,
        [.. chart.Series.Select((series, i) => new XyLayer(series.Name, StyleOf(series.StyleIndex, i), XyShape.Steps, StepsOf(series.Samples)))]);

    private static SeriesStyle StyleOf(int? index, int place) =>
        new(index is null or >= 0 ? index ?? place : throw new ArgumentException($"A style index must be 0 or more, not {index}.", nameof(index)));

    /// <summary>Empty bars have no height on a logarithmic axis, so they are left out there instead of being refused.</summary>
    private static ImmutableArray<XyPoint> BarsOf(Axis y, HistogramSeries series) =>
        [.. series.Bins.Where(bin => !y.IsLog || bin.Count != 0).Select(bin => new XyPoint(bin.From, bin.Count, XEnd: bin.To))];

    private static ImmutableArray<XyPoint> StepsOf(ImmutableArray<double> samples)
    {
        var sorted = samples.Where(double.IsFinite).Order().ToArray();
        var steps = new List<XyPoint>();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (i + 1 == sorted.Length || sorted[i + 1] > sorted[i]) steps.Add(new XyPoint(sorted[i], (i + 1) / (double)sorted.Length));
        }

        if (steps.Count <= EcdfStepsMax) return [.. steps];

        // Keeps the first and the last step and evenly spaced ones between them.
        return [.. Enumerable.Range(0, EcdfStepsMax).Select(i => steps[(int)((long)i * (steps.Count - 1) / (EcdfStepsMax - 1))])];
    }
}
