using Sim.Engine;
using Sim.Engine.Tests;

namespace Sim.Benchmarks;

/// <summary>What all queues are measured through. Structs, so that calls through it are compiled into the loop.</summary>
internal interface IQueueUnderTest
{
    void Push(long dueMicros, int number);

    int Pop(out long dueMicros);
}

/// <summary>The simulator's own.</summary>
internal struct SimQueue() : IQueueUnderTest
{
    private readonly EventQueue _queue = new();
    private long _sequence;

    public void Push(long dueMicros, int number) => _queue.Push(dueMicros, unchecked(_sequence++), unchecked((uint)number));

    public readonly int Pop(out long dueMicros)
    {
        _queue.TryPop(long.MaxValue, out dueMicros, out _, out var payload);
        return unchecked((int)payload);
    }
}

/// <summary>The radix ladder without lanes before it.</summary>
internal struct LadderQueue() : IQueueUnderTest
{
    private readonly RadixLadder _queue = new();
    private long _sequence;

    public void Push(long dueMicros, int number) =>
        _queue.Push(dueMicros, unchecked(_sequence++), unchecked((uint)number));

    public readonly int Pop(out long dueMicros)
    {
        var first = _queue.First;
        _queue.RemoveFirst();
        dueMicros = first.DueMicros;
        return unchecked((int)first.Payload);
    }
}

/// <summary>The plain four-way heap that the tests compare with.</summary>
internal struct HeapQueue() : IQueueUnderTest
{
    private readonly ReferenceQueue _queue = new();
    private long _sequence;

    public void Push(long dueMicros, int number) => _queue.Push(dueMicros, unchecked(_sequence++), unchecked((uint)number));

    public readonly int Pop(out long dueMicros)
    {
        var first = _queue.Pop();
        dueMicros = first.DueMicros;
        return unchecked((int)first.Payload);
    }
}

/// <summary>.NET's own, with the order of creation as part of the priority, since it promises none for ties.</summary>
internal struct DotNetQueue() : IQueueUnderTest
{
    private readonly PriorityQueue<int, (long DueMicros, long Sequence)> _queue = new();
    private long _sequence;

    public void Push(long dueMicros, int number) => _queue.Enqueue(number, (dueMicros, unchecked(_sequence++)));

    public readonly int Pop(out long dueMicros)
    {
        _queue.TryDequeue(out var number, out var key);
        dueMicros = key.DueMicros;
        return number;
    }
}

/// <summary>Keeps no order at all, which shows what the loop itself costs.</summary>
internal struct NoQueue() : IQueueUnderTest
{
    private readonly Queue<(long DueMicros, int Number)> _queue = new();

    public readonly void Push(long dueMicros, int number) => _queue.Enqueue((dueMicros, number));

    public readonly int Pop(out long dueMicros)
    {
        (dueMicros, var number) = _queue.Dequeue();
        return number;
    }
}
