using System.Text.Json;
using Sim.Engine;
using Sim.Experiments;
using Sim.Schedulers;

namespace Sim.Cli.Reports;

/// <summary>A single run's folder as read from its files.</summary>
internal sealed record RunResults
{
    public const string RunFile = "run.json";
    public const string SeriesFile = "series.json";
    public const string TraceFile = "trace.jsonl";
    public const string ScenarioName = "scenario.json";

    /// <summary>The object that <c>sim run --json</c> prints.</summary>
    public required JsonElement Run { get; init; }

    public required RunSeries Series { get; init; }

    /// <summary>The jobs of the window that <see cref="RunSeries.WindowFromMs"/> names.</summary>
    public required IReadOnlyList<JobTrace> Jobs { get; init; }

    public required Scenario Scenario { get; init; }

    public required RunEnvironment? Environment { get; init; }

    /// <exception cref="InputException">A file is missing or of another version.</exception>
    public static RunResults Read(string folder)
    {
        var environment = Path.Combine(folder, RunFolder.EnvironmentFile);
        return new RunResults
        {
            Run = Parse(folder, RunFile, text => JsonDocument.Parse(text).RootElement),
            Series = Parse(folder, SeriesFile, RunSeries.Parse),
            Jobs = Parse(folder, TraceFile, text => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(JobTrace.Parse).ToArray()),
            Scenario = ScenarioFile.Load(Path.Combine(folder, ScenarioName), SchedulerCatalogue.All),
            Environment = File.Exists(environment) ? Parse(folder, RunFolder.EnvironmentFile, RunEnvironment.Parse) : null,
        };
    }

    private static T Parse<T>(string folder, string name, Func<string, T> parse)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) throw new InputException(new InputProblem(folder, name, "there is no such file", "a folder made by sim run --out is needed"));
        try
        {
            return parse(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw new InputException(new InputProblem(path, "", $"not of this version: {error.Message.Split(" Path:")[0]}", "a file made by sim run --out is needed"));
        }
    }
}
