using System.Text;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests;

public sealed class SimulationPoolTests
{
    [Fact]
    public void WhatRanBefore_LeavesNoTrace()
    {
        // Runs of many kinds in the same borrowed memory, then each again in memory of its own.
        RunSpec[] specs = [Spec("shotgun", "desktop"), Spec("jit", "none"), Spec("loop", "storm"), Spec("periodic", "none")];
        foreach (var spec in specs.Concat(specs.Reverse()))
        {
            Assert.Equal(new Simulation(spec).Run(), Simulation.Run(spec));
        }
    }

    [Fact]
    public void ALandingAllocatesNothing_InTheSteadyState()
    {
        foreach (var scheduler in (string[])["shotgun", "periodic", "jit"])
        {
            var spec = Spec(scheduler, "desktop") with { Duration = Sim.Engine.SimDuration.FromHours(1) };

            // What the runtime itself allocates when a path is taken for the first time belongs to the first run.
            AllocatedLater(spec);
            Assert.Equal((scheduler, 0), (scheduler, AllocatedLater(spec)));
        }
    }

    /// <summary>Bytes that a run of an hour allocates after its first ten minutes.</summary>
    private static long AllocatedLater(RunSpec spec)
    {
        var simulation = new Simulation(spec);
        simulation.RunUntil(Sim.Engine.SimTime.FromMilliseconds(600_000));
        var before = GC.GetAllocatedBytesForCurrentThread();
        simulation.RunUntil(Sim.Engine.SimTime.FromMilliseconds(3_600_000));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static RunSpec Spec(string scheduler, string lag) => RunSpec.From(ScenarioFile.Parse(
        "test",
        Encoding.UTF8.GetBytes($$"""
        {
          "world": { "save": "{{Repository.Data("reference", "save", "mid.json").Replace('\\', '/')}}" },
          "target": "phantasy", "prepped": true, "lag": "{{lag}}", "duration": "10m", "scheduler": "{{scheduler}}"
        }
        """),
        SchedulerCatalogue.All));
}
