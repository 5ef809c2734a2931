using BenchmarkDotNet.Attributes;
using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>Draws from a lognormal law, by the table that runs use and by the formula. The results are sums, about the same.</summary>
[MemoryDiagnoser]
public class DistributionBenchmarks
{
    internal const int Draws = 10_000;
    private readonly Distribution _law = Distribution.Lognormal(100, 40);

    [Benchmark(OperationsPerInvoke = Draws)]
    public double Table()
    {
        var random = new RandomStream(7);
        var sum = 0.0;
        for (var i = 0; i < Draws; i++) sum += _law.Draw(random).Micros;
        return sum;
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Draws)]
    public double Formula()
    {
        var random = new RandomStream(7);
        var sum = 0.0;
        for (var i = 0; i < Draws; i++) sum += Math.Round(_law.Quantile(random.NextDouble()));
        return sum;
    }
}
