namespace Sim.Engine;

/// <summary>
/// SplitMix64 (Sebastiano Vigna, public domain): turns one word into well-mixed words. Used to seed the real generators, as its
/// author recommends, never to draw from.
/// </summary>
public static class SplitMix64
{
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <summary>Advances <paramref name="state"/> and returns the next word.</summary>
    public static ulong Next(ref ulong state)
    {
        unchecked
        {
            state += Increment;
            return Mix(state);
        }
    }

    /// <summary>A bijection in which every input bit touches every output bit.</summary>
    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
