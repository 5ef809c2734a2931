using System.Globalization;
using System.Text;
using BenchmarkDotNet.Attributes;
using Sim.Engine;
using Sim.Experiments;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>
/// What a fork costs with so many jobs in flight: against the bare copying of as many bytes, the least that it could cost, and against
/// running a second simulation to the same moment, which it saves. Here that moment is a second after the volley was launched, the
/// cheapest there is: any later one takes longer to run to, and no longer to fork.
/// </summary>
[MemoryDiagnoser]
public class ForkBenchmarks
{
    private const int JobsPerBatch = 4;

    private static readonly SimTime s_moment = SimTime.FromMilliseconds(1_000);

    private RunSpec _spec = null!;
    private Simulation _simulation = null!;
    private byte[] _asManyBytes = [];

    [Params(100, 10_000, 1_000_000)]
    public int Jobs { get; set; } = 100;

    /// <summary>What a fork takes on the heap, in bytes.</summary>
    public long BytesOfAFork => _asManyBytes.Length;

    [GlobalSetup]
    public void Prepare()
    {
        var depth = (Jobs / JobsPerBatch).ToString(CultureInfo.InvariantCulture);
        var text = $$"""
            {
              "world": { "newGame": { "level": 500 } }, "ram": "64PB", "target": "phantasy", "prepped": true, "duration": "10m",
              "scheduler": { "name": "shotgun", "greed": "0.1%", "depth": {{depth}} }
            }
            """;
        _spec = RunSpec.From(ScenarioFile.Parse("benchmark", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All));
        _simulation = RunToTheSameMoment();
        Fork();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Fork();
        _asManyBytes = new byte[GC.GetAllocatedBytesForCurrentThread() - before];
    }

    [Benchmark]
    public Simulation Fork() => _simulation.Fork();

    [Benchmark(Baseline = true)]
    public object CopyAsManyBytes() => _asManyBytes.Clone();

    [Benchmark]
    public Simulation RunToTheSameMoment()
    {
        var simulation = new Simulation(_spec);
        simulation.RunUntil(s_moment);
        return simulation;
    }
}
