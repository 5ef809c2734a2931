using System.Text;
using Sim.Engine;
using Sim.Experiments;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>What jobs in flight take: a volley of <c>shotgun</c> whose first turn launches them all.</summary>
/// <param name="Jobs">Jobs in flight.</param>
/// <param name="LiveBytes">What the run holds while they are in flight, for each.</param>
/// <param name="AllocatedBytes">What was allocated up to then, for each, arrays that had to grow included.</param>
/// <param name="TraceHash">Of the whole run.</param>
internal sealed record JobMemory(long Jobs, double LiveBytes, double AllocatedBytes, string TraceHash)
{
    private const int JobsPerBatch = 4;

    /// <summary>Measures a volley of so many jobs.</summary>
    /// <param name="jobs">A multiple of four, at most a million or so.</param>
    public static JobMemory Measure(int jobs)
    {
        var spec = RunSpec.From(ScenarioFile.Parse("benchmark", Encoding.UTF8.GetBytes($$"""
            {
              "world": { "save": "mid.json" }, "target": "phantasy", "prepped": true, "ram": "64PB", "duration": "3h",
              "scheduler": { "name": "shotgun", "greed": "0.1%", "spacer": "1ms", "depth": {{jobs / JobsPerBatch}} }
            }
            """), SchedulerCatalogue.All, MidSave.Folder));
        var simulation = new Simulation(spec);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        simulation.RunUntil(SimTime.FromMilliseconds(1));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        var live = GC.GetTotalMemory(forceFullCollection: true) - before;
        var facts = simulation.Run();
        var inFlight = facts.DepthMax * (long)JobsPerBatch;
        return new JobMemory(inFlight, (double)live / inFlight, (double)allocated / inFlight, facts.TraceHash);
    }
}
