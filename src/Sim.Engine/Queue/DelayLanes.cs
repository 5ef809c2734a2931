using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>
/// Events that were set with the same delay are due in the order in which they were set, so they need no sorting: each such
/// stream has a lane, to which events are appended, and the next event is the first of one of the lanes.
/// <code>
///                  first to leave            last
///   lane 0 (weaken +20 s)   [ 10.4 | 10.8 | 12.0 ]
///   lane 1 (hack   + 5 s)   [ 10.2 | 10.2 | 10.6 | 11.0 ]   &lt;- append
///   lane 2 (grow   +16 s)   [ 10.4 | 11.8 ]
///
///   _order         1, 0, 2: the lanes by their first events, a byte each
///   _laneOfDelay   which lane the last event of about the same delay went to
/// </code>
/// <para>
/// The lane is guessed from the delay. If the guess does not fit, because the lane's last event is due later, another lane that
/// does is looked for; if there is none, the event has to go elsewhere.
/// </para>
/// <para>
/// A lane that has become empty stays the lane of its delay: the next wake-up of a controller that sets one timer at a time goes
/// there at once. It is given to another delay only when no lane is left that was never used.
/// </para>
/// <para>
/// Which lane comes next is as good as random, so nothing branches on it: a lane whose first event has left goes back in the
/// order by as many places as there are lanes with a smaller key, an empty one to the end.
/// </para>
/// </summary>
internal sealed class DelayLanes : IHasInlineArrays
{
    public const int LaneCount = 8;

    private const int LaneMask = LaneCount - 1;

    /// <summary>Delays are told apart to 65 ms...</summary>
    private const int DelayShift = 16;

    /// <summary>... and shorter ones to 4 ms.</summary>
    private const int ShortDelayShift = 12;

    private const int DelayHashBits = 8;

    /// <summary>The last due time of an empty lane: any event may be appended, as times in the lanes are not negative.</summary>
    private const long EmptyLast = 0;

    private AllLanes _lanes;
    private LaneOfEachDelay _laneOfDelay;
    private LongOfEachLane _firstDue;
    private LongOfEachLane _firstSequence;
    private LongOfEachLane _secondDue;
    private LongOfEachLane _secondSequence;

    /// <summary>The lane of the next event in the lowest byte, then the one of the next lane's, up to the highest.</summary>
    private ulong _order;

    /// <summary>The lanes below this one have had events, the others never.</summary>
    private int _used;

    public DelayLanes()
    {
        for (var i = 0; i < LaneCount; i++) _lanes[i].Ring = new QueuedEvent[256];
        Clear();
    }

    private struct Lane
    {
        public QueuedEvent[] Ring;
        public int Head;
        public int Tail;
        public long LastDue;

        public readonly int Count
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => unchecked(Tail - Head);
        }
    }

    /// <summary>
    /// Arrays of a fixed length within the object, so that they are found at once and an index known to be small needs no check.
    /// </summary>
    [InlineArray(LaneCount)]
    private struct AllLanes
    {
        private Lane _lane;
    }

    /// <inheritdoc cref="AllLanes"/>
    [InlineArray(LaneCount)]
    private struct LongOfEachLane
    {
        private long _ofLane;
    }

    /// <inheritdoc cref="AllLanes"/>
    [InlineArray(1 << DelayHashBits)]
    private struct LaneOfEachDelay
    {
        private byte _lane;
    }

    /// <summary>Due time of the next event, <see cref="long.MaxValue"/> if there is none.</summary>
    public long FirstDue
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _firstDue[(int)(_order & LaneMask)];
    }

    public bool AreEmpty
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _lanes[(int)(_order & LaneMask)].Count == 0;
    }

    public int Count
    {
        get
        {
            var count = 0;
            for (var i = 0; i < _used; i++) count += _lanes[i].Count;
            return count;
        }
    }

    void IHasInlineArrays.CopyInlineArrays(StateCopy copy)
    {
        for (var i = 0; i < LaneCount; i++) _lanes[i].Ring = copy.CopyOf(_lanes[i].Ring, nameof(_lanes), i);
    }

    public void Clear()
    {
        for (var i = 0; i < LaneCount; i++)
        {
            _lanes[i].Head = _lanes[i].Tail = 0;
            _lanes[i].LastDue = long.MaxValue;
            _firstDue[i] = _secondDue[i] = long.MaxValue;
            _firstSequence[i] = _secondSequence[i] = long.MaxValue;
        }

        ((Span<byte>)_laneOfDelay).Clear();
        _order = 0x0706050403020100;
        _used = 0;
    }

    /// <summary>All events here come after this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool AreAfter(in QueuedEvent other)
    {
        var lane = (int)(_order & LaneMask);
        return other.DueMicros < _firstDue[lane] || (other.DueMicros == _firstDue[lane] && other.Sequence < _firstSequence[lane]);
    }

    /// <summary>Appends an event to the lane that its delay suggests.</summary>
    /// <returns>False if it does not fit there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAppend(long due, long sequence, ulong payload, long now)
    {
        var index = _laneOfDelay[DelayHash(due, now)] & LaneMask;
        ref readonly var lane = ref _lanes[index];
        if (lane.LastDue > due) return false;
        if (lane.Head == lane.Tail) Refill(index, due, sequence, payload);
        else Append(index, due, sequence, payload);
        return true;
    }

    /// <summary>Appends an event to any lane that it fits well, or begins a lane, and remembers it for this delay.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryAppendAnywhere(long due, long sequence, ulong payload, long now)
    {
        // Times in the lanes are not negative, so that their differences never overflow.
        if (due < 0) return false;

        // An event that is due much later than all others of a lane would keep its stream out of the lane.
        var gapMax = Math.Max(1_000, unchecked(due - now) >> 3);
        var best = -1;
        for (var i = 0; i < _used; i++)
        {
            var gap = due - _lanes[i].LastDue;
            if (gap < 0 || gap > gapMax || _lanes[i].Count == 0) continue;
            best = i;
            gapMax = gap;
        }

        if (best < 0 && !TryTakeEmpty(out best)) return false;
        _laneOfDelay[DelayHash(due, now)] = (byte)best;
        if (_lanes[best].Count == 0) Refill(best, due, sequence, payload);
        else Append(best, due, sequence, payload);
        return true;
    }

    /// <summary>Takes the next event out; only if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RemoveFirst(out long due, out long sequence, out ulong payload)
    {
        unchecked
        {
            var first = (int)(_order & LaneMask);
            MoveFirstBack(first, _secondDue[first], _secondSequence[first]);
            ref var lane = ref _lanes[first];
            var ring = lane.Ring;
            var head = lane.Head++;
            if (lane.Tail - head > 2)
            {
                ref readonly var second = ref ring[(head + 2) & (ring.Length - 1)];
                _secondDue[first] = second.DueMicros;
                _secondSequence[first] = second.Sequence;
            }
            else
            {
                _secondDue[first] = long.MaxValue;
                _secondSequence[first] = long.MaxValue;
                if (lane.Count == 0) lane.LastDue = EmptyLast;
            }

            ref readonly var removed = ref ring[head & (ring.Length - 1)];
            due = removed.DueMicros;
            sequence = removed.Sequence;
            payload = removed.Payload;
        }
    }

    /// <summary>A number that is the same for events of about the same delay; for others it differs mostly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte DelayHash(long due, long now)
    {
        unchecked
        {
            var delay = (ulong)(due - now);
            var coarse = delay >> DelayShift;
            return (byte)((coarse != 0 ? coarse : ~(delay >> ShortDelayShift)) * 0x9E3779B97F4A7C15UL >> (64 - DelayHashBits));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Append(int index, long due, long sequence, ulong payload)
    {
        unchecked
        {
            ref var lane = ref _lanes[index & LaneMask];
            var ring = lane.Ring;
            var count = lane.Count;
            if (count == ring.Length) ring = Grow(ref lane);
            ring[lane.Tail & (ring.Length - 1)].Set(due, sequence, payload);
            lane.Tail++;
            lane.LastDue = due;
            if (count != 1) return;
            _secondDue[index & LaneMask] = due;
            _secondSequence[index & LaneMask] = sequence;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static QueuedEvent[] Grow(ref Lane lane)
    {
        var old = lane.Ring;
        var ring = new QueuedEvent[old.Length * 2];
        var head = lane.Head & (old.Length - 1);
        old.AsSpan(head).CopyTo(ring);
        old.AsSpan(0, head).CopyTo(ring.AsSpan(old.Length - head));
        lane.Ring = ring;
        lane.Tail = lane.Count;
        lane.Head = 0;
        return ring;
    }

    /// <summary>The first lane of the order has a new first event, with this key, which is larger than its old one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void MoveFirstBack(int lane, long due, long sequence)
    {
        unchecked
        {
            // The lane's own old key is counted as well: a new one read right after it was written would be waited for. Empty lanes
            // have the largest key, so half of the lanes are asked at once.
            var smaller = AreSmaller(0, due, sequence) - 1;
            if (_used > LaneCount / 2) smaller += AreSmaller(LaneCount / 2, due, sequence);

            // The bytes from the lowest to the one of the new place are rotated by one.
            var shift = smaller * 8;
            var order = _order;
            var kept = ulong.MaxValue - 0xff << shift;
            var moved = order & ~kept;
            _order = (order & kept) | (moved >> 8) | ((moved & 0xff) << shift);
            _firstDue[lane & LaneMask] = due;
            _firstSequence[lane & LaneMask] = sequence;
        }
    }

    /// <summary>In how many of four lanes the first key is smaller than this one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int AreSmaller(int lane, long due, long sequence) => unchecked(
        IsSmaller(lane, due, sequence) + IsSmaller(lane + 1, due, sequence) +
        IsSmaller(lane + 2, due, sequence) + IsSmaller(lane + 3, due, sequence));

    /// <summary>
    /// 1 if the first key of a lane is smaller than this one, otherwise 0: its time is, or the times are equal and its sequence
    /// number is smaller, so that 1 is borrowed from their difference. Neither difference can overflow. Signs rather than comparisons,
    /// as the compiler may make a branch of one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int IsSmaller(int lane, long due, long sequence)
    {
        unchecked
        {
            var borrow = (long)((ulong)(_firstSequence[lane] - sequence) >> 63);
            return (int)((ulong)(_firstDue[lane] - due - borrow) >> 63);
        }
    }

    /// <summary>Looks for a lane without events, best one that was never used.</summary>
    private bool TryTakeEmpty(out int lane)
    {
        lane = _used;
        if (_used < LaneCount)
        {
            _used++;
            return true;
        }

        for (lane = 0; lane < LaneCount; lane++)
        {
            if (_lanes[lane].Count == 0) return true;
        }

        return false;
    }

    /// <summary>Puts an event into an empty lane, which so far is one of the last in the order.</summary>
    private void Refill(int lane, long due, long sequence, ulong payload)
    {
        unchecked
        {
            Append(lane, due, sequence, payload);
            MoveToFront(lane);

            // Smaller than any key, so that it counts as the old key that a new one takes the place of.
            _firstDue[lane & LaneMask] = -1;
            MoveFirstBack(lane, due, sequence);
        }
    }

    private void MoveToFront(int lane)
    {
        unchecked
        {
            var place = 0;
            while ((int)(_order >> place & LaneMask) != lane) place += 8;
            var before = (1UL << place) - 1;
            _order = (_order & ~((before << 8) | 0xff)) | ((_order & before) << 8) | (uint)lane;
        }
    }
}
