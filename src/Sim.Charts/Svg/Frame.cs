using System.Text;

namespace Sim.Charts.Svg;

/// <summary>Writes what all pictures share: the root element with its description, heading, legend, axis names and footnote.</summary>
internal sealed class Frame(Chart chart, ChartTheme theme, ChartLayout layout)
{
    public SvgWriter Writer { get; } = new();

    public ChartLayout Layout => layout;

    public ChartTheme Theme => theme;

    /// <summary>The beginning of all ids in this picture, so that several pictures can share a page.</summary>
    public string Id { get; } = Slug(chart.Id ?? chart.Title) + "-" + SvgWriter.Number(layout.Width);

    /// <summary>Opens the picture and writes everything around the plot.</summary>
    /// <param name="description">The text for readers who can't see the picture, if the chart has none of its own.</param>
    /// <param name="xName">What the x read-outs are called.</param>
    /// <param name="yName">What the y read-outs are called.</param>
    public void Open(string description, string xName, string yName)
    {
        Writer.Start("svg").With("xmlns", "http://www.w3.org/2000/svg").With("class", "chart")
            .With("viewBox", $"0 0 {SvgWriter.Number(layout.Width)} {SvgWriter.Number(layout.Height)}")
            .With("width", layout.Width).With("height", layout.Height).With("style", "max-width:100%;height:auto")
            .With("role", "img").With("aria-labelledby", $"{Id}-title {Id}-desc")
            .With("font-family", TextMetrics.FontFamily)
            .With("data-x-name", xName).With("data-y-name", yName);
        Writer.Start("title").With("id", $"{Id}-title").Text(chart.Title).End();
        Writer.Start("desc").With("id", $"{Id}-desc").Text(chart.Description ?? description).End();
        Writer.Start("rect").With("width", layout.Width).With("height", layout.Height).With("fill", theme.Background).End();

        WriteLines(layout.Title, layout.Type.Title, theme.Ink, "bold");
        WriteLines(layout.Subtitle, layout.Type.Subtitle, theme.Muted, null);
        foreach (var item in layout.Legend) WriteLegendItem(item);
        WriteLines([layout.YLabel, layout.XLabel], layout.Type.Tick, theme.Muted, null);
        WriteLines(layout.Footnote, layout.Type.Footnote, theme.Muted, null);
    }

    public string Close() => Writer.End().ToString();

    /// <summary>Writes one line of text; nothing where it is empty.</summary>
    public void Text(string text, double x, double baseline, double fontSize, string fill, string? anchor = null, string? weight = null)
    {
        if (text.Length == 0) return;
        Writer.Start("text").With("x", x).With("y", baseline).With("font-size", fontSize).With("fill", fill)
            .With("text-anchor", anchor).With("font-weight", weight).With("pointer-events", "none").Text(text).End();
    }

    /// <summary>A marker around a place.</summary>
    public SvgWriter StartMarker(SeriesStyle style, double x, double y, double radius) =>
        Writer.Start("path").With("d", style.MarkerPath(x, y, radius)).With("fill", style.ColourIn(theme));

    public void Line(double x1, double y1, double x2, double y2, string stroke, double width = 1, string? dash = null) =>
        Writer.Start("line").With("x1", x1).With("y1", y1).With("x2", x2).With("y2", y2)
            .With("stroke", stroke).With("stroke-width", width).With("stroke-dasharray", dash).End();

    /// <summary>Ends a mark with the data that scripts read and the read-out that browsers show by themselves.</summary>
    public void EndMark(MarkData mark)
    {
        Writer.With("data-s", SvgWriter.Number(mark.Series)).With("data-series", mark.SeriesName)
            .With("data-px", mark.PlaceX).With("data-py", mark.PlaceY)
            .With("data-x", mark.XText).With("data-y", mark.YText).With("data-band", mark.BandText).With("data-note", mark.Note);
        Writer.Start("title").Text(string.Join(" \u00b7 ", new[] { mark.SeriesName, mark.XText, mark.YText, mark.BandText, mark.Note }
            .Where(part => !string.IsNullOrEmpty(part)))).End();
        Writer.End();
    }

    private void WriteLines(IEnumerable<TextLine> lines, double fontSize, string fill, string? weight)
    {
        foreach (var line in lines) Text(line.Text ?? "", line.X, line.Baseline, fontSize, fill, null, weight);
    }

    private void WriteLegendItem(LegendItem item)
    {
        var (entry, box) = (item.Entry, item.Box);
        var middle = box.Y + box.Height / 2;
        Writer.Start("g").With("class", entry.Series is null ? "legend-note" : "legend-item");
        if (entry.Series is { } series) Writer.With("data-s", SvgWriter.Number(series)).With("data-series", entry.Name);
        if (item.Text != entry.Name) Writer.Start("title").Text(entry.Name).End();
        Writer.Start("rect").With("x", box.X - 4).With("y", box.Y).With("width", box.Width + 8).With("height", box.Height)
            .With("rx", 4).With("fill", "none").With("pointer-events", "all").End();
        WriteSwatch(entry, box.X, middle);
        Text(item.Text, box.X + ChartLayout.LegendTextStart(entry), middle + layout.Type.Legend * 0.36, layout.Type.Legend, theme.Ink);
        Writer.End();
    }

    private void WriteSwatch(LegendEntry entry, double x, double middle)
    {
        var colour = entry.Style.ColourIn(theme);
        if (entry.Swatch is LegendSwatch.Line or LegendSwatch.LineWithMarker)
            Line(x, middle, x + 26, middle, colour, 2.25, entry.Dash);
        if (entry.Swatch is LegendSwatch.Area or LegendSwatch.AreaWithMarker)
            Writer.Start("rect").With("x", x).With("y", middle - 5).With("width", 26).With("height", 10).With("rx", 2)
                .With("fill", colour).With("fill-opacity", "0.45").With("stroke", colour).With("stroke-dasharray", entry.Dash).End();
        if (entry.Swatch is LegendSwatch.Hatch)
            Writer.Start("rect").With("x", x).With("y", middle - 5).With("width", 26).With("height", 10)
                .With("fill", $"url(#{Id}-hatch)").With("stroke", theme.Grid).End();
        if (entry.Swatch is LegendSwatch.Marker or LegendSwatch.LineWithMarker or LegendSwatch.AreaWithMarker)
            StartMarker(entry.Style, x + (entry.Swatch == LegendSwatch.Marker ? 6 : 13), middle, 4.5).With("stroke", theme.Background).With("stroke-width", "1").End();
    }

    private static string Slug(string text)
    {
        var slug = new StringBuilder("c-");
        foreach (var letter in text.Take(60))
        {
            if (char.IsAsciiLetterOrDigit(letter)) slug.Append(char.ToLowerInvariant(letter));
            else if (slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString().TrimEnd('-');
    }
}

/// <summary>What a point, bar or cell tells when it is asked.</summary>
internal readonly record struct MarkData(
    int Series, string SeriesName, double PlaceX, double PlaceY, string XText, string YText, string? BandText = null, string? Note = null);
