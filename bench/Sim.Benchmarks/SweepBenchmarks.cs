using BenchmarkDotNet.Attributes;

namespace Sim.Benchmarks;

/// <summary>A run of a thousand landings from start to result. The results are sums of the trace hashes, the same for all.</summary>
[MemoryDiagnoser]
public class SweepBenchmarks
{
    internal const int Runs = 500;
    private readonly SweepModel _sweep = new(Runs);

    [Benchmark(OperationsPerInvoke = Runs)]
    public ulong Pooled() => _sweep.Pooled();

    [Benchmark(Baseline = true, OperationsPerInvoke = Runs)]
    public ulong Fresh() => _sweep.Fresh();

    [Benchmark(OperationsPerInvoke = Runs)]
    public ulong OneThread() => _sweep.OnThreads(1);

    [Benchmark(OperationsPerInvoke = Runs)]
    public ulong TwoThreads() => _sweep.OnThreads(2);
}
