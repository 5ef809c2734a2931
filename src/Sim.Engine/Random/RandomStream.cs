using System.Numerics;

namespace Sim.Engine;

/// <summary>
/// xoshiro256++ 1.0 by David Blackman and Sebastiano Vigna (public domain, CC0). Our own copy, because the sequence of a seed
/// must be the same on every platform and in every version of the runtime. Not safe for use from two threads at once.
/// </summary>
public sealed class RandomStream : IRandomSource
{
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>A stream whose state is filled by SplitMix64 from one word.</summary>
    /// <param name="seed">Any value, 0 included.</param>
    public RandomStream(ulong seed)
    {
        _s0 = SplitMix64.Next(ref seed);
        _s1 = SplitMix64.Next(ref seed);
        _s2 = SplitMix64.Next(ref seed);
        _s3 = SplitMix64.Next(ref seed);
    }

    /// <summary>A stream with a given state; the published vectors are stated for states.</summary>
    /// <exception cref="ArgumentException">All four words are 0, the one state the generator never leaves.</exception>
    public RandomStream(ulong s0, ulong s1, ulong s2, ulong s3)
    {
        if ((s0 | s1 | s2 | s3) == 0) throw new ArgumentException("At least one word of the state must differ from 0.", nameof(s0));

        _s0 = s0;
        _s1 = s1;
        _s2 = s2;
        _s3 = s3;
    }

    public ulong NextUInt64()
    {
        unchecked
        {
            ulong result = BitOperations.RotateLeft(_s0 + _s3, 23) + _s0;
            ulong shifted = _s1 << 17;
            _s2 ^= _s0;
            _s3 ^= _s1;
            _s1 ^= _s2;
            _s0 ^= _s3;
            _s2 ^= shifted;
            _s3 = BitOperations.RotateLeft(_s3, 45);
            return result;
        }
    }

    /// <summary>A multiple of 2^-53, 0 inclusive to 1 exclusive: the 53 highest bits of one word.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next numbers of <see cref="NextDouble"/>, as many as there is room for, with the state in registers meanwhile.</summary>
    public void Fill(Span<double> numbers)
    {
        unchecked
        {
            var (s0, s1, s2, s3) = (_s0, _s1, _s2, _s3);
            for (int i = 0; i < numbers.Length; i++)
            {
                numbers[i] = ((BitOperations.RotateLeft(s0 + s3, 23) + s0) >> 11) * (1.0 / (1UL << 53));
                ulong shifted = s1 << 17;
                s2 ^= s0;
                s3 ^= s1;
                s1 ^= s2;
                s0 ^= s3;
                s2 ^= shifted;
                s3 = BitOperations.RotateLeft(s3, 45);
            }

            (_s0, _s1, _s2, _s3) = (s0, s1, s2, s3);
        }
    }

    /// <summary>An unbiased whole number.</summary>
    /// <param name="min">Smallest result.</param>
    /// <param name="maxInclusive">Largest result, at least <paramref name="min"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxInclusive"/> is below <paramref name="min"/>.</exception>
    public int NextInt(int min, int maxInclusive) => (int)NextInt64(min, maxInclusive);

    /// <inheritdoc cref="NextInt"/>
    public long NextInt64(long min, long maxInclusive)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxInclusive, min);

        unchecked
        {
            // The number of possible results; 0 stands for 2^64, when every word is a result.
            ulong span = (ulong)maxInclusive - (ulong)min + 1;
            if (span == 0) return (long)NextUInt64();

            // Lemire's multiplication method: the high word is the result, and the few low words that would favour some
            // results are drawn again.
            ulong high = Math.BigMul(NextUInt64(), span, out ulong low);
            if (low < span)
            {
                ulong rejectBelow = (0 - span) % span;
                while (low < rejectBelow) high = Math.BigMul(NextUInt64(), span, out low);
            }

            return (long)((ulong)min + high);
        }
    }
}
