using BenchmarkDotNet.Attributes;

namespace Sim.Benchmarks;

/// <summary>
/// One pop and one push in the hold model. The results are fingerprints of all events popped, the same for every queue.
/// </summary>
[MemoryDiagnoser]
public class EventQueueBenchmarks
{
    private const int Operations = 100_000;

    private HoldModel<SimQueue>? _sim;
    private HoldModel<LadderQueue>? _ladder;
    private HoldModel<HeapQueue>? _heap;
    private HoldModel<DotNetQueue>? _dotNet;

    [ParamsAllValues]
    public HoldMix Mix { get; set; }

    [Params(1_000, 10_000, 100_000, 1_000_000)]
    public int Pending { get; set; }

    [GlobalSetup(Target = nameof(Sim))]
    public void PrepareSim() => _sim = Prepared(new SimQueue());

    [GlobalSetup(Target = nameof(RadixLadderAlone))]
    public void PrepareLadder() => _ladder = Prepared(new LadderQueue());

    [GlobalSetup(Target = nameof(FourAryHeap))]
    public void PrepareHeap() => _heap = Prepared(new HeapQueue());

    [GlobalSetup(Target = nameof(PriorityQueue))]
    public void PrepareDotNet() => _dotNet = Prepared(new DotNetQueue());

    [Benchmark(OperationsPerInvoke = Operations)]
    public ulong Sim() => _sim!.Run(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public ulong RadixLadderAlone() => _ladder!.Run(Operations);

    [Benchmark(OperationsPerInvoke = Operations)]
    public ulong FourAryHeap() => _heap!.Run(Operations);

    [Benchmark(Baseline = true, OperationsPerInvoke = Operations)]
    public ulong PriorityQueue() => _dotNet!.Run(Operations);

    /// <summary>Every event has come round about twice, so that the queue is in its steady state.</summary>
    private HoldModel<TQueue> Prepared<TQueue>(TQueue queue)
        where TQueue : struct, IQueueUnderTest
    {
        var model = new HoldModel<TQueue>(queue, new HoldDelays(Mix), Pending);
        model.Run(2 * Pending);
        return model;
    }
}
