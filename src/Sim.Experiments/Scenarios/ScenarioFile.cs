using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Reads scenario files: JSON with comments and trailing commas, units in values, no unknown keys.</summary>
public static class ScenarioFile
{
    private const long BytesMax = 16 * 1024 * 1024;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A save that it names is looked for beside it.</param>
    /// <param name="schedulers">The schedulers there are.</param>
    /// <exception cref="InputException">Every problem of the file, each with its JSON path and line.</exception>
    public static Scenario Load(string path, IReadOnlyList<SchedulerDescriptor> schedulers)
    {
        byte[] bytes;
        try
        {
            var info = new FileInfo(path);
            if (info.Exists && info.Length > BytesMax) throw new InputException(new InputProblem(path, "", "the file is larger than 16 MB", "a scenario file is needed"));
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException(new InputProblem(path, "", "there is no such file"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException(new InputProblem(path, "", "the file can't be read", error.Message));
        }

        return Parse(path, bytes, schedulers, Path.GetDirectoryName(path) ?? "");
    }

    /// <summary>Reads a text.</summary>
    /// <param name="file">What messages call it.</param>
    /// <param name="utf8">The text.</param>
    /// <param name="schedulers">The schedulers there are.</param>
    /// <param name="folder">Where a save with a relative path is looked for; empty for the current folder.</param>
    /// <exception cref="InputException">Every problem of the text, each with its JSON path and line.</exception>
    public static Scenario Parse(string file, ReadOnlySpan<byte> utf8, IReadOnlyList<SchedulerDescriptor> schedulers, string folder = "")
    {
        var problems = new InputProblems(file);
        Scenario? scenario = InputNode.Parse(utf8, problems, lenient: true) is { } root ? Read(root, problems, schedulers, folder) : null;
        problems.ThrowIfAny();
        return scenario!;
    }

    /// <summary>
    /// The scenario as a text of this form with every default spelled out, for results; a save's path is written as it was found.
    /// </summary>
    public static string Write(Scenario scenario) => ScenarioWriter.Write(scenario);

    /// <summary>Reads a scenario out of a larger document, such as a sweep; null if something is wrong, which was then added.</summary>
    public static Scenario? Read(InputNode root, InputProblems problems, IReadOnlyList<SchedulerDescriptor> schedulers, string folder)
    {
        int before = problems.Count;
        if (root["scenario"] is not null && root["world"] is null) throw problems.Fatal("", "this is a sweep file", "a scenario is needed here; sim sweep runs sweeps");
        InputObject? scenario = InputObject.Open(root, problems, "$schema", "title", "world", "level", "ram", "target", "prepped", "lag", "scheduler", "grow", "until", "duration", "seed");
        if (scenario is null) return null;

        string title = scenario.Text("title") ?? Path.GetFileNameWithoutExtension(problems.File);
        WorldSource? world = scenario.Required("world", "one of save, newGame and custom is needed") is { } node ? ReadWorld(node, problems, folder, title) : null;
        int? level = (int?)scenario.Whole("level", 1, 1_000_000_000);
        RamGrant? ram = scenario.Measure<RamGrant>("ram", RamGrant.TryParse, RamGrant.Help);
        TargetChoice target = ReadTarget(scenario);
        SchedulerChoice? scheduler = scenario.Required("scheduler", $"one of {string.Join(", ", schedulers.Select(known => known.Name))} is needed") is { } choice
            ? ReadScheduler(choice, problems, schedulers, folder)
            : null;
        SimDuration? duration = scenario.Measure<SimDuration>("duration", Units.TryParseDuration, Units.DurationHelp);
        if (duration is { } given && (given <= SimDuration.Zero || given > ScenarioDefaults.DurationMax))
        {
            scenario.Add("duration", scenario.Value("duration")!.Describe(), $"more than 0 and at most {Units.Format(ScenarioDefaults.DurationMax)} is needed");
        }

        LagModel? lag = scenario.Value("lag") is { } model ? ReadLag(model, problems, folder) : null;
        OptionSet? grow = scenario.Value("grow") is { } growth ? ReadGrow(growth, problems) : null;
        ImmutableArray<Milestone> until = scenario.Value("until") is { } milestones ? MilestoneList.Read(milestones, problems) : [];
        ulong seed = ReadSeed(scenario) ?? ScenarioDefaults.Seed;

        if (problems.Count > before || world is null || scheduler is null) return null;
        return new Scenario
        {
            Title = title,
            World = world,
            Level = level,
            Ram = ram,
            Target = target,
            Prepped = ReadFlag(scenario, "prepped"),
            Lag = lag,
            Scheduler = scheduler,
            Grow = grow,
            Until = until,
            Duration = duration ?? (until.IsEmpty ? ScenarioDefaults.Duration : ScenarioDefaults.DurationUntil),
            Seed = seed,
        };
    }

    private static WorldSource? ReadWorld(InputNode node, InputProblems problems, string folder, string title)
    {
        const string Valid = "exactly one of save, newGame and custom is needed";
        if (InputObject.Open(node, problems, "save", "newGame", "custom") is not { } world) return null;

        int given = (world.Has("save") ? 1 : 0) + (world.Has("newGame") ? 1 : 0) + (world.Has("custom") ? 1 : 0);
        if (given != 1) problems.Add(node.PathAndLine, string.Create(CultureInfo.InvariantCulture, $"{given} kinds of world"), Valid);

        SaveWorld? save = world.Has("save") ? ReadSave(world, folder) : null;
        NewGameWorld? newGame = world.Value("newGame") is { } options ? ReadNewGame(options, problems) : null;
        WorldSpec? custom = world.Value("custom") is { } handmade ? CustomWorld.Read(handmade, problems, title) : null;
        if (given != 1) return null;
        return custom is not null ? new HandmadeWorld(custom) : (WorldSource?)save ?? newGame;
    }

    private static SaveWorld? ReadSave(InputObject world, string folder)
    {
        if (world.Text("save") is not { } name) return null;
        string path = Path.Combine(folder, name);
        if (File.Exists(path)) return new SaveWorld(path);
        world.Add("save", $"there is no file \"{name}\"", "a path relative to the scenario file is needed");
        return null;
    }

    private static NewGameWorld? ReadNewGame(InputNode node, InputProblems problems)
    {
        int before = problems.Count;
        InputObject? game = InputObject.Open(
            node, problems, "bitNode", "bitNodeLevel", "level", "homeRam", "homeCores", "purchasedServers", "portOpeners", "money", "seed");
        if (game is null) return null;

        NewGameOptions options = new();
        options = options with
        {
            BitNode = (int)(game.Whole("bitNode", BitNodes.First, BitNodes.Last) ?? options.BitNode),
            BitNodeLevel = (int)(game.Whole("bitNodeLevel", 1, BitNodes.LevelMax) ?? options.BitNodeLevel),
            Level = (int)(game.Whole("level", 1, int.MaxValue) ?? options.Level),
            HomeRam = game.Measure<RamSize>("homeRam", RamUnits.TryParse, RamUnits.Help) ?? options.HomeRam,
            HomeCores = (int)(game.Whole("homeCores", 1, 8) ?? options.HomeCores),
            PortOpeners = (int)(game.Whole("portOpeners", 0, NewGame.PortOpenerPrograms.Length) ?? options.PortOpeners),
            Money = game.Number("money", 0, 1e300) ?? options.Money,
            Seed = ReadSeed(game) ?? options.Seed,
        };
        if (game.Has("purchasedServers"))
        {
            bool none = game.Value("purchasedServers")!.Text == "0";
            RamGrant? servers = none ? null : game.Measure<RamGrant>("purchasedServers", RamGrant.TryParse, "servers such as 5x64GB are needed, or 0");
            options = options with { PurchasedServers = servers?.Hosts ?? 0, PurchasedServerRam = servers?.Each ?? options.PurchasedServerRam };
        }

        // The checks that need more than one option: the BitNode limits purchased servers and levels.
        var ranges = new InputProblems("");
        NewGame.Check(options, ranges, "");
        foreach (InputProblem problem in ranges.All) game.Add(problem.Place, problem.Problem, problem.Valid);
        return problems.Count > before ? null : new NewGameWorld(options);
    }

    private static TargetChoice ReadTarget(InputObject scenario)
    {
        const string Valid = "best, a server's name or a list of names is needed";
        if (scenario.Value("target") is not { } target) return TargetChoice.Best;

        if (target.Kind == JsonValueKind.String && target.Text.Length > 0) return target.Text == "best" ? TargetChoice.Best : new TargetChoice([target.Text]);
        bool isList = target.Kind == JsonValueKind.Array && target.Items.Length > 0 && target.Items.All(item => item.Kind == JsonValueKind.String && item.Text.Length > 0);
        if (!isList)
        {
            scenario.Add("target", target.Describe(), Valid);
            return TargetChoice.Best;
        }

        ImmutableArray<string> names = [.. target.Items.Select(item => item.Text)];
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length) scenario.Add("target", "a server is named twice", "each target once is needed");
        return new TargetChoice(names);
    }

    /// <summary>A script of the player's own: {"script": "/batcher/controller.js", "from": "./my-scripts", "args": ["{target}"]}.</summary>
    private static SchedulerChoice? ReadScript(InputNode node, InputProblems problems, string folder)
    {
        var before = problems.Count;
        if (InputObject.Open(node, problems, "script", "from", "args", "threads") is not { } given) return null;
        var file = given.Text("script");
        given.Required("from", "the folder with the scripts is needed");
        var from = given.Text("from") ?? "";
        var path = Path.Combine(folder, from);
        if (from.Length > 0 && !Directory.Exists(path)) given.Add("from", $"there is no folder \"{from}\"", "a path relative to the scenario file is needed");
        var arguments = ImmutableArray.CreateBuilder<string>();
        foreach (InputNode argument in given.List("args"))
        {
            if (argument.Kind is JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null) problems.Add(argument.PathAndLine, argument.Describe(), "a text, a number, true or false is needed");
            else arguments.Add(argument.Kind is JsonValueKind.True ? "true" : argument.Kind is JsonValueKind.False ? "false" : argument.Text);
        }

        var threads = (int)(given.Whole("threads", 1, 1_000_000) ?? 1);
        if (problems.Count > before || string.IsNullOrEmpty(file)) return null;
        return new SchedulerChoice(ScriptChoice.SchedulerName, OptionSet.Defaults([])) { Script = new ScriptChoice(file, path, from, arguments.ToImmutable(), threads) };
    }

    private static SchedulerChoice? ReadScheduler(InputNode node, InputProblems problems, IReadOnlyList<SchedulerDescriptor> schedulers, string folder)
    {
        if (node.Kind == JsonValueKind.Object && node["script"] is not null) return ReadScript(node, problems, folder);
        InputNode? name = node.Kind == JsonValueKind.Object ? node["name"] : node;
        string[] known = [.. schedulers.Select(scheduler => scheduler.Name)];
        SchedulerDescriptor? descriptor = name is { Kind: JsonValueKind.String } ? schedulers.FirstOrDefault(scheduler => scheduler.Name == name.Text) : null;
        if (descriptor is null)
        {
            string hint = name is { Kind: JsonValueKind.String } ? NearestName.Hint(name.Text, known) : $"one of {string.Join(", ", known)} is needed";
            problems.Add((name ?? node).PathAndLine, name is null ? "the scheduler has no name" : $"there is no scheduler {name.Describe()}", hint);
            return null;
        }

        bool seeksGreed = node["greed"]?.Text == GreedSearch.Best;
        OptionSet options = ReadOptions(node, descriptor.Options, problems, key => key == "name" || (key == "greed" && seeksGreed));
        return new SchedulerChoice(descriptor.Name, options) { SeeksGreed = seeksGreed };
    }

    private static OptionSet ReadOptions(InputNode node, IReadOnlyList<OptionDefinition> definitions, InputProblems problems, Func<string, bool> isLeftOut)
    {
        var given = new List<KeyValuePair<string, string>>();
        foreach ((string key, InputNode value) in node.Members)
        {
            if (isLeftOut(key) || value.Kind == JsonValueKind.Null) continue;
            if (value.Kind is JsonValueKind.Object or JsonValueKind.Array) problems.Add(value.PathAndLine, value.Describe(), "a text, a number, true or false is needed");
            else given.Add(KeyValuePair.Create(key, value.Text.Length > 0 ? value.Text : value.Describe()));
        }

        return OptionSet.Parse(definitions, given, problems, key => node[key]?.PathAndLine ?? key);
    }

    /// <summary>true, false, or an object with options of growth.</summary>
    private static OptionSet? ReadGrow(InputNode node, InputProblems problems)
    {
        if (node.Kind == JsonValueKind.False) return null;
        if (node.Kind is not (JsonValueKind.True or JsonValueKind.Object))
        {
            problems.Add(node.PathAndLine, node.Describe(), $"true, false, or an object is needed, with: {string.Join(", ", GrowthOptionList.All.Select(option => option.Key))}");
            return null;
        }

        OptionSet options = ReadOptions(node, GrowthOptionList.All, problems, _ => false);
        GrowthOptionList.Check(options, problems, key => node[key]?.PathAndLine ?? key);
        return options;
    }

    /// <summary>A preset's name, a file, or a model spelled out.</summary>
    private static LagModel? ReadLag(InputNode node, InputProblems problems, string folder)
    {
        if (node.Kind == JsonValueKind.Object) return LagFile.Read(node, problems);
        if (node.Kind != JsonValueKind.String)
        {
            problems.Add(node.PathAndLine, node.Describe(), $"one of {string.Join(", ", LagPresets.Names)}, a file or an object is needed");
            return null;
        }

        try
        {
            string beside = Path.Combine(folder, node.Text);
            return LagModels.Resolve(LagPresets.Find(node.Text) is null && File.Exists(beside) ? beside : node.Text);
        }
        catch (InputException refused)
        {
            foreach (InputProblem problem in refused.Problems) problems.Add(node.PathAndLine, problem.Problem, problem.Valid);
            return null;
        }
    }

    private static bool ReadFlag(InputObject parent, string key)
    {
        if (parent.Value(key) is not { } node) return false;
        if (node.Kind is JsonValueKind.True or JsonValueKind.False) return node.Kind == JsonValueKind.True;
        parent.Add(key, node.Describe(), "true or false is needed");
        return false;
    }

    private static ulong? ReadSeed(InputObject parent)
    {
        if (parent.Value("seed") is not { } node) return null;
        bool isWhole = ulong.TryParse(node.Text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed);
        if (isWhole) return seed;
        parent.Add("seed", node.Describe(), "a whole number from 0 to 18446744073709551615 is needed");
        return null;
    }
}
