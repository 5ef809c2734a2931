using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Sim.Engine;

/// <summary>
/// Sorts up to <see cref="CountMax"/> distinct keys of 31 bits: a time in the upper digits of eight bits, the place of arrival in
/// the rest. The keys of events that arrived together are nearly random, so a branch on a comparison is a guess that fails half of
/// the time; neither of the two methods drawn here has one.
/// <code>
///   few keys         a key's place is the number of keys smaller than it; eight places are counted at once:
///
///                      keys    [ a b c d e f g h | i j k ... ]
///                      a       smaller than a, b, c ... h?  add 1 to the places where it is
///                      b       smaller than a, b, c ... h?  and so on down the list; then the next eight
///
///   many keys        sorted by their lowest digit, then, keeping that order, by the next one, up to the highest
/// </code>
/// Comparing all with all is quadratic, but up to a hundred keys it is the fastest. Without vectors of eight, up to twenty keys are
/// sorted by insertion and all others by digits, which takes up to a third longer for an event on its whole way through the queue.
/// </summary>
internal sealed class KeySort
{
    public const int KeyBits = 31;
    public const int CountMax = 1024;

    private const int DigitBits = 8;
    private const int Lanes = 8;

    /// <summary>With more keys than this, digits are faster than comparing all with all.</summary>
    private const int RankMax = 96;

    /// <summary>With more keys than this, digits are faster than inserting one by one.</summary>
    private const int InsertionMax = 20;

    private readonly int[] _keys = new int[CountMax + Lanes];
    private readonly int[] _sorted = new int[CountMax + Lanes];
    private readonly int[] _starts = new int[1 << DigitBits];

    /// <summary>Where to write the keys before sorting; the last few entries are not for use.</summary>
    public int[] Keys => _keys;

    /// <param name="count">How many keys were written.</param>
    /// <param name="digits">How many digits the keys have above the place of arrival, by which they are in order already.</param>
    /// <returns>The keys in order, until the next call.</returns>
    public ReadOnlySpan<int> Sort(int count, int digits)
    {
        if (Vector256.IsHardwareAccelerated && count <= RankMax) return ByRank(count);
        if (count <= InsertionMax) return ByInsertion(count);
        return ByDigits(count, digits);
    }

    private ReadOnlySpan<int> ByInsertion(int count)
    {
        var keys = _keys.AsSpan(0, count);
        for (var i = 1; i < keys.Length; i++)
        {
            var moved = keys[i];
            var hole = i;
            while (hole > 0 && keys[hole - 1] > moved)
            {
                keys[hole] = keys[hole - 1];
                hole--;
            }

            keys[hole] = moved;
        }

        return keys;
    }

    private ReadOnlySpan<int> ByRank(int count)
    {
        ref var keys = ref MemoryMarshal.GetArrayDataReference(_keys);
        Span<int> places = stackalloc int[Lanes];
        for (var block = 0; block < count; block += Lanes)
        {
            // The last block reads old keys behind the end; their places are never looked at.
            var own = Vector256.LoadUnsafe(ref keys, (nuint)block);
            var place = Vector256<int>.Zero;
            for (var i = 0; i < count; i++)
            {
                // A comparison that holds gives -1.
                place -= Vector256.LessThan(Vector256.Create(Unsafe.Add(ref keys, i)), own);
            }

            place.CopyTo(places);
            var known = Math.Min(Lanes, count - block);
            for (var i = 0; i < known; i++) _sorted[places[i]] = _keys[block + i];
        }

        return _sorted.AsSpan(0, count);
    }

    private ReadOnlySpan<int> ByDigits(int count, int digits)
    {
        unchecked
        {
            var from = _keys;
            var to = _sorted;
            for (var digit = 0; digit < digits; digit++)
            {
                var shift = KeyBits - ((digits - digit) * DigitBits);
                var starts = _starts.AsSpan(0, 1 << DigitBits);
                starts.Clear();
                var source = from.AsSpan(0, count);
                for (var i = 0; i < source.Length; i++) starts[(byte)(source[i] >> shift)]++;
                var start = 0;
                for (var i = 0; i < starts.Length; i++)
                {
                    var length = starts[i];
                    starts[i] = start;
                    start += length;
                }

                for (var i = 0; i < source.Length; i++) to[starts[(byte)(source[i] >> shift)]++] = source[i];
                (from, to) = (to, from);
            }

            return from.AsSpan(0, count);
        }
    }
}
