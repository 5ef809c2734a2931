using FsCheck;
using FsCheck.Fluent;
using Sim.Charts.Svg;

namespace Sim.Charts.Tests;

public class TextMetricsTests
{
    [Fact]
    public void Shorten_AlwaysFits() => Prop.ForAll<string, byte>((text, room) =>
    {
        var shortened = TextMetrics.Shorten(text ?? "", 12, room);
        Assert.True(TextMetrics.Width(shortened, 12) <= room || shortened.Length == 0);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Wrap_AlwaysFitsWithinItsLines() => Prop.ForAll<string, byte>((text, room) =>
    {
        var lines = TextMetrics.Wrap(text, 12, room + 30, 3);
        Assert.True(lines.Count <= 3);
        Assert.All(lines, line => Assert.True(TextMetrics.Width(line, 12) <= room + 30));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Shorten_WhenTextFits_KeepsIt() => Assert.Equal("periodic", TextMetrics.Shorten("periodic", 12, 60));

    [Fact]
    public void Shorten_WhenTextIsLong_EndsWithAnEllipsis() => Assert.Equal("perio\u2026", TextMetrics.Shorten("periodic", 12, 41));

    [Fact]
    public void Wrap_BreaksAtSpaces() => Assert.Equal(["one two", "three"], TextMetrics.Wrap("one two three", 12, 50, 3));

    [Fact]
    public void Wrap_WithTooFewLines_ShortensTheLast() => Assert.Equal(["one two", "three f\u2026"], TextMetrics.Wrap("one two three four five", 12, 50, 2));
}
