using System.Collections.Immutable;

namespace Sim.Charts.Svg;

/// <summary>One line of text with the place of its left baseline.</summary>
internal readonly record struct TextLine(string Text, double X, double Baseline);

/// <summary>
/// Where the parts of a picture are, from the top: title, subtitle, legend, the y axis' name, the plot with its labels,
/// the x axis' name, footnote. Each part begins where the one above ends, so that nothing covers data.
/// </summary>
internal sealed record ChartLayout
{
    public required double Width { get; init; }

    public required double Height { get; init; }

    public required TypeScale Type { get; init; }

    public required ImmutableArray<TextLine> Title { get; init; }

    public required ImmutableArray<TextLine> Subtitle { get; init; }

    public required ImmutableArray<LegendItem> Legend { get; init; }

    /// <summary>The area of the legend or colour bar; of height 0 without one.</summary>
    public required Box LegendBox { get; init; }

    public required TextLine YLabel { get; init; }

    public required TextLine XLabel { get; init; }

    /// <summary>The area of the data.</summary>
    public required Box Plot { get; init; }

    public required ImmutableArray<TextLine> Footnote { get; init; }

    /// <summary>Lays out a picture for what its plot needs around itself.</summary>
    public static ChartLayout Make(Chart chart, ChartSize size, LayoutNeeds needs)
    {
        if (size.Width is < 240 or > 4000 || size.Height is < 160 or > 4000)
            throw new ArgumentException($"A picture's width must be 240 to 4000 and its height 160 to 4000 pixels, not {size.Width} by {size.Height}.", nameof(size));

        var type = TypeScale.For(size.Width);
        var inner = size.Width - 2 * type.Padding;
        var y = type.Padding;
        var title = Lines(TextMetrics.Wrap(chart.Title, type.Title, inner, 3, isBold: true), type.Padding, ref y, type.Title, 1.25);
        if (title.Length > 0) y += 2;
        var subtitle = Lines(TextMetrics.Wrap(chart.Subtitle, type.Subtitle, inner, 3), type.Padding, ref y, type.Subtitle, 1.4);
        if (y > type.Padding) y += 10;

        var (legend, legendBox) = PlaceLegend(needs, type, inner, y);
        y = legendBox.Bottom + (legendBox.Height > 0 ? 12 : 0);
        var yLabel = Label(needs.YLabel, type, type.Padding, inner, ref y);
        y += 6;

        var footnotes = TextMetrics.Wrap(chart.Footnote, type.Footnote, inner, 4);
        var below = needs.Bottom + (needs.XLabel.Length > 0 ? type.Tick * 1.6 : 0)
            + (footnotes.Count > 0 ? 8 + footnotes.Count * type.Footnote * 1.4 : 0) + type.Padding * 0.7;
        var plotHeight = Math.Max(needs.PlotHeightMin, size.Height - y - below);
        var plot = new Box(type.Padding + needs.Left, y, size.Width - 2 * type.Padding - needs.Left - needs.Right, plotHeight);

        y = plot.Bottom + needs.Bottom;
        var xText = TextMetrics.Shorten(needs.XLabel, type.Tick, inner);
        var xWidth = TextMetrics.Width(xText, type.Tick);
        var xStart = Math.Clamp(plot.X + (plot.Width - xWidth) / 2, type.Padding, Math.Max(type.Padding, size.Width - type.Padding - xWidth));
        var xLabel = Label(xText, type, xStart, inner, ref y);
        if (footnotes.Count > 0) y += 8;
        var footnote = Lines(footnotes, type.Padding, ref y, type.Footnote, 1.4);

        return new ChartLayout
        {
            Width = size.Width,
            Height = Math.Ceiling(y + type.Padding * 0.7),
            Type = type,
            Title = title,
            Subtitle = subtitle,
            Legend = legend,
            LegendBox = legendBox,
            YLabel = yLabel,
            XLabel = xLabel,
            Plot = plot,
            Footnote = footnote,
        };
    }

    private static ImmutableArray<TextLine> Lines(IReadOnlyList<string> texts, double x, ref double y, double fontSize, double lineHeight)
    {
        var lines = ImmutableArray.CreateBuilder<TextLine>(texts.Count);
        foreach (var text in texts)
        {
            lines.Add(new TextLine(text, x, y + fontSize * 0.95));
            y += fontSize * lineHeight;
        }

        return lines.ToImmutable();
    }

    private static TextLine Label(string text, TypeScale type, double x, double widthMax, ref double y)
    {
        if (text.Length == 0) return default;
        var line = new TextLine(TextMetrics.Shorten(text, type.Tick, widthMax), x, y + type.Tick);
        y += type.Tick * 1.6;
        return line;
    }

    private static (ImmutableArray<LegendItem> Items, Box Box) PlaceLegend(LayoutNeeds needs, TypeScale type, double inner, double top)
    {
        var texts = needs.Legend
            .Select(entry => TextMetrics.Shorten(entry.Name, type.Legend, Math.Min(LegendTextMax, inner - LegendTextStart(entry)))).ToArray();
        var widths = needs.Legend.Zip(texts, (entry, text) => LegendTextStart(entry) + TextMetrics.Width(text, type.Legend)).ToArray();
        var flowing = Flow(widths, inner);

        // Columns are calmer than running text, unless a few long names would cost many rows.
        var columns = (int)Math.Max(1, Math.Floor((inner + LegendGap) / (widths.DefaultIfEmpty(0).Max() + LegendGap)));
        var rows = flowing.Select(place => place.Row + 1).DefaultIfEmpty(0).Max();
        var columnRows = (widths.Length + columns - 1) / columns;
        var columnWidth = widths.DefaultIfEmpty(0).Max() + LegendGap;
        var places = rows > 1 && columnRows <= rows + 1 ? [.. widths.Select((_, i) => (X: i % columns * columnWidth, Row: i / columns))] : flowing;
        rows = places.Select(place => place.Row + 1).DefaultIfEmpty(0).Max();

        var rowHeight = type.Legend * 1.6;
        var y = top + needs.LegendHeadroom;
        var items = needs.Legend.Select((entry, i) => new LegendItem(
            entry, texts[i], new Box(type.Padding + places[i].X, y + places[i].Row * rowHeight, widths[i], rowHeight)));
        return ([.. items], new Box(type.Padding, top, inner, needs.LegendHeadroom + rows * rowHeight));
    }

    /// <summary>Places things of given widths one after the other, in as many rows as they need.</summary>
    private static (double X, int Row)[] Flow(double[] widths, double widthMax)
    {
        var places = new (double X, int Row)[widths.Length];
        var (x, row) = (0.0, 0);
        for (var i = 0; i < widths.Length; i++)
        {
            if (x > 0 && x + widths[i] > widthMax) (x, row) = (0, row + 1);
            places[i] = (x, row);
            x += widths[i] + LegendGap;
        }

        return places;
    }

    private const double LegendGap = 18;
    private const double LegendTextMax = 240;

    /// <summary>Where a legend entry's text starts, right of its swatch.</summary>
    public static double LegendTextStart(LegendEntry entry) => entry.Swatch == LegendSwatch.Marker ? 17 : 32;
}

/// <summary>What a plot needs around itself.</summary>
internal sealed record LayoutNeeds
{
    public IReadOnlyList<LegendEntry> Legend { get; init; } = [];

    /// <summary>Height above the legend's entries, for a colour bar.</summary>
    public double LegendHeadroom { get; init; }

    public string XLabel { get; init; } = "";

    public string YLabel { get; init; } = "";

    /// <summary>Width for labels at the left of the plot.</summary>
    public double Left { get; init; }

    /// <summary>Width for labels at the right of the plot.</summary>
    public double Right { get; init; }

    /// <summary>Height for tick labels below the plot.</summary>
    public double Bottom { get; init; }

    public double PlotHeightMin { get; init; } = 140;
}
