using Sim.Engine;

namespace Sim.Scripts;

/// <summary>
/// The timers of scripts by due time and then by creation. Unlike the engine's queue it takes back what was taken out of it, which
/// looking ahead needs.
/// </summary>
internal sealed class TimerHeap
{
    private Entry[] _entries = new Entry[1024];
    private long _sequence;

    internal struct Entry
    {
        public long DueMicros;
        public long Sequence;
        public int Slot;
        public int Start;
    }

    public int Count { get; private set; }

    /// <summary>Adds a timer behind all that are due at the same time.</summary>
    /// <param name="due">When it fires.</param>
    /// <param name="slot">What for; -1 for the start of a script.</param>
    /// <param name="start">Which script, for a start.</param>
    /// <returns>The entry's number in the order of creation.</returns>
    public long Add(SimTime due, int slot, int start = -1)
    {
        Put(new Entry { DueMicros = due.Micros, Sequence = _sequence, Slot = slot, Start = start });
        return _sequence++;
    }

    /// <summary>When the first entry is due; never if there is none.</summary>
    public SimTime NextDueAt => Count == 0 ? SimTime.Never : new SimTime(_entries[0].DueMicros);

    /// <summary>Puts an entry back where it was.</summary>
    public void Put(in Entry entry)
    {
        if (Count == _entries.Length) Array.Resize(ref _entries, Count * 2);
        var at = Count++;
        while (at > 0)
        {
            var parent = (at - 1) >> 1;
            if (!IsBefore(in entry, in _entries[parent])) break;
            _entries[at] = _entries[parent];
            at = parent;
        }

        _entries[at] = entry;
    }

    /// <summary>Takes the first entry out.</summary>
    /// <returns>False if none is due by <paramref name="last"/>.</returns>
    public bool TryTake(SimTime last, out Entry first)
    {
        if (Count == 0 || _entries[0].DueMicros > last.Micros)
        {
            first = default;
            return false;
        }

        first = _entries[0];
        var moved = _entries[--Count];
        var at = 0;
        while (true)
        {
            var child = (at * 2) + 1;
            if (child >= Count) break;
            if (child + 1 < Count && IsBefore(in _entries[child + 1], in _entries[child])) child++;
            if (!IsBefore(in _entries[child], in moved)) break;
            _entries[at] = _entries[child];
            at = child;
        }

        _entries[at] = moved;
        return true;
    }

    private static bool IsBefore(in Entry left, in Entry right) =>
        left.DueMicros < right.DueMicros || (left.DueMicros == right.DueMicros && left.Sequence < right.Sequence);
}
