using System.Globalization;
using Sim.Charts.Svg;

namespace Sim.Charts.Reports;

/// <summary>
/// Writes a report as one HTML page that needs nothing else: styles, script and pictures are inside, and its content security
/// policy forbids every load from outside. The same page gives the same bytes in every culture.
/// </summary>
/// <param name="renderer">Draws the charts; its pictures must be SVG elements that can stand inside HTML.</param>
public sealed class ReportBuilder(IChartRenderer renderer)
{
    private const string SecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

    /// <summary>Builds the page's text.</summary>
    /// <exception cref="ArgumentException">A chart can't be drawn, or a table's row doesn't have a cell for each column.</exception>
    public string Build(ReportPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var html = new HtmlWriter();
        html.Raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Raw($"<meta http-equiv=\"Content-Security-Policy\" content=\"{SecurityPolicy}\">\n<link rel=\"icon\" href=\"data:,\">\n");
        html.Element("title", page.Title).Raw($"<style>\n{ThemeCss()}{Resource("report.css")}</style>\n</head>\n<body>\n<main>\n");
        WriteHeader(html, page);

        var number = 0;
        for (var i = 0; i < page.Sections.Length; i++)
        {
            html.Raw(string.Create(CultureInfo.InvariantCulture, $"<section id=\"section-{i + 1}\">\n")).Element("h2", page.Sections[i].Title);
            foreach (var block in page.Sections[i].Blocks) WriteBlock(html, block, ref number);
            html.Raw("</section>\n");
        }

        if (page.Environment.Length > 0)
        {
            html.Raw("<section id=\"environment\">\n").Element("h2", "Environment");
            WriteKeyValues(html, new KeyValueBlock(null, page.Environment));
            html.Raw("</section>\n");
        }

        html.Raw("</main>\n<div id=\"readout\" role=\"status\" aria-live=\"polite\" hidden></div>\n");
        html.Raw($"<script>\n{Resource("report.js")}</script>\n</body>\n</html>\n");
        return html.ToString();
    }

    /// <summary>Light by default and on paper; on screens dark if the reader's system asks for it, or whatever the reader chooses.</summary>
    private static string ThemeCss()
    {
        var (light, dark) = ($"color-scheme:light;{ChartTheme.Light.ToCss()}", $"color-scheme:dark;{ChartTheme.Dark.ToCss()}");
        return $":root{{{light}}}\n" +
            $"@media screen and (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}\n" +
            $"@media screen{{:root[data-theme=dark]{{{dark}}}}}\n";
    }

    private static void WriteHeader(HtmlWriter html, ReportPage page)
    {
        html.Raw("<header>\n<div class=\"bar\">").Element("h1", page.Title)
            .Raw("<button type=\"button\" id=\"theme\" aria-label=\"Switch between light and dark\">Dark</button></div>\n");
        foreach (var paragraph in page.Intro) html.Element("p", paragraph, "intro");
        if (page.Sections.Length > 1)
        {
            html.Raw("<nav aria-label=\"Sections\">");
            for (var i = 0; i < page.Sections.Length; i++)
                html.Raw(string.Create(CultureInfo.InvariantCulture, $"<a href=\"#section-{i + 1}\">")).Text(page.Sections[i].Title).Raw("</a>");
            if (page.Environment.Length > 0) html.Raw("<a href=\"#environment\">Environment</a>");
            html.Raw("</nav>\n");
        }

        html.Raw("</header>\n");
    }

    private void WriteBlock(HtmlWriter html, ReportBlock block, ref int number)
    {
        switch (block)
        {
            case ParagraphBlock paragraph:
                html.Element("p", paragraph.Text);
                break;
            case ChartBlock chart:
                number++;
                WriteChart(html, chart, number);
                break;
            case TableBlock table:
                WriteTable(html, table);
                break;
            case KeyValueBlock pairs:
                WriteKeyValues(html, pairs);
                break;
            case WarningBlock warning:
                html.Raw("<div class=\"warning\" role=\"note\">").Element("strong", warning.Id).Element("p", warning.Text).Raw("</div>\n");
                break;
            case CodeBlock code:
                WriteCode(html, code);
                break;
            default:
                throw new ArgumentException($"A block of type {block.GetType().Name} is not known to the report.", nameof(block));
        }
    }

    /// <summary>Each chart is drawn twice, for wide and for narrow pages, so that its text stays readable on both.</summary>
    private void WriteChart(HtmlWriter html, ChartBlock block, int number)
    {
        var chart = block.Chart with { Id = string.Create(CultureInfo.InvariantCulture, $"{number}-{block.Chart.Id ?? "chart"}") };
        html.Raw(string.Create(CultureInfo.InvariantCulture, $"<figure class=\"chart-card\" id=\"chart-{number}\">\n<div class=\"wide\">\n"));
        html.Raw(renderer.Render(chart, ChartTheme.CssVariables, ChartSize.Wide with { Height = block.Height }));
        html.Raw("</div>\n<div class=\"narrow\">\n");
        html.Raw(renderer.Render(chart, ChartTheme.CssVariables, ChartSize.Narrow));
        html.Raw("</div>\n</figure>\n");
    }

    private static void WriteTable(HtmlWriter html, TableBlock table)
    {
        html.Raw("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(table.Caption ?? "Table").Raw("\">\n<table>\n");
        if (table.Caption is not null) html.Element("caption", table.Caption);
        html.Raw("<thead><tr>");
        foreach (var column in table.Columns)
        {
            html.Raw(column.IsNumeric ? "<th scope=\"col\" class=\"number\"><button type=\"button\">" : "<th scope=\"col\"><button type=\"button\">").Text(column.Name);
            if (column.UnitNote is not null) html.Raw(" <small>").Text(column.UnitNote).Raw("</small>");
            html.Raw("</button></th>");
        }

        html.Raw("</tr></thead>\n<tbody>\n");
        foreach (var row in table.Rows) WriteRow(html, table, row);
        html.Raw("</tbody>\n</table>\n</div>\n");
    }

    private static void WriteRow(HtmlWriter html, TableBlock table, IReadOnlyList<TableCell> row)
    {
        if (row.Count != table.Columns.Length)
            throw new ArgumentException($"Table '{table.Caption}': a row has {row.Count} cells for {table.Columns.Length} columns.", nameof(table));

        html.Raw("<tr>");
        for (var i = 0; i < row.Count; i++)
        {
            html.Raw(table.Columns[i].IsNumeric ? "<td class=\"number\"" : "<td");
            if (row[i].SortValue is { } value && double.IsFinite(value)) html.Raw($" data-sort=\"{value.ToString("R", CultureInfo.InvariantCulture)}\"");
            html.Raw(">").Text(row[i].Text ?? "").Raw("</td>");
        }

        html.Raw("</tr>\n");
    }

    private static void WriteKeyValues(HtmlWriter html, KeyValueBlock block)
    {
        if (block.Caption is not null) html.Element("h3", block.Caption);
        html.Raw("<dl>\n");
        foreach (var row in block.Rows) html.Raw("<div>").Element("dt", row.Name).Element("dd", row.Value).Raw("</div>\n");
        html.Raw("</dl>\n");
    }

    private static void WriteCode(HtmlWriter html, CodeBlock block)
    {
        if (block.Caption is not null) html.Element("p", block.Caption, "code-caption");
        html.Raw("<div class=\"code\"><button type=\"button\" class=\"copy\">Copy</button><pre tabindex=\"0\"><code>").Text(block.Code).Raw("</code></pre></div>\n");
    }

    private static string Resource(string name)
    {
        using var stream = typeof(ReportBuilder).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The resource '{name}' is missing from this build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
