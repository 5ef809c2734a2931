using BenchmarkDotNet.Attributes;

namespace Sim.Benchmarks;

/// <summary>What a landing costs by itself, with remembered formulas and without. The results are fingerprints of the same state.</summary>
[MemoryDiagnoser]
public class LandingBenchmarks
{
    internal const int Batches = 10_000;
    private readonly LandingModel _remembered = new();
    private readonly LandingModel _plain = new();

    [Benchmark(OperationsPerInvoke = Batches * 4)]
    public ulong Remembered() => _remembered.Remembered(Batches);

    [Benchmark(Baseline = true, OperationsPerInvoke = Batches * 4)]
    public ulong Plain() => _plain.Plain(Batches);
}
