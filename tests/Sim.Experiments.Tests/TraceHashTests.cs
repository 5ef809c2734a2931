namespace Sim.Experiments.Tests;

public sealed class TraceHashTests
{
    [Fact]
    public void Hash_DependsOnEveryNumber_AndOnTheirOrder()
    {
        var hashes = new HashSet<string>
        {
            Of(), Of(1), Of(2), Of(1, 2), Of(2, 1), Of(1, 2, 0), Of(1, 0, 2), Of(ulong.MaxValue), Of(1UL << 63),
        };
        Assert.Equal(9, hashes.Count);
        Assert.Equal(Of(1, 2, 3), Of(1, 2, 3));
        Assert.All(hashes, hash => Assert.Matches("^[0-9a-f]{16}$", hash));
    }

    [Fact]
    public void Hash_TellsTheLastBitOfADouble()
    {
        TraceHash one = default;
        TraceHash other = default;
        one.Add(1e9);
        other.Add(Math.BitIncrement(1e9));
        Assert.NotEqual(one.Value, other.Value);
    }

    private static string Of(params ulong[] values)
    {
        TraceHash hash = default;
        foreach (var value in values) hash.Add(value);
        return hash.ToString();
    }
}
