using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>
/// A priority queue for times that mostly lie ahead. The near future is a short sorted list, the bottom; everything later is
/// thrown into a wheel of slots, which are opened one by one when their time comes.
/// <code>
///   bottom        due up to _bottomLast, sorted; the first is the next to leave
///                 [ 17 | 17 | 18 | 25 ]
///   level 0       256 slots of 1 us          . . . . . . . . .
///   level 1       256 slots of 256 us        . . x . . x . . x     x: a list of events in order of their arrival
///   level 2       256 slots of 65 ms         . . . . x x . . .
///     ...                                                          the lowest slot of the lowest level comes next
///   level 7       256 slots of 2,284 years   . . . . . . . . .
/// </code>
/// <para>
/// A time is eight digits of eight bits. An event goes to the level of the highest digit in which its time differs from the
/// wheel's origin, and there to the slot of that digit. The origin follows the events that leave, so a slot that has come up is
/// either small enough to be sorted into the bottom, or its events are spread over the levels below it, from a new origin. Each
/// event moves down a few levels at most, whatever the number of events, and nothing has to be tuned to how far apart they are.
/// </para>
/// <para>
/// Equal times always meet in the same slot and in the bottom stay in order, so that the order of creation needs no comparing:
/// events are expected to arrive with rising sequence numbers.
/// </para>
/// <para>
/// An event due before the bottom's end is inserted into the bottom from behind. Once such insertions have moved many others, the
/// far part of the bottom is thrown back into the wheel. While the wheel is empty the bottom has no end, so that a handful of
/// events never meets the wheel at all. The origin moves back only if the bottom overflows with events of the past; then the
/// levels below the digit that changes are poured into one slot, the reverse of opening it.
/// </para>
/// <para>
/// Slots are chains of chunks from one pool, so a slot is written and read in sequence; free chunks are used again last in first
/// out, while they are still in the cache. At most one chunk of each slot is partly filled, so memory is bounded by the largest
/// number of events pending.
/// </para>
/// </summary>
internal sealed class RadixLadder
{
    private const int DigitBits = 8;
    private const int DigitMask = (1 << DigitBits) - 1;
    private const int LevelCount = 64 / DigitBits;
    private const int SlotCount = LevelCount << DigitBits;
    private const int ChunkBits = 4;
    private const int ChunkSize = 1 << ChunkBits;
    private const int NoChunk = -1;

    /// <summary>
    /// A slot of more events is spread over the levels below rather than sorted. Spreading just above a limit of 128 left two or
    /// three events in each slot below and took twice as long (<c>EventQueueBenchmarks</c>, Exponential at 100,000).
    /// </summary>
    private const int SortMax = KeySort.CountMax;

    /// <summary>The highest level whose slots are sorted; one lasts 17 seconds, and its times fit into a key with 128 places.</summary>
    private const int SortLevelMax = 3;

    /// <summary>As few events are sorted as they come, whatever their times.</summary>
    private const int InsertionMax = 6;

    /// <summary>Slots are opened until the bottom has as many events, so that the cost of opening is shared.</summary>
    private const int BottomFill = 24;

    /// <summary>An insertion that moves more events than this counts as deep.</summary>
    private const int InsertDepthMax = 32;

    /// <summary>So many events may be moved by deep insertions before the bottom is cut...</summary>
    private const long InsertCreditLeast = 2_048;

    /// <summary>... and so many more for each event in the bottom, as cutting costs more then.</summary>
    private const long InsertCreditOfEach = 16;

    /// <summary>As many events stay in the bottom behind such an insertion.</summary>
    private const int InsertDepthKept = 24;

    private readonly KeySort _sort = new();
    private readonly Slot[] _slots = new Slot[SlotCount];
    private readonly ulong[] _occupied = new ulong[SlotCount / 64];

    /// <summary>One bit for each word of <see cref="_occupied"/>: its lowest bit leads to the next slot.</summary>
    private uint _occupiedWords;

    /// <summary>All events of the wheel were placed by how their time differs from this, or as if they had been.</summary>
    private long _origin;

    private int _wheelCount;
    private QueuedEvent[] _pool = new QueuedEvent[1024 * ChunkSize];
    private int[] _nextChunk = new int[1024];
    private int _chunkCount;
    private int _freeChunk = NoChunk;

    /// <summary>Where in the pool the chunks of the slot that is being sorted begin.</summary>
    private readonly int[] _chunkStarts = new int[(SortMax / ChunkSize) + 1];

    private QueuedEvent[] _bottom = new QueuedEvent[1024];
    private int _bottomStart;
    private int _bottomEnd;
    private long _bottomLast = long.MaxValue;
    private long _insertCredit = InsertCreditLeast;

    /// <summary>A list of events: its first chunk, and where in the pool the next one will be written; 0 if it is empty.</summary>
    private struct Slot
    {
        public int FirstChunk;
        public int End;

        public readonly int LastChunk => (End - 1) >> ChunkBits;

        /// <summary>How many events are in the last chunk.</summary>
        public readonly int LastCount => End - (LastChunk << ChunkBits);
    }

    public int Count => unchecked(_bottomEnd - _bottomStart + _wheelCount);

    public bool IsEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _bottomStart == _bottomEnd && _wheelCount == 0;
    }

    /// <summary>The event that leaves next; only when <see cref="IsEmpty"/> is false.</summary>
    public ref readonly QueuedEvent First
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            if (_bottomStart == _bottomEnd) FillBottom();
            return ref _bottom[_bottomStart];
        }
    }

    public void Clear()
    {
        if (_occupiedWords != 0)
        {
            Array.Clear(_slots);
            Array.Clear(_occupied);
            _occupiedWords = 0;
        }

        _wheelCount = 0;
        _chunkCount = 0;
        _freeChunk = NoChunk;
        _bottomStart = 0;
        _bottomEnd = 0;
        _bottomLast = long.MaxValue;
        _insertCredit = InsertCreditLeast;
    }

    /// <summary>Takes <see cref="First"/> out, which must have been looked at.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst()
    {
        Debug.Assert(_bottomStart < _bottomEnd);
        _bottomStart = unchecked(_bottomStart + 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(long due, long sequence, ulong payload)
    {
        if (due > _bottomLast) PushToWheel(due, sequence, payload);
        else PushToBottom(due, sequence, payload);
    }

    private void PushToBottom(long due, long sequence, ulong payload)
    {
        unchecked
        {
            if (_bottomEnd == _bottom.Length) MakeRoomInBottom();
            var bottom = _bottom;
            var hole = _bottomEnd;
            if (hole - _bottomStart > InsertDepthMax && bottom[hole - InsertDepthMax].DueMicros > due)
            {
                InsertDeep(due, sequence, payload);
                return;
            }

            while (hole > _bottomStart && bottom[hole - 1].DueMicros > due)
            {
                bottom[hole] = bottom[hole - 1];
                hole--;
            }

            bottom[hole].Set(due, sequence, payload);
            _bottomEnd++;
        }
    }

    /// <summary>
    /// Moving many events costs little each, but can be asked for over and over. So once moving has cost about as much as to
    /// throw the far part of the bottom back into the wheel, that is done, and no more than twice the least cost is ever paid.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void InsertDeep(long due, long sequence, ulong payload)
    {
        var hole = FirstInBottomAfter(due);
        _insertCredit -= _bottomEnd - hole;
        if (_insertCredit < 0)
        {
            SpillBottom(hole);
            _insertCredit = InsertCreditLeast;
        }

        Array.Copy(_bottom, hole, _bottom, hole + 1, _bottomEnd - hole);
        _bottom[hole].Set(due, sequence, payload);
        _bottomEnd++;
    }

    private void MakeRoomInBottom()
    {
        var count = _bottomEnd - _bottomStart;
        var target = count > _bottom.Length / 2 ? new QueuedEvent[_bottom.Length * 2] : _bottom;
        Array.Copy(_bottom, _bottomStart, target, 0, count);
        _bottom = target;
        _bottomStart = 0;
        _bottomEnd = count;
    }

    /// <summary>Throws all but a few of the events from this place on back into the wheel.</summary>
    private void SpillBottom(int from)
    {
        var bottom = _bottom;
        var cutDue = bottom[Math.Min(from + InsertDepthKept, _bottomEnd - 1)].DueMicros;

        // Equal times must not be parted; those from this place on may all be the same.
        var cut = FirstInBottomAfter(cutDue - 1);
        if (_occupiedWords == 0) _origin = cutDue;
        else if (cutDue < _origin) MoveOriginBack(cutDue);
        for (var i = cut; i < _bottomEnd; i++) PushToWheel(bottom[i].DueMicros, bottom[i].Sequence, bottom[i].Payload);
        _bottomEnd = cut;
        _bottomLast = cutDue - 1;
    }

    private int FirstInBottomAfter(long due)
    {
        var low = _bottomStart;
        var high = _bottomEnd;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_bottom[middle].DueMicros > due) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>
    /// Seen from an earlier origin, all that lies below the level of the highest digit that changes is due in the same slot
    /// of that level: the one of the old origin. That slot was empty, as an origin's own slots are.
    /// </summary>
    private void MoveOriginBack(long origin)
    {
        var level = LevelOf(origin ^ _origin);
        _origin = origin;
        while (_occupiedWords != 0)
        {
            var slot = FirstSlot();
            if (slot >> DigitBits >= level) return;
            Respread(slot);
        }
    }

    private void PushToWheel(long due, long sequence, ulong payload)
    {
        unchecked
        {
            _wheelCount++;
            var level = LevelOf(due ^ _origin);

            // The sign is the highest bit, and negative times come first.
            var digit = (int)((ulong)(due ^ long.MinValue) >> (level * DigitBits)) & DigitMask;
            var slot = (level << DigitBits) + digit;
            var at = _slots[slot].End;
            if ((at & (ChunkSize - 1)) == 0) at = BeginChunk(slot);
            _pool[at].Set(due, sequence, payload);
            _slots[slot].End = at + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int LevelOf(long difference) => BitOperations.Log2(unchecked((ulong)difference)) / DigitBits;

    /// <summary>Adds a chunk to a slot whose last one is full, or to an empty one.</summary>
    /// <returns>Where the chunk begins.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int BeginChunk(int slot)
    {
        unchecked
        {
            var chunk = _freeChunk;
            if (chunk != NoChunk)
            {
                _freeChunk = _nextChunk[chunk];
            }
            else
            {
                if (_chunkCount == _nextChunk.Length) GrowPool();
                chunk = _chunkCount++;
            }

            ref var list = ref _slots[slot];
            if (list.End == 0)
            {
                list.FirstChunk = chunk;
                _occupied[slot >> 6] |= 1UL << slot;
                _occupiedWords |= 1U << (slot >> 6);
            }
            else
            {
                _nextChunk[list.LastChunk] = chunk;
            }

            return chunk << ChunkBits;
        }
    }

    private void GrowPool()
    {
        Array.Resize(ref _pool, _pool.Length * 2);
        Array.Resize(ref _nextChunk, _nextChunk.Length * 2);
    }

    private int FirstSlot()
    {
        var word = BitOperations.TrailingZeroCount(_occupiedWords);
        return (word * 64) + BitOperations.TrailingZeroCount(_occupied[word]);
    }

    private void MarkEmpty(int slot)
    {
        var word = slot >> 6;
        _slots[slot].End = 0;
        if ((_occupied[word] &= ~(1UL << slot)) == 0) _occupiedWords &= ~(1U << word);
    }

    /// <summary>Opens slots until enough is in the bottom, which was empty, for the next while.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FillBottom()
    {
        unchecked
        {
            _bottomStart = 0;
            _bottomEnd = 0;
            while (_bottomEnd < BottomFill)
            {
                if (_occupiedWords == 0)
                {
                    _bottomLast = long.MaxValue;
                    break;
                }

                var slot = FirstSlot();
                var level = slot >> DigitBits;
                if (level == 0)
                {
                    OpenEqual(slot);
                }
                else if (CountUpTo(SortMax, slot) is var count && count <= SortMaxOf(level))
                {
                    if (count <= InsertionMax) OpenFew(slot, count);
                    else OpenSorted(slot, count);
                }
                else if (_bottomEnd == 0)
                {
                    _origin = EarliestOf(slot);
                    Respread(slot);
                }
                else
                {
                    break;
                }
            }

            _insertCredit = InsertCreditLeast + (_bottomEnd * InsertCreditOfEach);
        }
    }

    /// <summary>How many events a slot has; any number above the limit if they are more than that.</summary>
    private int CountUpTo(int limit, int slot)
    {
        var list = _slots[slot];
        var count = list.LastCount;
        for (var chunk = list.FirstChunk; chunk != list.LastChunk && count <= limit; chunk = _nextChunk[chunk]) count += ChunkSize;
        return count;
    }

    private static int SortMaxOf(int level) => level switch
    {
        < SortLevelMax => SortMax,
        SortLevelMax => 1 << (KeySort.KeyBits - (SortLevelMax * DigitBits)),
        _ => InsertionMax,
    };

    /// <summary>The slot's events go to the bottom: it, the origin and the bottom's end are set accordingly.</summary>
    private Slot Open(int slot, out long slotStart)
    {
        unchecked
        {
            var list = _slots[slot];
            MarkEmpty(slot);
            var shift = (slot >> DigitBits) * DigitBits;
            slotStart = _pool[list.FirstChunk << ChunkBits].DueMicros >> shift << shift;
            _origin = slotStart;
            _bottomLast = slotStart + (long)((1UL << shift) - 1);
            return list;
        }
    }

    /// <summary>Appends the events of a slot of the lowest level, which are all due at the same time.</summary>
    private void OpenEqual(int slot)
    {
        var list = Open(slot, out _);
        for (var chunk = list.FirstChunk; ;)
        {
            var count = chunk == list.LastChunk ? list.LastCount : ChunkSize;
            if (_bottomEnd + count > _bottom.Length) Array.Resize(ref _bottom, _bottom.Length * 2);
            _pool.AsSpan(chunk << ChunkBits, count).CopyTo(_bottom.AsSpan(_bottomEnd));
            _bottomEnd += count;
            _wheelCount -= count;
            var next = Release(chunk);
            if (chunk == list.LastChunk) return;
            chunk = next;
        }
    }

    /// <summary>Inserts the few events of a slot at the end of the bottom one by one.</summary>
    private void OpenFew(int slot, int count)
    {
        unchecked
        {
            var list = Open(slot, out _);
            while (_bottomEnd + count > _bottom.Length) Array.Resize(ref _bottom, _bottom.Length * 2);
            var start = _bottomEnd;
            var bottom = _bottom;
            foreach (ref readonly var one in _pool.AsSpan(list.FirstChunk << ChunkBits, count))
            {
                var hole = _bottomEnd++;
                while (hole > start && bottom[hole - 1].DueMicros > one.DueMicros)
                {
                    bottom[hole] = bottom[hole - 1];
                    hole--;
                }

                bottom[hole] = one;
            }

            _wheelCount -= count;
            Release(list.FirstChunk);
        }
    }

    /// <summary>Appends the events of a slot in order of their times, and of their arrival where those are equal.</summary>
    private void OpenSorted(int slot, int count)
    {
        unchecked
        {
            var list = Open(slot, out var slotStart);
            var level = slot >> DigitBits;
            var placeBits = KeySort.KeyBits - (level * DigitBits);
            var keys = _sort.Keys;
            var chunkStarts = _chunkStarts;
            var pool = _pool;
            var place = 0;
            var last = -1;
            var isInOrder = true;
            for (var chunk = list.FirstChunk; ;)
            {
                chunkStarts[place >> ChunkBits] = chunk << ChunkBits;
                foreach (ref readonly var one in pool.AsSpan(chunk << ChunkBits, Math.Min(ChunkSize, count - place)))
                {
                    var key = ((int)(one.DueMicros - slotStart) << placeBits) | place;
                    keys[place++] = key;
                    isInOrder &= key > last;
                    last = key;
                }

                var next = Release(chunk);
                if (chunk == list.LastChunk) break;
                chunk = next;
            }

            while (_bottomEnd + count > _bottom.Length) Array.Resize(ref _bottom, _bottom.Length * 2);
            var bottom = _bottom.AsSpan(_bottomEnd, count);
            var sorted = isInOrder ? keys.AsSpan(0, count) : _sort.Sort(count, level);
            var placeMask = (1 << placeBits) - 1;
            for (var i = 0; i < bottom.Length; i++)
            {
                place = sorted[i] & placeMask;
                bottom[i] = pool[chunkStarts[place >> ChunkBits] + (place & (ChunkSize - 1))];
            }

            _bottomEnd += count;
            _wheelCount -= count;
        }
    }

    private long EarliestOf(int slot)
    {
        var list = _slots[slot];
        var earliest = long.MaxValue;
        for (var chunk = list.FirstChunk; ; chunk = _nextChunk[chunk])
        {
            var count = chunk == list.LastChunk ? list.LastCount : ChunkSize;
            foreach (ref readonly var one in _pool.AsSpan(chunk << ChunkBits, count)) earliest = Math.Min(earliest, one.DueMicros);
            if (chunk == list.LastChunk) return earliest;
        }
    }

    /// <summary>Places the events of a slot again after the origin has moved.</summary>
    private void Respread(int slot)
    {
        var list = _slots[slot];
        MarkEmpty(slot);
        for (var chunk = list.FirstChunk; ;)
        {
            // The pool may move while it grows; what is read here stays in its old place.
            var count = chunk == list.LastChunk ? list.LastCount : ChunkSize;
            _wheelCount -= count;
            foreach (ref readonly var one in _pool.AsSpan(chunk << ChunkBits, count)) PushToWheel(one.DueMicros, one.Sequence, one.Payload);
            var next = Release(chunk);
            if (chunk == list.LastChunk) return;
            chunk = next;
        }
    }

    /// <summary>Gives a chunk back to the pool.</summary>
    /// <returns>The chunk that followed it.</returns>
    private int Release(int chunk)
    {
        var next = _nextChunk[chunk];
        _nextChunk[chunk] = _freeChunk;
        _freeChunk = chunk;
        return next;
    }
}
