using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>
/// The JSON Schema of scenario and sweep files, for editors. Schedulers and their options come from the catalogue, ranges from
/// the types; a test holds every key against what the readers accept. Readers are kinder in places: they also take a number as a
/// text.
/// </summary>
public static class ScenarioSchema
{
    private const string DurationPattern = @"^\s*[0-9]+(\.[0-9]+)?\s*(d|h|m|s|ms|us)\s*$";
    private const string RamPattern = @"^\s*[0-9]+(\.[0-9]+)?\s*([Gg][Bb]|[Tt][Bb]|[Pp][Bb])\s*$";
    private const string HostsPattern = @"^\s*([0-9]+\s*x)?\s*[0-9]+(\.[0-9]+)?\s*([Gg][Bb]|[Tt][Bb]|[Pp][Bb])\s*$";
    private const string FractionPattern = @"^\s*[0-9]+(\.[0-9]+)?([eE][-+]?[0-9]+)?\s*%?\s*$";

    private const string MilestonePattern = @"^\s*([0-9]+ +servers? +of +[0-9.]+[GTPgtp][Bb]|home +[0-9.]+[GTPgtp][Bb]|level +[0-9]+|money +\$?[0-9.]+([eE][-+]?[0-9]+)?[kmbtqKMBTQ]?)(\s*,.*)?\s*$";

    private static readonly JsonSerializerOptions s_json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema as the text of a file.</summary>
    public static string Write()
    {
        var root = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Scenario or sweep of Sim",
            ["description"] = "A scenario says what one run simulates; a sweep is a scenario, axes along which it is varied, and replicas. Comments and trailing commas are allowed.",
            ["if"] = new JsonObject { ["required"] = new JsonArray("scenario") },
            ["then"] = Ref("sweep"),
            ["else"] = Ref("scenario"),
            ["$defs"] = new JsonObject
            {
                ["sweep"] = Sweep(),
                ["scenario"] = Scenario(),
                ["body"] = Object(Body(), "What a run simulates."),
                ["world"] = World(isAxisValue: false),
                ["worldOfAxis"] = World(isAxisValue: true),
                ["newGame"] = NewGame(),
                ["custom"] = Custom(),
                ["scheduler"] = Scheduler(isAxisValue: false),
                ["schedulerOfAxis"] = Scheduler(isAxisValue: true),
                ["target"] = Described(AnyOf(Text(), ListOf(Text())), "best, the name of a server, or several names."),
                ["lag"] = Described(
                    AnyOf(Enum(LagPresets.Names), Text(), new JsonObject { ["type"] = "object" }), "Lag of the player's machine: a preset (sim lag list), a file, or a model spelled out (docs/lag.md)."),
                ["grow"] = Grow(isAxisValue: false),
                ["growOfAxis"] = Grow(isAxisValue: true),
                ["until"] = Described(AnyOf(Pattern(MilestonePattern), ListOf(Pattern(MilestonePattern))), "The run ends when all of these are reached; then duration, 30d if it is not given, is the longest that it may take."),
                ["range"] = Range(),
                ["duration"] = AnyOf(Pattern(DurationPattern), Constant(0)),
                ["fraction"] = AnyOf(Pattern(FractionPattern), new JsonObject { ["type"] = "number" }),
                ["ram"] = AnyOf(Pattern(RamPattern), Constant(0)),
                ["hosts"] = Pattern(HostsPattern),
                ["seed"] = Whole(0, null),
            },
        };
        foreach (var option in Options()) root["$defs"]![OptionName(option.Key)] = Option(option);
        return root.ToJsonString(s_json) + "\n";
    }

    private static IEnumerable<OptionDefinition> Options() =>
        SchedulerCatalogue.All.SelectMany(scheduler => scheduler.Options).DistinctBy(option => option.Key);

    private static string OptionName(string key) => $"option-{key}";

    private static JsonObject Sweep() => Object(
        new JsonObject
        {
            ["$schema"] = Text(),
            ["title"] = Described(Text(), "What tables and charts call it."),
            ["scenario"] = Ref("body"),
            ["axes"] = Object(Axes(), "Options to vary, each with a list or a range of values. Every combination is a cell; the last axis runs fastest.", anyDotted: true),
            ["replicas"] = Described(Whole(1, 100_000), "Runs of each cell. Replicas with the same number have the same luck in every cell."),
            ["seed"] = Described(Ref("seed"), "Seed of replica 0; the others follow from it."),
        },
        "A scenario with axes.",
        "scenario");

    private static JsonObject Scenario()
    {
        var body = Body();
        body.Insert(0, "$schema", Text());
        return Object(body, "What a run simulates.", "world", "scheduler");
    }

    private static JsonObject Body() => new()
    {
        ["title"] = Described(Text(), "What tables and charts call it."),
        ["world"] = Ref("world"),
        ["level"] = Described(Whole(1, 1_000_000_000), "The player's hacking level in place of the world's."),
        ["ram"] = Described(Ref("hosts"), "RAM in place of the world's hosts: 64GB is one host, 4x16GB are four."),
        ["target"] = Ref("target"),
        ["prepped"] = Described(Flag(), "Whether targets are prepped when the run begins."),
        ["lag"] = Ref("lag"),
        ["scheduler"] = Ref("scheduler"),
        ["grow"] = Ref("grow"),
        ["until"] = Ref("until"),
        ["duration"] = Described(Ref("duration"), "Simulated time; 1h if it is not given."),
        ["seed"] = Described(Ref("seed"), "Seed of the run's luck."),
    };

    private static JsonObject Axes()
    {
        var axes = new JsonObject
        {
            ["scheduler"] = Axis(Ref("schedulerOfAxis")),
            ["world"] = Axis(Ref("worldOfAxis")),
            ["level"] = Axis(Whole(1, 1_000_000_000)),
            ["ram"] = Axis(Ref("hosts")),
            ["target"] = Axis(Ref("target")),
            ["prepped"] = Axis(Flag()),
            ["lag"] = Axis(Ref("lag")),
            ["grow"] = Axis(Ref("growOfAxis")),
            ["until"] = Axis(Ref("until")),
            ["duration"] = Axis(Ref("duration")),
        };
        foreach (var key in SweepFile.NewGameAxes) axes[key] = Axis(NewGameOptions()[key]!.DeepClone());
        foreach (var option in Options()) axes[option.Key] = Axis(Ref(OptionName(option.Key)));
        return axes;
    }

    private static JsonObject Axis(JsonNode value) => AnyOf(ListOf(value), Ref("range"));

    private static JsonObject Range()
    {
        JsonObject End() => AnyOf(new JsonObject { ["type"] = "number" }, Pattern(DurationPattern), Pattern(RamPattern), Pattern(FractionPattern));
        return Object(
            new JsonObject
            {
                ["from"] = End(),
                ["to"] = End(),
                ["steps"] = Described(Whole(1, 100_000), "How many values, both ends included."),
                ["scale"] = Enum(["linear", "log2", "log10"]),
            },
            "Values between two ends.",
            "from",
            "to",
            "steps");
    }

    private static JsonObject World(bool isAxisValue)
    {
        var kinds = new JsonObject
        {
            ["save"] = Described(Text(), "An exported save, relative to this file."),
            ["newGame"] = Ref("newGame"),
            ["custom"] = Ref("custom"),
        };
        if (isAxisValue) kinds["label"] = Label();
        var world = Object(kinds, "A save, a new game, or a world spelled out.");
        world["oneOf"] = new JsonArray(Required("save"), Required("newGame"), Required("custom"));
        return world;
    }

    private static JsonObject Grow(bool isAxisValue)
    {
        var options = new JsonObject(GrowthOptionList.All.Select(option => KeyValuePair.Create(option.Key, (JsonNode?)Option(option))));
        if (isAxisValue) options["label"] = Label();
        return Described(AnyOf(Flag(), Object(options, "How money is spent.")),
            "Whether and how money is spent on servers, home, hacknet nodes and programs (docs/growing.md).");
    }

    private static JsonObject NewGame() => Object(NewGameOptions(), "A new game; what is not given is as the game begins.");

    private static JsonObject NewGameOptions() => new()
    {
        ["bitNode"] = Whole(BitNodes.First, BitNodes.Last),
        ["bitNodeLevel"] = Whole(1, BitNodes.LevelMax),
        ["level"] = Described(Whole(1, int.MaxValue), "The player's hacking level."),
        ["homeRam"] = Described(Ref("ram"), "A power of two."),
        ["homeCores"] = Whole(1, 8),
        ["purchasedServers"] = Described(AnyOf(Ref("hosts"), Constant(0)), "Servers such as 5x64GB, or 0."),
        ["portOpeners"] = Whole(0, Game.NewGame.PortOpenerPrograms.Length),
        ["money"] = Number(0, null),
        ["seed"] = Described(Ref("seed"), "Seed of the new game's values."),
    };

    private static JsonObject Custom()
    {
        var host = new JsonObject { ["name"] = Text(), ["ram"] = Ref("ram"), ["cores"] = Whole(1, 1024) };
        var target = new JsonObject
        {
            ["name"] = Text(),
            ["moneyMax"] = Number(0, null),
            ["money"] = Number(0, null),
            ["security"] = Number(1, 100),
            ["securityMin"] = Number(1, 100),
            ["securityBase"] = Number(1, 100),
            ["levelRequired"] = Number(1, null),
            ["growth"] = Number(0, null),
            ["ram"] = Ref("ram"),
            ["cores"] = Whole(1, 1024),
        };
        var player = new JsonObject
        {
            ["level"] = Whole(1, null),
            ["intelligence"] = Number(0, null),
            ["money"] = Number(0, null),
            ["multipliers"] = Multipliers(PersonMultipliers.Names, "The player's multipliers."),
        };
        return Object(
            new JsonObject
            {
                ["player"] = Object(player, "The player."),
                ["bitNode"] = Whole(BitNodes.First, BitNodes.Last),
                ["bitNodeLevel"] = Whole(1, BitNodes.LevelMax),
                ["multipliers"] = Multipliers(BitNodes.MultiplierNames, "Changes to the BitNode's multipliers."),
                ["hosts"] = new JsonObject { ["type"] = "array", ["items"] = Object(host, "A host that lends RAM.", "name", "ram") },
                ["targets"] = ListOf(Object(target, "A server to hack.", "name", "moneyMax", "securityMin", "growth")),
            },
            "A world put together by hand.",
            "targets");
    }

    private static JsonObject Multipliers(IEnumerable<string> names, string description) =>
        Object(new JsonObject(names.Select(name => KeyValuePair.Create(name, (JsonNode?)Number(0, null)))), description);

    private static JsonObject Scheduler(bool isAxisValue)
    {
        var kinds = new JsonArray(Enum(SchedulerCatalogue.All.Select(scheduler => scheduler.Name)));
        foreach (var scheduler in SchedulerCatalogue.All)
        {
            var properties = new JsonObject { ["name"] = Constant(scheduler.Name) };
            if (isAxisValue) properties["label"] = Label();
            foreach (var option in scheduler.Options) properties[option.Key] = Ref(OptionName(option.Key));
            kinds.Add((JsonNode)Object(properties, scheduler.Summary, "name"));
        }

        var script = new JsonObject
        {
            ["script"] = Text(),
            ["from"] = Text(),
            ["args"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean") } },
            ["threads"] = Whole(1, 1_000_000),
        };
        if (isAxisValue) script["label"] = Label();
        kinds.Add((JsonNode)Object(script, "A script of your own: its name on home, the folder with your scripts, and its arguments; {target} stands for the target.", "script", "from"));
        return new JsonObject { ["description"] = "The name of a scheduler, an object with its name and options, or a script of your own.", ["anyOf"] = kinds };
    }

    private static JsonObject Option(OptionDefinition option)
    {
        var value = option.Kind switch
        {
            OptionKind.Duration => Ref("duration"),
            OptionKind.Fraction when option.Key == "greed" => AnyOf(Ref("fraction"), Constant(GreedSearch.Best)),
            OptionKind.Fraction => Ref("fraction"),
            OptionKind.Count => Whole(Limit(option.Min), Limit(option.Max)),
            OptionKind.Ram => Ref("ram"),
            OptionKind.Choice => Enum(option.Choices),
            OptionKind.Flag => Flag(),
            _ => Text(),
        };
        value["description"] = $"{option.Summary} Default: {SchedulerCatalogue.DefaultsOf(option)}{Between(option)}.";
        return value;
    }

    private static string Between(OptionDefinition option) => (option.Min, option.Max) switch
    {
        ({ } min, { } max) => $"; from {min} to {max}",
        ({ } min, null) => $"; {min} or more",
        (null, { } max) => $"; {max} or less",
        _ => "",
    };

    private static long? Limit(string? text) => text is null ? null : long.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonObject Label() => Described(Text(), "What results and charts call this value.");

    private static JsonObject Object(JsonObject properties, string description, params string[] required) => Object(properties, description, anyDotted: false, required);

    private static JsonObject Object(JsonObject properties, string description, bool anyDotted, params string[] required)
    {
        var schema = new JsonObject { ["type"] = "object", ["description"] = description, ["properties"] = properties };

        // Axes may also name a key inside a world or a scheduler by its path, such as world.newGame.money.
        if (anyDotted) schema["patternProperties"] = new JsonObject { [@"^(world|scheduler|lag|grow)\."] = new JsonObject { ["type"] = new JsonArray("array", "object") } };
        schema["additionalProperties"] = false;
        if (required.Length > 0) schema["required"] = new JsonArray([.. required.Select(key => (JsonNode)key)]);
        return schema;
    }

    private static JsonObject Required(string key) => new() { ["required"] = new JsonArray(key) };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }

    private static JsonObject AnyOf(params JsonNode[] schemas) => new() { ["anyOf"] = new JsonArray([.. schemas]) };

    private static JsonObject ListOf(JsonNode items) => new() { ["type"] = "array", ["minItems"] = 1, ["items"] = items };

    private static JsonObject Ref(string name) => new() { ["$ref"] = $"#/$defs/{name}" };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };

    private static JsonObject Flag() => new() { ["type"] = "boolean" };

    private static JsonObject Pattern(string pattern) => new() { ["type"] = "string", ["pattern"] = pattern };

    private static JsonObject Constant(JsonNode value) => new() { ["const"] = value };

    private static JsonObject Enum(IEnumerable<string> values) => new() { ["enum"] = new JsonArray([.. values.Select(value => (JsonNode)value)]) };

    private static JsonObject Whole(long? min, long? max) => Bounded("integer", min, max);

    private static JsonObject Number(long? min, long? max) => Bounded("number", min, max);

    private static JsonObject Bounded(string type, long? min, long? max)
    {
        var schema = new JsonObject { ["type"] = type };
        if (min is { } least) schema["minimum"] = least;
        if (max is { } most) schema["maximum"] = most;
        return schema;
    }
}
