using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <content>
/// Without lag the child is told several events at once, with what each landing will have done if nothing comes between them. It stops
/// where something does: a timer that is due earlier, a kill, a draw, a payment. What it has not taken is taken back.
/// <code>
///   queue: L1 L2 T3 L4 ...   applied ahead: L1 L2 L4   told: L1 L2 T3 L4
///   child: L1, L2, T3 sets a timer before L4: stops    taken back: L4
/// </code>
/// </content>
public sealed partial class ScriptRun
{
    private const int AheadMax = 128;

    private readonly TimerHeap _heap = new();
    private readonly Told[] _told = new Told[AheadMax];
    private SimTime _now;
    private int _toldCount;
    private int _committed;
    private int _ahead = 8;

    private struct Told
    {
        public TimerHeap.Entry Entry;
        public BeforeLanding Before;
        public bool IsLanding;
    }

    private void RunAhead(SimTime end)
    {
        while (Tell(end))
        {
            Exchange(AtWork(), null);
            Invariant.Check(_committed > 0);
            TakeBackTheRest();
            _ahead = _committed == _toldCount ? Math.Min(_ahead * 2, AheadMax) : Math.Max(_committed + 1, 2);
        }

        if (_now < end) _now = end;
    }

    /// <summary>Puts the next events into a message.</summary>
    /// <returns>False if nothing is due.</returns>
    private bool Tell(SimTime end)
    {
        _toldCount = 0;
        _committed = 0;
        while (_toldCount < _ahead && _heap.TryTake(end, out var entry))
        {
            if (entry.Slot >= 0 && (_slots[entry.Slot].Sequence != entry.Sequence || SkipCancelled(entry.Slot))) continue;
            _told[_toldCount++].Entry = entry;
        }

        if (_toldCount == 0) return false;
        BeginMessage();

        // One microsecond after the end: what is due at the end still happens.
        PutCount(_toldCount, SimTime.Min(_heap.NextDueAt, end + new SimDuration(1)));
        for (var i = 0; i < _toldCount; i++)
        {
            ref var told = ref _told[i];
            var at = new SimTime(told.Entry.DueMicros);
            var slot = told.Entry.Slot;
            told.IsLanding = slot >= 0 && _slots[slot].IsOperation;
            if (slot < 0)
            {
                PutEvent(ScriptEvent.Start, told.Entry.Start, at);
            }
            else if (!told.IsLanding)
            {
                PutEvent(ScriptEvent.Timer, slot, at);
            }
            else
            {
                ref var operation = ref _slots[slot].Operation;
                _game.Keep(operation.Target, out told.Before);
                Apply(in operation, out var landing);
                PutLanding(slot, at, in landing);
            }
        }

        // Nothing has happened yet: it does when the child has taken it.
        for (var i = _toldCount - 1; i >= 0; i--)
        {
            if (_told[i].IsLanding) _game.TakeBack(in _told[i].Before);
        }

        _luck.GiveBack();
        return true;
    }

    /// <summary>The child has taken this many of the events: the next of them happens now.</summary>
    private void Commit(int taken)
    {
        Invariant.Check(taken > _committed && taken <= _toldCount);
        for (; _committed < taken; _committed++)
        {
            ref var told = ref _told[_committed];
            _now = new SimTime(told.Entry.DueMicros);
            _isNewChain = false;
            if (told.Entry.Slot < 0)
            {
                _startsToCome--;
                continue;
            }

            _alive--;
            if (!told.IsLanding) continue;
            ref var operation = ref _slots[told.Entry.Slot].Operation;
            Apply(in operation, out var landing);
            Landings++;
            InFlight--;
            _observer?.OnLanded(_now, in operation, in landing);
        }

        LastEventAt = _now;
    }

    /// <summary>The child has fired a timer that it set in this turn, before anything else was due.</summary>
    private void FireLocal(int slot, double at)
    {
        Invariant.Check(!_slots[slot].IsOperation && !_slots[slot].IsCancelled);
        _slots[slot].Sequence = -1;
        _alive--;
        _now = SimTime.Zero + SimDuration.FromMillisecondsRounded(at);
        _isNewChain = false;
        LastEventAt = _now;
    }

    private void TakeBackTheRest()
    {
        for (var i = _committed; i < _toldCount; i++) _heap.Put(in _told[i].Entry);
        _luck.Forget();
    }

    private string AtWork()
    {
        ref var first = ref _told[0].Entry;
        if (first.Slot < 0) return _setup.Starts[first.Start].File;
        return _slots[first.Slot].IsOperation ? ScriptName(_slots[first.Slot].Operation.Script) : "a timer";
    }
}
