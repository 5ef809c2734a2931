using Sim.Engine;

namespace Sim.Experiments.Comparing;

/// <summary>Finds results wherever they were put: a run folder, its runs.jsonl, or a baseline.</summary>
public static class ResultSet
{
    /// <exception cref="InputException">There are no results of this version.</exception>
    public static IReadOnlyList<RunLine> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Directory.Exists(path)) path = Path.Combine(path, RunStore.RunsFile);
        if (!File.Exists(path)) throw new InputException(new InputProblem(path, "", "there is no such file", "a run folder, a runs.jsonl or a baseline is needed"));
        var lines = RunStore.ReadLines(path, firstLine: Baseline.IsBaseline(path) ? 2 : 1);
        return lines.Count > 0 ? lines : throw new InputException(new InputProblem(path, "", "there are no results in it"));
    }
}
