namespace Sim.Engine;

/// <summary>
/// One stream for each purpose, derived from a run's seed and the purpose's name, so that one more draw for one purpose moves no
/// draw of another.
/// </summary>
/// <param name="seed">The seed of a run; any value.</param>
[SharedState]
public sealed class RandomStreams(ulong seed)
{
    private const ulong FnvOffsetBasis = 0xCBF29CE484222325;
    private const ulong FnvPrime = 0x100000001B3;

    public ulong Seed { get; } = seed;

    /// <summary>A new stream at its beginning; the same name gives the same draws again.</summary>
    /// <param name="name">The purpose in lower case with dashes, such as <c>hack-success</c>.</param>
    public RandomStream Stream(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new RandomStream(SplitMix64.Mix(unchecked(Seed + SplitMix64.Mix(Hash(name)))));
    }

    /// <summary>FNV-1a over UTF-16 code units, low byte first: fixed for ever, unlike string.GetHashCode.</summary>
    private static ulong Hash(string name)
    {
        unchecked
        {
            ulong hash = FnvOffsetBasis;
            foreach (char unit in name)
            {
                hash = (hash ^ (byte)unit) * FnvPrime;
                hash = (hash ^ (byte)(unit >> 8)) * FnvPrime;
            }

            return hash;
        }
    }
}
