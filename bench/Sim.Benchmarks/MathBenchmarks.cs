using BenchmarkDotNet.Attributes;
using Sim.Engine;
using Sim.Engine.Numbers;

namespace Sim.Benchmarks;

/// <summary>
/// The functions that give V8's results bit for bit against those of the platform. The results are sums, about the same for both.
/// </summary>
[MemoryDiagnoser]
public class MathBenchmarks
{
    private const int Count = 4_096;

    private readonly double[] _x = new double[Count];
    private readonly double[] _y = new double[Count];

    public MathBenchmarks()
    {
        var random = new RandomStream(7);
        for (var i = 0; i < Count; i++)
        {
            _x[i] = random.NextDouble() + 1e-9;
            _y[i] = (random.NextDouble() * 20) - 10;
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double FdLog()
    {
        var sum = 0.0;
        foreach (var x in _x) sum += FdMath.Log(x);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double SystemLog()
    {
        var sum = 0.0;
        foreach (var x in _x) sum += Math.Log(x);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double FdLog1P()
    {
        var sum = 0.0;
        foreach (var x in _x) sum += FdMath.Log1P(x);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double SystemLog1P()
    {
        var sum = 0.0;
        foreach (var x in _x) sum += double.LogP1(x);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double FdExp()
    {
        var sum = 0.0;
        foreach (var y in _y) sum += FdMath.Exp(y);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double SystemExp()
    {
        var sum = 0.0;
        foreach (var y in _y) sum += Math.Exp(y);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double FdPow()
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++) sum += FdMath.Pow(_x[i], _y[i] / 10);
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double SystemPow()
    {
        var sum = 0.0;
        for (var i = 0; i < Count; i++) sum += Math.Pow(_x[i], _y[i] / 10);
        return sum;
    }
}
