using System.Globalization;
using System.Text.Json;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// Puts the folders of a sweep's shards together into one folder, with the bytes that the sweep gives when it is run in one piece.
/// Checks first that they belong together and that nothing is missing or there twice; all problems are told at once.
/// </summary>
public sealed class ShardMerger
{
    private readonly InputProblems _problems = new("");
    private readonly List<(string Folder, ShardFile Shard)> _parts = [];
    private readonly List<RunLine> _lines = [];

    private ShardMerger()
    {
    }

    /// <summary>Merges.</summary>
    /// <param name="folders">One for each shard, in any order.</param>
    /// <param name="output">Folder for the whole; made if it is not there, and must hold no results.</param>
    /// <returns>The lines in the order of cell and replica.</returns>
    /// <exception cref="InputException">The shards do not belong together, or something is missing or double.</exception>
    public static IReadOnlyList<RunLine> Merge(IReadOnlyList<string> folders, string output)
    {
        ArgumentNullException.ThrowIfNull(folders);
        var merger = new ShardMerger();
        foreach (var folder in folders) merger.ReadPart(folder);
        merger._problems.ThrowIfAny();
        merger.CheckTogether();
        merger._problems.ThrowIfAny();
        foreach (var (folder, shard) in merger._parts) merger.ReadRuns(folder, shard);
        merger._problems.ThrowIfAny();
        return merger.Write(output);
    }

    private void ReadPart(string folder)
    {
        try
        {
            _parts.Add((folder, ShardFile.Read(folder)));
        }
        catch (InputException refused)
        {
            foreach (var problem in refused.Problems) _problems.Add($"{problem.File}", problem.Problem, problem.Valid);
        }
    }

    private void CheckTogether()
    {
        if (_parts.Count == 0)
        {
            _problems.Add("", "no folder", "at least one folder of a shard is needed");
            return;
        }

        var (firstFolder, first) = _parts[0];
        var sweep = File.ReadAllText(Path.Combine(firstFolder, RunFolder.SweepFileName));
        var made = MadeBy(firstFolder);
        var seen = new Dictionary<int, string>();
        foreach (var (folder, shard) in _parts)
        {
            if (shard.Of != first.Of) _problems.Add(folder, $"shard {shard.Shard}/{shard.Of}", $"{firstFolder} is one of {Count(first.Of)} shards");
            else if (!seen.TryAdd(shard.Shard, folder)) _problems.Add(folder, $"shard {shard.Shard}/{shard.Of} is there twice", $"{seen[shard.Shard]} holds it already");
            if (File.ReadAllText(Path.Combine(folder, RunFolder.SweepFileName)) != sweep || !SameInputs(folder, firstFolder))
            {
                _problems.Add(folder, "another sweep", $"the sweep and the input files of {firstFolder} are needed");
            }

            if (MadeBy(folder) != made) _problems.Add(folder, $"made by version {MadeBy(folder)}", $"{firstFolder} was made by version {made}");
        }

        var missing = Enumerable.Range(1, first.Of).Where(number => !seen.ContainsKey(number)).ToArray();
        if (missing.Length > 0) _problems.Add("", $"missing: {Listed(missing, first.Of)}", "a folder for every shard is needed");
    }

    private void ReadRuns(string folder, ShardFile part)
    {
        var shard = new Shard(part.Shard, part.Of);
        var replicas = SweepFile.Load(Path.Combine(folder, RunFolder.SweepFileName), mayBeLarge: true).Replicas;
        var path = Path.Combine(folder, RunStore.RunsFile);
        var lines = File.Exists(path) ? RunStore.ReadAll(path).DistinctBy(line => (line.Cell, line.Replica)).ToArray() : [];
        var strangers = lines.Count(line => !shard.Has(((long)line.Cell * replicas) + line.Replica));
        if (strangers > 0) _problems.Add(path, $"{Count(strangers)} runs that are not of shard {shard}", "as sim sweep --shard wrote it");
        var expected = shard.RunsOf(part.Runs);
        if (lines.Length < expected)
        {
            _problems.Add(folder, $"{Count(lines.Length)} of {Count(expected)} runs", $"finish it with: sim sweep FILE --shard {shard} --out {folder} --resume");
        }

        _lines.AddRange(lines);
    }

    private RunLine[] Write(string output)
    {
        var from = _parts[0].Folder;
        RunStore.Open(output, resume: false).Dispose();
        File.Copy(Path.Combine(from, RunFolder.SweepFileName), Path.Combine(output, RunFolder.SweepFileName), overwrite: true);
        File.Copy(Path.Combine(from, RunFolder.EnvironmentFile), Path.Combine(output, RunFolder.EnvironmentFile), overwrite: true);
        foreach (var input in RunFolder.InputsOf(from))
        {
            var copy = Path.Combine(output, RunFolder.InputsFolder, input);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(Path.Combine(from, RunFolder.InputsFolder, input), copy, overwrite: true);
        }

        RunFolder.WriteWhole(
            Path.Combine(output, RunStore.CostsFile),
            string.Concat(_parts.Select(part => File.ReadAllText(Path.Combine(part.Folder, RunStore.CostsFile)))));
        var lines = _lines.OrderBy(line => line.Cell).ThenBy(line => line.Replica).ToArray();
        RunFolder.WriteWhole(Path.Combine(output, RunStore.RunsFile), string.Concat(lines.Select(line => line.ToJson() + "\n")));
        return lines;
    }

    private static string MadeBy(string folder)
    {
        var path = Path.Combine(folder, RunFolder.EnvironmentFile);
        if (!File.Exists(path)) return "unknown";
        try
        {
            var environment = RunEnvironment.Parse(File.ReadAllText(path));
            return environment.Commit.Length > 0 ? $"{environment.Version}+{environment.Commit}" : environment.Version;
        }
        catch (JsonException)
        {
            return "unknown";
        }
    }

    private static bool SameInputs(string left, string right) =>
        RunFolder.InputsOf(left).SequenceEqual(RunFolder.InputsOf(right))
        && RunFolder.InputsOf(left).All(name => File.ReadAllBytes(Path.Combine(left, RunFolder.InputsFolder, name))
            .AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(right, RunFolder.InputsFolder, name))));

    private static string Listed(int[] missing, int of)
    {
        const int Shown = 10;
        var some = string.Join(", ", missing.Take(Shown).Select(number => new Shard(number, of)));
        return missing.Length > Shown ? $"{some} and {Count(missing.Length - Shown)} more" : some;
    }

    private static string Count(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
