using System.Text;
using Sim.Experiments;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>The runs that benchmarks time: batches on phantasy in a save from the middle of a game, landings every 5 ms.</summary>
internal static class MidSave
{
    /// <summary>The schedulers whose speed is measured.</summary>
    public static readonly string[] Schedulers = ["periodic", "shotgun", "jit"];

    /// <summary>A run of <c>periodic</c> with a thousand landings: 250 batches, once.</summary>
    public const string Thousand = """
        {
          "world": { "save": "mid.json" }, "target": "phantasy", "prepped": true, "duration": "105s",
          "scheduler": { "name": "periodic", "greed": "1%", "spacer": "5ms", "depth": 250 }
        }
        """;

    /// <summary>The folder of the repository that holds the saves.</summary>
    public static string Folder { get; } = FindFolder();

    /// <summary>One run, ready to start.</summary>
    /// <param name="scheduler">A name of the catalogue.</param>
    /// <param name="lag">A preset such as none or desktop.</param>
    /// <param name="duration">Such as 10m.</param>
    public static RunSpec Spec(string scheduler, string lag, string duration) =>
        Read(Scenario(scheduler, lag, duration));

    /// <summary>A run from its text.</summary>
    public static RunSpec Read(string scenario) =>
        RunSpec.From(ScenarioFile.Parse("benchmark", Encoding.UTF8.GetBytes(scenario), SchedulerCatalogue.All, Folder));

    /// <summary>Many runs of a thousand landings: the smallest that a sweep is made of.</summary>
    /// <param name="replicas">How many.</param>
    public static Sweep ThousandLandings(int replicas) => SweepFile.Parse(
        "benchmark",
        Encoding.UTF8.GetBytes($$"""{ "scenario": {{Thousand}}, "replicas": {{replicas}} }"""),
        Folder);

    private static string Scenario(string scheduler, string lag, string duration) => $$"""
        {
          "world": { "save": "mid.json" }, "target": "phantasy", "prepped": true, "lag": "{{lag}}", "duration": "{{duration}}",
          "scheduler": { "name": "{{scheduler}}", "greed": "1%", "spacer": "5ms" }
        }
        """;

    private static string FindFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sim.sln"))) return Path.Combine(folder.FullName, "tests", "data", "reference", "save");
        }

        throw new InvalidOperationException("Benchmarks read the reference saves of the repository; there is none above the program.");
    }
}
