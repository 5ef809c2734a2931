using Sim.Cli.Reports;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary>Writes a single run into a folder: what was run, its facts, its course over time, some batches job by job, a report.</summary>
internal static class RunOutput
{
    private const int Intervals = 500;

    /// <summary>Runs with more jobs than this in flight are not traced: a trace keeps every job that is alive.</summary>
    private const long TracedJobsMax = 200_000;

    /// <summary>Runs with an observer that changes nothing.</summary>
    public static (RunFacts Facts, RunSeries Series) Run(RunSpec spec)
    {
        var simulation = new Simulation(spec);
        var sampler = simulation.Sample(Intervals);
        var facts = simulation.Run();
        return (facts, sampler.Finish(Moment(facts.SimulatedS * 1000)));
    }

    /// <returns>The report's path.</returns>
    public static string Write(string folder, Scenario scenario, RunSpec spec, RunFacts facts, RunSeries series, TimeSpan wall)
    {
        Directory.CreateDirectory(folder);
        RunFolder.WriteWhole(Path.Combine(folder, RunResults.ScenarioName), ScenarioFile.Write(WithCopies(folder, scenario)));
        RunFolder.WriteWhole(Path.Combine(folder, RunFolder.EnvironmentFile), RunEnvironment.Current().ToJson() + "\n");
        RunFolder.WriteWhole(Path.Combine(folder, RunResults.SeriesFile), series.ToJson() + "\n");
        RunFolder.WriteWhole(Path.Combine(folder, RunResults.TraceFile), string.Concat(Jobs(spec, facts, series).Select(job => job.ToJson() + "\n")));

        // Last, because a folder with this file is taken for a whole one.
        RunFolder.WriteWhole(Path.Combine(folder, RunResults.RunFile), RunJson.Write(WithoutFolder(spec), facts, wall) + "\n");
        return ReportFiles.Write(folder);
    }

    /// <summary>The jobs of the window, from a second run up to its end: a trace of the whole run would not fit into memory.</summary>
    private static IReadOnlyList<JobTrace> Jobs(RunSpec spec, RunFacts facts, RunSeries series)
    {
        if (series.WindowFromMs is not { } from || series.WindowToMs is not { } to || facts.DepthMax * 4L > TracedJobsMax) return [];
        var simulation = new Simulation(spec);
        var (start, end) = (Moment(from), Moment(to));
        var trace = simulation.Trace(start, end);
        simulation.RunUntil(end);

        // Jobs that land later say nothing about the batches of the window.
        return [.. trace.Jobs().Where(job => job.LandedMs is not null)];
    }

    private static SimTime Moment(double milliseconds) => SimTime.Zero + new SimDuration((long)Math.Round(milliseconds * 1000));

    /// <summary>Results name a save by its file; where it lay is nobody's business.</summary>
    private static RunSpec WithoutFolder(RunSpec spec) => spec with { World = spec.World with { Source = Path.GetFileName(spec.World.Source) } };

    /// <summary>The scenario with its save beside it, so that the folder can be moved.</summary>
    private static Scenario WithCopies(string folder, Scenario scenario)
    {
        if (scenario.World is not SaveWorld save) return scenario;
        var name = Path.GetFileName(save.File);
        var copy = Path.Combine(folder, name);
        if (Path.GetFullPath(copy) != Path.GetFullPath(save.File)) File.Copy(save.File, copy, overwrite: true);
        return scenario with { World = new SaveWorld(name) };
    }
}
