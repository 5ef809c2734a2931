using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>The files of a sweep's folder beside its runs: what was swept, where, and the table.</summary>
public static class RunFolder
{
    public const string SweepFileName = "sweep.json";
    public const string EnvironmentFile = "environment.json";
    public const string SummaryFile = "summary.csv";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true };

    /// <summary>Writes the resolved sweep and the environment, or checks that the folder belongs to the same sweep.</summary>
    /// <exception cref="InputException">The folder holds another sweep.</exception>
    public static void Prepare(string folder, Sweep sweep, bool resume)
    {
        Directory.CreateDirectory(folder);
        var resolved = Resolve(sweep);
        var path = Path.Combine(folder, SweepFileName);
        if (resume && File.Exists(path) && File.ReadAllText(path) != resolved)
        {
            throw new InputException(new InputProblem(path, "", "the folder holds the results of another sweep", "the same file as before is needed to resume"));
        }

        if (!resume && File.Exists(Path.Combine(folder, RunStore.RunsFile)) && new FileInfo(Path.Combine(folder, RunStore.RunsFile)).Length > 0) return;
        WriteWhole(path, resolved);
        WriteWhole(Path.Combine(folder, EnvironmentFile), RunEnvironment.Current().ToJson() + "\n");
    }

    public static void WriteSummary(string folder, IReadOnlyList<CellSummary> cells)
    {
        using var writer = new StringWriter();
        Summary.WriteCsv(writer, cells);
        WriteWhole(Path.Combine(folder, SummaryFile), writer.ToString());
    }

    /// <summary>Writes beside the file and moves into place, so that nothing half-written is left behind.</summary>
    public static void WriteWhole(string path, string text)
    {
        var part = path + ".part";
        File.WriteAllText(part, text, s_utf8);
        File.Move(part, path, overwrite: true);
    }

    private static string Resolve(Sweep sweep)
    {
        var axes = new JsonObject();
        foreach (var axis in sweep.Axes) axes[axis.Name] = new JsonArray([.. axis.Values.Select(value => value.Json.DeepClone())]);
        var root = new JsonObject
        {
            ["title"] = sweep.Title,
            ["scenario"] = sweep.Scenario.DeepClone(),
            ["axes"] = axes,
            ["replicas"] = sweep.Replicas,
            ["seed"] = sweep.Seed,
        };
        return root.ToJsonString(s_json) + "\n";
    }
}
