using Sim.Game;

namespace Sim.Schedulers.Tests;

public sealed class BatchShapeTests
{
    [Theory]
    [InlineData("HWGW")]
    [InlineData("hgw")]
    [InlineData("HgHgW")]
    [InlineData("HHWWGGWW")]
    [InlineData("WHGW")]
    [InlineData("HWHWGW")]
    public void Pattern_IsReadInEitherCase(string text)
    {
        Assert.True(BatchShape.TryParse(text, out var shape, out var problem), problem);
        Assert.Equal(text.ToUpperInvariant(), shape.ToString());
        Assert.Equal(text.ToUpperInvariant(), string.Concat(shape.Kinds.Select(kind => kind.ToString()[0])));
    }

    [Theory]
    [InlineData(null, "2 to 64 letters")]
    [InlineData("", "2 to 64 letters")]
    [InlineData("W", "2 to 64 letters")]
    [InlineData("HWXW", "letters H, G and W only")]
    [InlineData("H W G W", "letters H, G and W only")]
    [InlineData("HWG", "ends with a weaken")]
    [InlineData("HG", "ends with a weaken")]
    [InlineData("GW", "at least one hack")]
    [InlineData("HW", "grows (G) after its last hack")]
    [InlineData("GWHW", "grows (G) after its last hack")]
    [InlineData("HGHW", "grows (G) after its last hack")]
    public void Pattern_ThatWouldNotHold_IsRefused_WithTheReason(string? text, string reason)
    {
        Assert.False(BatchShape.TryParse(text, out var shape, out var problem));
        Assert.Null(shape);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Pattern_OfMoreThan64Letters_IsRefused()
    {
        Assert.True(BatchShape.TryParse(string.Concat(Enumerable.Repeat("HWGW", 16)), out _, out _));
        Assert.False(BatchShape.TryParse(string.Concat(Enumerable.Repeat("HWGW", 17)), out _, out _));
    }

    [Fact]
    public void EveryPatternOfUpToSixLetters_IsAcceptedExactlyIfItRepeats()
    {
        // Independent of the messages: it takes money, brings it back afterwards, and ends by lowering security.
        foreach (var text in Words(6))
        {
            var repeats = text.Length >= 2 && text.Contains('H') && text[^1] == 'W' && text[text.LastIndexOf('H')..].Contains('G');
            Assert.Equal(repeats, BatchShape.TryParse(text, out _, out _));
        }
    }

    [Fact]
    public void Interleaved_RepeatsEachLetter()
    {
        Assert.Same(BatchShape.Hwgw, BatchShape.Hwgw.Interleaved(1));
        var two = BatchShape.Hwgw.Interleaved(2);
        Assert.Equal("HHWWGGWW", two.Text);
        Assert.Equal(
            [JobKind.Hack, JobKind.Hack, JobKind.Weaken, JobKind.Weaken, JobKind.Grow, JobKind.Grow, JobKind.Weaken, JobKind.Weaken],
            two.Kinds.ToArray());
    }

    private static IEnumerable<string> Words(int length)
    {
        string[] words = [""];
        for (var i = 0; i < length; i++)
        {
            words = [.. words.SelectMany(word => "HGW".Select(letter => word + letter))];
            foreach (var word in words) yield return word;
        }
    }
}
