using System.Text;
using Sim.Experiments;
using Sim.Experiments.Comparing;
using Sim.Schedulers;

namespace Sim.Cli.Speed;

/// <summary>What <c>sim gate --performance</c> times: timers of the event loop, and whole runs with every metric on.</summary>
internal static class SpeedWorkloads
{
    /// <summary>Gives the background compiler time; it begins once nothing new was called for a tenth of a second.</summary>
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(150);

    /// <summary>Measures this build, in some seconds.</summary>
    public static IReadOnlyList<SpeedMeasure> Measure() =>
        new SpeedMeter(new SpeedWorkload("PriorityQueue", new HoldQueue().Run), All(), ProcessorSeconds).Measure(() => Thread.Sleep(s_pause));

    /// <summary>Everything that is compared with the yardstick.</summary>
    public static IReadOnlyList<SpeedWorkload> All() =>
    [
        new SpeedWorkload("timer", new HoldLoop().Run),
        Landings("periodic", "none"),
        Landings("shotgun", "none"),
        Landings("jit", "none"),
        Landings("periodic", "desktop"),
        ShortRun(),
    ];

    private static SpeedWorkload Landings(string scheduler, string lag)
    {
        var spec = Spec($$"""{ "name": "{{scheduler}}", "greed": "1%", "spacer": "5ms" }""", lag, "5m");
        return new SpeedWorkload($"landing, {scheduler}{(lag == "none" ? "" : ", " + lag)}", () => Simulation.Run(spec).Landings);
    }

    /// <summary>A run that is over at once: what a sweep pays for each run beside its landings.</summary>
    private static SpeedWorkload ShortRun()
    {
        var spec = Spec("""{ "name": "proto", "greed": "1%" }""", "none", "1s");
        return new SpeedWorkload("run without landings", () =>
        {
            const int Runs = 200;
            for (var i = 0; i < Runs; i++) Simulation.Run(spec);
            return Runs;
        });
    }

    private static RunSpec Spec(string scheduler, string lag, string duration) => RunSpec.From(ScenarioFile.Parse(
        "performance",
        Encoding.UTF8.GetBytes($$"""
        {
          "world": { "newGame": { "level": 500 } }, "ram": "16TB", "target": "phantasy", "prepped": true,
          "lag": "{{lag}}", "duration": "{{duration}}", "scheduler": {{scheduler}}
        }
        """),
        SchedulerCatalogue.All));

    /// <summary>By processor time: the clock on the wall counts the other users of a core as well.</summary>
    private static double ProcessorSeconds(Action run)
    {
        var before = Environment.CpuUsage.TotalTime;
        run();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
