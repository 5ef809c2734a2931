using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Sim.Charts.Reports;

namespace Sim.Charts.Tests;

public class ReportBuilderTests
{
    private const string Hostile = "</script><script>alert('x')</script> & \"quotes\"";

    private static readonly ReportBuilder Builder = new(new SvgRenderer());

    [Fact]
    public void Build_Twice_GivesTheSameBytes_UnderAnyCulture()
    {
        var first = Builder.Build(Samples.Report());
        using var _ = new CultureScope("de-DE");
        Assert.Equal(first, Builder.Build(Samples.Report()));
        Assert.DoesNotContain("\r", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_LoadsNothingFromOutside()
    {
        var html = Builder.Build(Samples.Report());
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
        var addresses = Regex.Matches(html, "(?:https?:)?//[a-z0-9.-]+", RegexOptions.IgnoreCase).Select(match => match.Value).Distinct();
        Assert.Equal(["http://www.w3.org"], addresses);
    }

    [Fact]
    public void Build_HasUniqueIds()
    {
        var ids = Regex.Matches(Builder.Build(Samples.Report()), " id=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToArray();
        Assert.Equal(ids.Distinct(), ids);
        Assert.NotEmpty(ids);
    }

    [Fact]
    public void Build_EscapesAllTexts()
    {
        var page = new ReportPage
        {
            Title = Hostile,
            Intro = [Hostile],
            Sections =
            [
                new ReportSection(Hostile,
                [
                    new ParagraphBlock(Hostile),
                    new ChartBlock(Samples.HoldTimes() with { Title = Hostile, Id = Hostile }),
                    new TableBlock(Hostile, [new TableColumn(Hostile, true, Hostile)], [[new TableCell(Hostile)]]),
                    new KeyValueBlock(Hostile, [new KeyValueRow(Hostile, Hostile)]),
                    new WarningBlock(Hostile, Hostile),
                    new CodeBlock(Hostile, Hostile),
                ]),
            ],
            Environment = [new KeyValueRow(Hostile, Hostile)],
        };
        var html = Builder.Build(page);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Equal(1, Regex.Count(html, "</script>"));
        Assert.Contains("&lt;script&gt;alert(&#39;x&#39;)", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithAnEmptyPage_IsStillAPage()
    {
        var html = Builder.Build(new ReportPage { Title = "Nothing yet", Sections = [] });
        Assert.Contains("<h1>Nothing yet</h1>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<nav", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Build_WithARowOfTheWrongLength_IsRefused()
    {
        var table = new TableBlock("Income", [new TableColumn("a"), new TableColumn("b")], [[new TableCell("1")]]);
        var error = Assert.Throws<ArgumentException>(() => Builder.Build(new ReportPage { Title = "t", Sections = [new ReportSection("s", [table])] }));
        Assert.Contains("Table 'Income': a row has 1 cells for 2 columns.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TableCell_Of_ShowsAbsentValuesAsAbsent()
    {
        Assert.Equal(new TableCell("$1.5k", 1500), TableCell.Of(Unit.Dollars, 1500));
        Assert.Equal(new TableCell("\u2013"), TableCell.Of(Unit.Dollars, null));
        Assert.Equal(new TableCell("\u2013"), TableCell.Of(Unit.Dollars, double.NaN));
    }
}
