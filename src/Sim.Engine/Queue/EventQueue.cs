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
    public void Push(long dueMicros, long sequence, ulong payload)
    {
        if (sequence < _lanesUsedFrom) _ladder.Push(dueMicros, sequence, payload);
        else if (!_lanes.TryAppend(dueMicros, sequence, payload, _lastPopped)) PushAfterMiss(dueMicros, sequence, payload);
    }

    /// <summary>Takes the first event out; only when <see cref="Count"/> is above 0.</summary>
    public QueuedEvent Pop()
    {
        var any = TryPop(long.MaxValue, out var first);
        Debug.Assert(any);
        return first;
    }

    /// <summary>Takes the first event out if it is due at or before a time.</summary>
    /// <returns>False if there is none.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryPop(long lastDue, out QueuedEvent first)
    {
        if (!_ladder.IsEmpty)
        {
            ref readonly var inLadder = ref _ladder.First;
            if (_lanes.AreAfter(in inLadder))
            {
                first = inLadder;
                if (first.DueMicros > lastDue) return false;
                _lastPopped = first.DueMicros;
                _ladder.RemoveFirst();
                return true;
            }
        }

        if (_lanes.FirstDue > lastDue || _lanes.AreEmpty)
        {
            first = default;
            return false;
        }

        first = _lanes.RemoveFirst();
        _lastPopped = first.DueMicros;
        return true;
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
