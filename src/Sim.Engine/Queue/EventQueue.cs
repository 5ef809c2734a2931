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
/// The ladder alone keeps any order at about the same cost. Batchers set most of their timers with a handful of delays, though,
/// and for these a lane takes a third off that (<c>EventQueueBenchmarks</c>, Timer: Sim against RadixLadderAlone). Trying the
/// lanes in vain costs more than they can win, so they are left alone for a while whenever too many events found no lane.
/// </para>
/// <para>
/// The order of events never depends on which of the two they are kept in. Nothing is allocated unless more events are pending
/// than ever before.
/// </para>
/// </summary>
internal sealed class EventQueue
{
    /// <summary>After as many failures to guess the lane it is looked at how many events were pushed meanwhile.</summary>
    private const int MissCount = 256;

    /// <summary>The lanes are left alone if it were fewer than this: more than one failure in eight.</summary>
    private const int PushesWanted = MissCount * 8;

    /// <summary>
    /// How many pushes the lanes are left alone for, at the beginning as well: a model's first events are seldom in order.
    /// </summary>
    private const int PauseMin = 8_192;

    /// <summary>Each pause that brought no improvement is twice as long as the one before, up to this.</summary>
    private const int PauseMax = 1 << 20;

    private readonly RadixLadder _ladder = new();
    private readonly DelayLanes _lanes = new();
    private int _misses;
    private long _missesCountedFrom;
    private long _lanesUsedFrom = PauseMin;
    private int _pause = PauseMin;
    private long _lastPopped;

    public int Count => _ladder.Count + _lanes.Count;

    public void Clear()
    {
        _ladder.Clear();
        _lanes.Clear();
        _misses = 0;
        _missesCountedFrom = 0;
        _lanesUsedFrom = PauseMin;
        _pause = PauseMin;
        _lastPopped = 0;
    }

    /// <summary>When the first event is due; <see cref="long.MaxValue"/> if there is none.</summary>
    public long FirstDue => _ladder.IsEmpty ? _lanes.FirstDue : Math.Min(_ladder.First.DueMicros, _lanes.FirstDue);

    /// <param name="dueMicros">Any time, also one before that of the last event popped.</param>
    /// <param name="sequence">Larger than those of all events pushed before.</param>
    /// <param name="payload">What to hand back.</param>
    public void Push(long dueMicros, long sequence, ulong payload)
    {
        if (sequence < _lanesUsedFrom) _ladder.Push(dueMicros, sequence, payload);
        else if (!_lanes.TryAppend(dueMicros, sequence, payload, _lastPopped)) PushAfterMiss(dueMicros, sequence, payload);
    }

    /// <summary>
    /// Takes the first event out if it is due at or before a time. Hands back fields rather than a record: where the compiler does
    /// not see through a record made on the stack, the wide copy of it has to wait for the narrow writes, 6 ns each time.
    /// </summary>
    /// <returns>False if there is none.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryPop(long lastDue, out long dueMicros, out long sequence, out ulong payload)
    {
        if (!_ladder.IsEmpty)
        {
            ref readonly var inLadder = ref _ladder.First;
            if (_lanes.AreEmpty || _lanes.AreAfter(in inLadder))
            {
                dueMicros = inLadder.DueMicros;
                sequence = inLadder.Sequence;
                payload = inLadder.Payload;
                if (dueMicros > lastDue) return false;
                _lastPopped = dueMicros;
                _ladder.RemoveFirst();
                return true;
            }
        }

        if (_lanes.FirstDue > lastDue || _lanes.AreEmpty)
        {
            dueMicros = 0;
            sequence = 0;
            payload = 0;
            return false;
        }

        _lanes.RemoveFirst(out dueMicros, out sequence, out payload);
        _lastPopped = dueMicros;
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void PushAfterMiss(long due, long sequence, ulong payload)
    {
        if (++_misses == MissCount)
        {
            _misses = 0;
            if (sequence - _missesCountedFrom >= PushesWanted)
            {
                _pause = PauseMin;
            }
            else
            {
                _lanesUsedFrom = sequence + _pause;
                _pause = Math.Min(_pause * 2, PauseMax);
            }

            _missesCountedFrom = Math.Max(sequence, _lanesUsedFrom);
        }

        if (!_lanes.TryAppendAnywhere(due, sequence, payload, _lastPopped)) _ladder.Push(due, sequence, payload);
    }
}
