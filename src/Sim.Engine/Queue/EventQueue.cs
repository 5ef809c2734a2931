using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>
/// The pending events, smallest key first: by due time, and of equal times by their order of creation.
/// <code>
///             same delay as before
///    Push  ------------------------>  DelayLanes   ----\
///      |                                                >--  Pop: the smaller of the two first keys
///      \----------------------------> RadixLadder  ----/
///             anything else
/// </code>
/// <para>
/// The ladder alone keeps any order at about the same cost. Batchers set most of their timers with a handful of delays, though, and for these
/// a lane halves it (Sim.Benchmarks, <c>EventQueueBenchmarks</c>, timer). Trying the lanes in vain costs more than they can win,
/// so they are left alone for a while whenever too many events found no lane.
/// </para>
/// <para>The order of events never depends on which of the two they are kept in. Nothing is allocated unless more events are pending than ever before.</para>
/// </summary>
internal sealed class EventQueue
{
    /// <summary>After as many failures to guess the lane it is looked at how many events were pushed meanwhile.</summary>
    private const int MissCount = 256;

    /// <summary>The lanes are left alone if it were fewer than this: more than one failure in eight.</summary>
    private const int PushesWanted = MissCount * 8;

    /// <summary>How many pushes the lanes are left alone for.</summary>
    private const int PauseLength = 32_768;

    private readonly RadixLadder _ladder = new();
    private readonly DelayLanes _lanes = new();
    private int _misses;
    private long _missesCountedFrom;
    private long _lanesUsedFrom;
    private long _lastPopped;

    public int Count => _ladder.Count + _lanes.Count;

    /// <summary>Due time of the first event; only when <see cref="Count"/> is above 0.</summary>
    public long FirstDueMicros
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _ladder.IsEmpty ? _lanes.FirstDue : Math.Min(_ladder.First.DueMicros, _lanes.FirstDue);
    }

    public void Clear()
    {
        _ladder.Clear();
        _lanes.Clear();
        _misses = 0;
        _missesCountedFrom = 0;
        _lanesUsedFrom = 0;
        _lastPopped = 0;
    }

    /// <param name="dueMicros">Any time, also one before that of the last event popped.</param>
    /// <param name="sequence">Larger than those of all events pushed before.</param>
    /// <param name="payload">What to hand back.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(long dueMicros, long sequence, ulong payload)
    {
        if (sequence < _lanesUsedFrom) _ladder.Push(dueMicros, sequence, payload);
        else if (!_lanes.TryAppend(dueMicros, sequence, payload, _lastPopped)) PushAfterMiss(dueMicros, sequence, payload);
    }

    /// <summary>Takes the first event out; only when <see cref="Count"/> is above 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public QueuedEvent Pop()
    {
        if (!_ladder.IsEmpty)
        {
            ref readonly var first = ref _ladder.First;
            if (first.DueMicros < _lanes.FirstDue || (first.DueMicros == _lanes.FirstDue && first.Sequence < _lanes.FirstSequence))
            {
                _lastPopped = first.DueMicros;
                _ladder.RemoveFirst();
                return first;
            }
        }

        var fromLane = _lanes.RemoveFirst();
        _lastPopped = fromLane.DueMicros;
        return fromLane;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushAfterMiss(long due, long sequence, ulong payload)
    {
        if (++_misses == MissCount)
        {
            if (sequence - _missesCountedFrom < PushesWanted) _lanesUsedFrom = sequence + PauseLength;
            _misses = 0;
            _missesCountedFrom = Math.Max(sequence, _lanesUsedFrom);
        }

        if (!_lanes.TryAppendAnywhere(due, sequence, payload, _lastPopped)) _ladder.Push(due, sequence, payload);
    }
}
