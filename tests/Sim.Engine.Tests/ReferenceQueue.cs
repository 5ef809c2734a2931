using System.Runtime.CompilerServices;

namespace Sim.Engine.Tests;

/// <summary>
/// The plain queue that the fast one is checked against and compared with: a four-way heap in one array, smallest key first.
/// The children of entry i are 4i+1 to 4i+4, so that the heap is half as deep as a binary one.
/// <code>
///                 0
///        /     /     \     \
///       1     2       3     4
///     5-8   9-12    13-16  17-20
/// </code>
/// </summary>
internal sealed class ReferenceQueue
{
    private const int Arity = 4;
    private QueuedEvent[] _entries = new QueuedEvent[256];
    private int _count;

    public int Count => _count;

    /// <summary>Due time of the first event; only when <see cref="Count"/> is above 0.</summary>
    public long FirstDueMicros => _entries[0].DueMicros;

    public void Clear() => _count = 0;

    public void Push(long dueMicros, long sequence, ulong payload)
    {
        if (_count == _entries.Length) Array.Resize(ref _entries, _entries.Length * 2);
        var entry = new QueuedEvent { DueMicros = dueMicros, Sequence = sequence, Payload = payload };
        var hole = _count++;
        var entries = _entries;
        while (hole > 0)
        {
            var parent = (hole - 1) / Arity;
            if (!entry.IsBefore(in entries[parent])) break;
            entries[hole] = entries[parent];
            hole = parent;
        }

        entries[hole] = entry;
    }

    /// <summary>Takes the first event out; only when <see cref="Count"/> is above 0.</summary>
    public QueuedEvent Pop()
    {
        var entries = _entries;
        var first = entries[0];
        var last = entries[--_count];
        var hole = 0;
        while (true)
        {
            var child = (hole * Arity) + 1;
            if (child >= _count) break;
            var end = Math.Min(child + Arity, _count);
            var least = child;
            for (var next = child + 1; next < end; next++)
            {
                if (entries[next].IsBefore(in entries[least])) least = next;
            }

            if (!entries[least].IsBefore(in last)) break;
            entries[hole] = entries[least];
            hole = least;
        }

        entries[hole] = last;
        return first;
    }
}
