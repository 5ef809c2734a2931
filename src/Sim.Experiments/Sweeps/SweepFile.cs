using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Reads sweep files: a scenario, axes over any of its options, replicas.</summary>
public static class SweepFile
{
    /// <summary>More runs than this are asked about first.</summary>
    public const long RunsWithoutAsking = 200_000;

    /// <summary>Options of a new game that axes may name without their path.</summary>
    internal static readonly ImmutableArray<string> NewGameAxes = ["bitNode", "bitNodeLevel", "homeRam", "homeCores", "purchasedServers", "portOpeners"];

    private const long CellsMax = 10_000_000;
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] s_scenarioKeys = ["title", "world", "level", "ram", "target", "prepped", "scheduler", "duration", "seed", "lag", "grow", "until"];

    /// <param name="path">A sweep file, or a scenario file, which is a sweep of one cell.</param>
    /// <param name="mayBeLarge">True if more than <see cref="RunsWithoutAsking"/> runs are meant.</param>
    /// <exception cref="InputException">Every problem of the file.</exception>
    public static Sweep Load(string path, bool mayBeLarge = false)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw new InputException(new InputProblem(path, "", "there is no such file"));
        return Parse(path, File.ReadAllBytes(path), Path.GetDirectoryName(path) ?? "", mayBeLarge);
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="folder">Where files that it names are looked for; empty for the current folder.</param>
    /// <param name="mayBeLarge">True if more than <see cref="RunsWithoutAsking"/> runs are meant.</param>
    /// <exception cref="InputException">Every problem of the text.</exception>
    public static Sweep Parse(string file, byte[] bytes, string folder, bool mayBeLarge = false)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        var problems = new InputProblems(file);
        var root = InputNode.Parse(bytes, problems, lenient: true);
        problems.ThrowIfAny();
        var tree = JsonNode.Parse(bytes, documentOptions: s_lenient) as JsonObject ?? throw problems.Fatal("", root!.Describe(), "an object is needed");
        return Read(root!, tree, problems, folder, mayBeLarge);
    }

    /// <summary>Reads a sweep that was put together in code.</summary>
    /// <param name="tree">As in a file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="InputException">Every problem of it.</exception>
    public static Sweep FromTree(JsonObject tree, string name)
    {
        ArgumentNullException.ThrowIfNull(tree);
        var problems = new InputProblems(name);
        var root = InputNode.Parse(Encoding.UTF8.GetBytes(tree.ToJsonString()), problems);
        problems.ThrowIfAny();
        return Read(root!, tree, problems, "", mayBeLarge: true);
    }

    private static Sweep Read(InputNode root, JsonObject tree, InputProblems problems, string folder, bool mayBeLarge)
    {
        var isSweep = root["scenario"] is not null;
        if (!isSweep) (root, tree) = Wrap(tree, problems);
        var sweep = InputObject.Open(root, problems, "$schema", "title", "scenario", "axes", "replicas", "seed")
            ?? throw problems.Fatal("", "an object is needed");
        var title = sweep.Text("title") ?? Path.GetFileNameWithoutExtension(problems.File);
        var replicas = (int)(sweep.Whole("replicas", 1, 100_000) ?? 1);
        var scenario = tree["scenario"]?.DeepClone() as JsonObject ?? throw problems.Fatal("scenario", root["scenario"]?.Describe() ?? "missing", "a scenario is needed");
        scenario["title"] ??= title;
        var axes = ReadAxes(root["axes"], tree["axes"], scenario, problems);
        problems.ThrowIfAny();
        var ownSeed = scenario["seed"] is JsonValue own && own.TryGetValue(out ulong value) ? value : ScenarioDefaults.Seed;
        var seed = ReadSeed(sweep) ?? ownSeed;
        var runs = axes.Aggregate((double)replicas, (product, axis) => product * axis.Values.Length);
        if (runs > RunsWithoutAsking && !mayBeLarge)
        {
            throw problems.Fatal("axes", string.Create(CultureInfo.InvariantCulture, $"{runs:#,0} runs"), "fewer values are needed, or --yes if so many are meant");
        }

        if (runs / replicas > CellsMax) throw problems.Fatal("axes", string.Create(CultureInfo.InvariantCulture, $"{runs / replicas:#,0} cells"), string.Create(CultureInfo.InvariantCulture, $"at most {CellsMax:#,0} are possible"));
        CheckValues(axes, scenario, folder, problems);
        problems.ThrowIfAny();
        return new Sweep
        {
            Title = title,
            Scenario = scenario,
            Axes = axes,
            Replicas = replicas,
            Seed = seed,
            Folder = folder,
            Cells = CellMaker.Make(axes, scenario),
        };
    }

    /// <summary>Any seed that a scenario may have; null if there is none.</summary>
    private static ulong? ReadSeed(InputObject sweep)
    {
        if (sweep.Value("seed") is not { } node) return null;
        if (node.Kind == JsonValueKind.Number && ulong.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return seed;
        sweep.Add("seed", node.Describe(), "a whole number from 0 to 18446744073709551615 is needed");
        return null;
    }

    /// <summary>A scenario alone is a sweep of one cell.</summary>
    private static (InputNode Root, JsonObject Tree) Wrap(JsonObject scenario, InputProblems problems)
    {
        var copy = (JsonObject)scenario.DeepClone();
        copy.Remove("$schema");
        var tree = new JsonObject { ["scenario"] = copy };
        if (scenario["title"] is { } title) tree["title"] = title.DeepClone();
        return (InputNode.Parse(Encoding.UTF8.GetBytes(tree.ToJsonString()), problems)!, tree);
    }

    private static ImmutableArray<Axis> ReadAxes(InputNode? node, JsonNode? tree, JsonObject scenario, InputProblems problems)
    {
        if (node is null) return [];
        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node.PathAndLine, node.Describe(), "an object of axes is needed, such as \"ram\": [\"8GB\", \"64GB\"]");
            return [];
        }

        var axes = ImmutableArray.CreateBuilder<Axis>();
        foreach (var (name, value) in node.Members)
        {
            var path = FindPath(name, value, problems);
            var values = AxisReader.Read(value, tree![name]!, problems);
            if (path.Length > 0 && values.Length > 0) axes.Add(new Axis(name, path, values));
        }

        // Whole schedulers first: their options are set on top.
        return [.. axes.OrderBy(axis => axis.Path is ["scheduler"] ? 0 : 1)];
    }

    private static ImmutableArray<string> FindPath(string name, InputNode value, InputProblems problems)
    {
        string[] keys = name.Split('.');
        if (name is "seed" or "title")
        {
            problems.Add(value.PathAndLine, $"\"{name}\" is no axis", name == "seed" ? "\"replicas\" repeats each cell with other luck" : "labels are given to schedulers: {\"name\": ..., \"label\": ...}");
            return [];
        }

        if (s_scenarioKeys.Contains(keys[0])) return [.. keys];
        var options = SchedulerCatalogue.All.SelectMany(scheduler => scheduler.Options).Select(option => option.Key).Distinct(StringComparer.Ordinal).ToArray();
        if (keys.Length == 1 && options.Contains(name)) return ["scheduler", name];
        if (NewGameAxes.Contains(name)) return ["world", "newGame", name];
        problems.Add(value.PathAndLine, $"there is no option \"{name}\" to vary", NearestName.Hint(name, [.. s_scenarioKeys, .. NewGameAxes, .. options]));
        return [];
    }

    /// <summary>Every value must give a valid scenario by itself, whatever the other axes say.</summary>
    private static void CheckValues(ImmutableArray<Axis> axes, JsonObject scenario, string folder, InputProblems problems)
    {
        var first = CellMaker.Combine(axes, scenario, [.. axes.Select(_ => 0)]);
        if (first is not null) Check("scenario", first, folder, problems);
        if (problems.Any) return;
        for (var axis = 0; axis < axes.Length; axis++)
        {
            for (var i = 1; i < axes[axis].Values.Length; i++)
            {
                var cell = CellMaker.Combine(axes, scenario, [.. axes.Select((_, other) => other == axis ? i : 0)]);
                if (cell is not null) Check(string.Create(CultureInfo.InvariantCulture, $"axes.{axes[axis].Name}[{i}]"), cell, folder, problems);
            }
        }
    }

    private static void Check(string place, JsonObject cell, string folder, InputProblems problems)
    {
        try
        {
            ScenarioFile.Parse("", Encoding.UTF8.GetBytes(cell.ToJsonString()), SchedulerCatalogue.All, folder);
        }
        catch (InputException refused)
        {
            foreach (var problem in refused.Problems) problems.Add(place, $"{problem.Place.Split(" (line")[0]}: {problem.Problem}", problem.Valid);
        }
    }
}
