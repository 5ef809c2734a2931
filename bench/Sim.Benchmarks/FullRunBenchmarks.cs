using System.Text;
using BenchmarkDotNet.Attributes;
using Sim.Experiments;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>Whole runs with every metric on, as sweeps run them. Each returns the trace hash, so that a run that does nothing is seen.</summary>
[MemoryDiagnoser]
public class FullRunBenchmarks
{
    private RunSpec _spec = null!;

    [Params("periodic", "jit", "shotgun")]
    public string Scheduler { get; set; } = "jit";

    [GlobalSetup]
    public void Prepare()
    {
        var text = $$"""{ "world": { "newGame": { "level": 500 } }, "ram": "16TB", "target": "phantasy", "prepped": true, "scheduler": "{{Scheduler}}", "duration": "1h" }""";
        _spec = RunSpec.From(ScenarioFile.Parse("benchmark", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All));
    }

    [Benchmark]
    public string OneHourOn16TB() => Simulation.Run(_spec).TraceHash;
}
