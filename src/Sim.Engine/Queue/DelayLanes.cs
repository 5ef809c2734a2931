using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>
/// Events that were set with the same delay are due in the order in which they were set, so they need no sorting: each such
/// stream has a lane, to which events are appended, and the next event is the first of one of the lanes.
/// <code>
///                  first to leave            last
///   hack   + 5 s   [ 10.2 | 10.2 | 10.6 | 11.0 ]   &lt;- append
///   grow   +16 s   [ 10.4 | 11.8 ]
///   weaken +20 s   [ 10.4 | 10.8 | 12.0 ]
///
///   _order           hack, grow, weaken: the lanes by their first events
///   _laneOfDelay     which lane the last event of about the same delay went to
/// </code>
/// The lane is guessed from the delay. If the guess does not fit, because the lane's last event is due later, another lane that
/// does is looked for; if there is none, the event has to go elsewhere.
/// </summary>
internal sealed class DelayLanes
{
    public const int LaneCount = 8;

    /// <summary>Delays are told apart to 65 ms.</summary>
    private const int DelayShift = 16;

    private const int DelayHashBits = 8;

    private readonly Lane[] _lanes = new Lane[LaneCount];
    private readonly byte[] _order = new byte[LaneCount];
    private readonly byte[] _laneOfDelay = new byte[1 << DelayHashBits];
    private int _active;

    public DelayLanes()
    {
        for (var i = 0; i < LaneCount; i++) _lanes[i].Ring = new QueuedEvent[64];
        Clear();
    }

    /// <summary>A ring, and copies of what is asked most often.</summary>
    private struct Lane
    {
        public QueuedEvent[] Ring;
        public int Head;
        public int Count;
        public long LastDue;
        public long FirstDue;
        public long FirstSequence;
    }

    /// <summary>Due time of the next event, <see cref="long.MaxValue"/> if there is none.</summary>
    public long FirstDue { get; private set; }

    /// <summary>Sequence number of the next event, <see cref="long.MaxValue"/> if there is none.</summary>
    public long FirstSequence { get; private set; }

    public void Clear()
    {
        for (var i = 0; i < LaneCount; i++) _lanes[i].Count = 0;
        Array.Clear(_laneOfDelay);
        _active = 0;
        FirstDue = long.MaxValue;
        FirstSequence = long.MaxValue;
    }

    /// <summary>Appends an event to the lane that its delay suggests.</summary>
    /// <returns>False if it does not fit there.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryAppend(in QueuedEvent added, long now)
    {
        ref var lane = ref _lanes[_laneOfDelay[DelayHash(added.DueMicros, now)]];
        if (lane.LastDue > added.DueMicros || lane.Count == 0) return false;
        Append(ref lane, in added);
        return true;
    }

    /// <summary>Appends an event to any lane that it fits well, or begins a lane, and remembers it for this delay.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryAppendAnywhere(in QueuedEvent added, long now)
    {
        // An event that is due much later than all others of a lane would keep its stream out of the lane.
        var gapMax = (ulong)Math.Max(1_000, unchecked(added.DueMicros - now) >> 3);
        var best = -1;
        var free = -1;
        for (var i = 0; i < LaneCount; i++)
        {
            ref var lane = ref _lanes[i];
            if (lane.Count == 0)
            {
                free = i;
                continue;
            }

            var gap = unchecked((ulong)(added.DueMicros - lane.LastDue));
            if (lane.LastDue > added.DueMicros || gap > gapMax) continue;
            best = i;
            gapMax = gap;
        }

        if (best < 0 && free < 0) return false;
        _laneOfDelay[DelayHash(added.DueMicros, now)] = (byte)(best >= 0 ? best : free);
        if (best >= 0) Append(ref _lanes[best], in added);
        else Begin(free, in added);
        return true;
    }

    /// <summary>Takes the next event out; only if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QueuedEvent RemoveFirst()
    {
        unchecked
        {
            var order = _order;
            var first = order[0];
            ref var lane = ref _lanes[first];
            var ring = lane.Ring;
            var removed = ring[lane.Head];
            var head = (lane.Head + 1) & (ring.Length - 1);
            lane.Head = head;
            if (--lane.Count == 0)
            {
                End();
                return removed;
            }

            ref readonly var next = ref ring[head];
            var due = next.DueMicros;
            var sequence = next.Sequence;
            lane.FirstDue = due;
            lane.FirstSequence = sequence;

            // The lane moves back behind those that now come before it.
            var place = 0;
            while (place + 1 < _active)
            {
                ref readonly var other = ref _lanes[order[place + 1]];
                if (other.FirstDue > due || (other.FirstDue == due && other.FirstSequence > sequence)) break;
                order[place] = order[place + 1];
                place++;
            }

            order[place] = first;
            lane = ref _lanes[order[0]];
            FirstDue = lane.FirstDue;
            FirstSequence = lane.FirstSequence;
            return removed;
        }
    }

    /// <summary>A number that is the same for events of about the same delay; for others it differs mostly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int DelayHash(long due, long now) => unchecked(
        (int)(((ulong)(due - now) >> DelayShift) * 0x9E3779B97F4A7C15UL >> (64 - DelayHashBits)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Append(ref Lane lane, in QueuedEvent added)
    {
        unchecked
        {
            if (lane.Count == lane.Ring.Length) Grow(ref lane);
            var ring = lane.Ring;
            ring[(lane.Head + lane.Count) & (ring.Length - 1)] = added;
            lane.Count++;
            lane.LastDue = added.DueMicros;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Grow(ref Lane lane)
    {
        var old = lane.Ring;
        var ring = new QueuedEvent[old.Length * 2];
        old.AsSpan(lane.Head).CopyTo(ring);
        old.AsSpan(0, lane.Head).CopyTo(ring.AsSpan(old.Length - lane.Head));
        lane.Ring = ring;
        lane.Head = 0;
    }

    private void Begin(int empty, in QueuedEvent added)
    {
        ref var lane = ref _lanes[empty];
        lane.Head = 0;
        lane.Count = 0;
        Append(ref lane, in added);
        lane.FirstDue = added.DueMicros;
        lane.FirstSequence = added.Sequence;

        // The newest event comes after all others of its time.
        var place = _active++;
        while (place > 0 && _lanes[_order[place - 1]].FirstDue > added.DueMicros)
        {
            _order[place] = _order[place - 1];
            place--;
        }

        _order[place] = (byte)empty;
        FirstDue = _lanes[_order[0]].FirstDue;
        FirstSequence = _lanes[_order[0]].FirstSequence;
    }

    /// <summary>The first lane of the order has become empty.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void End()
    {
        _active--;
        Array.Copy(_order, 1, _order, 0, _active);
        FirstDue = _active == 0 ? long.MaxValue : _lanes[_order[0]].FirstDue;
        FirstSequence = _active == 0 ? long.MaxValue : _lanes[_order[0]].FirstSequence;
    }
}
