using BenchmarkDotNet.Attributes;
using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>
/// The hold model: with a fixed number of pending events, take the first and put one back a random time later. Our queue against
/// .NET's own, with the same keys. Each returns what came out, so that a benchmark that computes nothing is seen.
/// </summary>
[MemoryDiagnoser]
public class EventQueueBenchmarks
{
    private const int Holds = 100_000;
    private const long MeanMicros = 1_000_000;
    private readonly EventQueue _ours = new();
    private readonly PriorityQueue<ulong, (long DueMicros, long Sequence)> _theirs = new();
    private readonly long[] _delays = new long[1 << 16];
    private long _sequence;

    /// <summary>Events that are pending at all times.</summary>
    [Params(1_000, 100_000)]
    public int Pending { get; set; }

    [GlobalSetup]
    public void Fill()
    {
        var random = new RandomStream(1);
        for (var i = 0; i < _delays.Length; i++) _delays[i] = random.NextInt64(0, 2 * MeanMicros);
        _ours.Clear();
        _theirs.Clear();
        for (_sequence = 0; _sequence < Pending; _sequence++)
        {
            var due = _delays[_sequence % _delays.Length];
            _ours.Push(due, _sequence, (ulong)_sequence);
            _theirs.Enqueue((ulong)_sequence, (due, _sequence));
        }
    }

    [Benchmark(OperationsPerInvoke = Holds)]
    public ulong Ours()
    {
        var seen = 0UL;
        for (var i = 0; i < Holds; i++)
        {
            var first = _ours.Pop();
            seen ^= first.Payload;
            _ours.Push(first.DueMicros + _delays[i % _delays.Length], _sequence++, first.Payload);
        }

        return seen;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Holds)]
    public ulong DotNetPriorityQueue()
    {
        var seen = 0UL;
        for (var i = 0; i < Holds; i++)
        {
            _theirs.TryDequeue(out var payload, out var key);
            seen ^= payload;
            _theirs.Enqueue(payload, (key.DueMicros + _delays[i % _delays.Length], _sequence++));
        }

        return seen;
    }
}
