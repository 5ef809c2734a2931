using BenchmarkDotNet.Attributes;
using Sim.Experiments;

namespace Sim.Benchmarks;

/// <summary>Whole runs with every metric on, as sweeps run them. Each returns the trace hash, so that a run that does nothing is seen.</summary>
[MemoryDiagnoser]
public class SchedulerBenchmarks
{
    private RunSpec _spec = null!;

    [ParamsSource(nameof(Schedulers))]
    public string Scheduler { get; set; } = "periodic";

    [Params("none", "desktop")]
    public string Lag { get; set; } = "none";

    public static IEnumerable<string> Schedulers => MidSave.Schedulers;

    [GlobalSetup]
    public void Prepare() => _spec = MidSave.Spec(Scheduler, Lag, "1h");

    [Benchmark]
    public string OneHour() => Simulation.Run(_spec).TraceHash;
}
