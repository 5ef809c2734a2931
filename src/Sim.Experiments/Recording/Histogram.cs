using System.Numerics;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// Counts durations of either sign in buckets whose width grows with the value, at most 1/64 of it, so that percentiles are
/// within 1.6 % at any size with a fixed few kilobytes. Least and greatest value are exact; values below 64 microseconds too.
/// </summary>
public sealed class Histogram
{
    private const int SubBits = 6;
    private const int SubCount = 1 << SubBits;
    private const int Buckets = (64 - SubBits) * SubCount;
    private readonly long[] _positive = new long[Buckets];
    private readonly long[] _negative = new long[Buckets];

    public long Count { get; private set; }

    public SimDuration Min { get; private set; }

    public SimDuration Max { get; private set; }

    public void Clear()
    {
        Array.Clear(_positive);
        Array.Clear(_negative);
        (Count, Min, Max) = (0, SimDuration.Zero, SimDuration.Zero);
    }

    public void Add(SimDuration value)
    {
        if (Count == 0 || value < Min) Min = value;
        if (Count == 0 || value > Max) Max = value;
        Count++;
        if (value.Micros >= 0)
        {
            _positive[BucketOf(value.Micros)]++;
        }
        else
        {
            _negative[BucketOf(-value.Micros)]++;
        }
    }

    /// <summary>The value that this share of all values do not exceed, to the width of a bucket.</summary>
    /// <param name="share">0 to 1; 0.5 is the median.</param>
    /// <returns>Zero if nothing was counted.</returns>
    public SimDuration Percentile(double share)
    {
        var rank = Math.Max(1, (long)Math.Ceiling(share * Count));
        var seen = 0L;
        for (var bucket = Buckets - 1; bucket >= 0; bucket--)
        {
            seen += _negative[bucket];
            if (_negative[bucket] > 0 && seen >= rank) return Within(-LowEnd(bucket));
        }

        for (var bucket = 0; bucket < Buckets; bucket++)
        {
            seen += _positive[bucket];
            if (_positive[bucket] > 0 && seen >= rank) return Within(LowEnd(bucket));
        }

        return SimDuration.Zero;
    }

    private SimDuration Within(long micros) => new(Math.Clamp(micros, Min.Micros, Max.Micros));

    private static int BucketOf(long micros)
    {
        if (micros < SubCount) return (int)micros;
        var octave = BitOperations.Log2((ulong)micros) - SubBits;
        return ((octave + 1) << SubBits) + (int)((micros >> octave) - SubCount);
    }

    private static long LowEnd(int bucket)
    {
        var octave = (bucket >> SubBits) - 1;
        return octave < 0 ? bucket : (long)((bucket & (SubCount - 1)) + SubCount) << octave;
    }
}
