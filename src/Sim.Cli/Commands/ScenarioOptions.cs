using System.CommandLine;
using System.Globalization;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Cli.Commands;

/// <summary>The options that say what a run simulates, shared by the commands that run something.</summary>
internal sealed class ScenarioOptions
{
    /// <summary>What a newcomer sees: a player some days into the game.</summary>
    private static readonly NewGameOptions DefaultWorld = new()
    {
        Level = 500,
        HomeRam = RamSize.FromGigabytes(512),
        PurchasedServers = 4,
        PurchasedServerRam = RamSize.FromGigabytes(256),
    };

    private const string DefaultScheduler = "jit";

    /// <summary>A server that the player of the default world can prepare in minutes.</summary>
    private const string DefaultTarget = "phantasy";

    private readonly Argument<string?> _scenario = new("SCENARIO")
    {
        Description = "A scenario file (.json); without it a built-in world",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _save = new("--save") { Description = "An exported save, in any of the game's forms", HelpName = "FILE" };
    private readonly Option<int?> _bitNode = new("--bitnode") { Description = "BitNode of a new game, 1 to 14", HelpName = "N" };
    private readonly Option<int?> _level = new("--level") { Description = "The player's hacking level", HelpName = "N" };
    private readonly Option<ulong?> _seed = new("--seed") { Description = "Seed of the run's luck, and of a new game's values", HelpName = "N" };
    private readonly Option<string?> _scheduler = new("--scheduler") { Description = "One of " + string.Join(", ", SchedulerCatalogue.All.Select(scheduler => scheduler.Name)), HelpName = "NAME" };
    private readonly Option<string[]> _target = new("--target") { Description = "Server to hack, or several; without it the best one", HelpName = "HOST", AllowMultipleArgumentsPerToken = true };
    private readonly Option<string?> _ram = new("--ram") { Description = "RAM in place of the world's hosts: 64GB, or 4x16GB", HelpName = "RAM" };
    private readonly Option<bool> _prepped = new("--prepped") { Description = "Begin with prepped targets" };
    private readonly Option<string?> _lag = new("--lag") { Description = "Lag of the player's machine: a preset (sim lag list) or a file", HelpName = "NAME|FILE" };
    private readonly Option<string?> _duration = new("--duration") { Description = "Simulated time, such as 1h [default: 1h; with --until at most 30d]", HelpName = "TIME" };
    private readonly Option<bool> _grow = new("--grow") { Description = "Spend the money on servers, home, hacknet nodes and programs (docs/growing.md)" };
    private readonly Option<string[]> _until = new("--until") { Description = "Run until milestones are reached: \"25 servers of 1PB\", \"home 1TB\", \"level 500\", \"money 1b\"", HelpName = "MILESTONE" };
    private readonly Dictionary<string, Option<string?>> _ofGrowth = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Option<string?>> _ofSchedulers = new(StringComparer.Ordinal);

    /// <param name="command">Gets the options.</param>
    /// <param name="withLag">False for commands that have their own way to choose lag.</param>
    public ScenarioOptions(Command command, bool withLag = true)
    {
        command.Arguments.Add(_scenario);

        // The parser takes an option that it does not know for the scenario's name.
        _scenario.Validators.Add(result =>
        {
            foreach (var name in result.Tokens.Select(token => token.Value).Where(name => name.StartsWith("--", StringComparison.Ordinal)))
            {
                result.AddError($"there is no option {name}; {NearestName.Hint(name, [.. command.Options.Select(option => option.Name)])}".TrimEnd(' ', ';'));
            }
        });
        foreach (Option option in new Option[] { _save, _bitNode, _level, _seed, _scheduler, _target, _ram, _prepped, _duration, _grow, _until }) command.Options.Add(option);
        foreach (var definition in GrowthOptionList.All)
        {
            var option = ToOption(definition, GrowFlag(definition.Key), $"{definition.Summary} [--grow; default: {definition.Default}]");
            _ofGrowth.Add(definition.Key, option);
            command.Options.Add(option);
        }

        if (withLag) command.Options.Add(_lag);
        foreach (var definition in SchedulerCatalogue.All.SelectMany(scheduler => scheduler.Options))
        {
            if (_ofSchedulers.ContainsKey(definition.Key)) continue;
            var option = ToOption(definition, Flag(definition.Key), $"{definition.Summary} [{Names(definition.Key)}; default: {SchedulerCatalogue.DefaultsOf(definition)}]");
            _ofSchedulers.Add(definition.Key, option);
            command.Options.Add(option);
        }
    }

    /// <summary>The scenario of the command line: that of the file or the built-in one, with what the options change.</summary>
    /// <exception cref="InputException">Anything that is wrong, all at once.</exception>
    public Scenario Read(ParseResult parsed)
    {
        var problems = new InputProblems("");
        var file = parsed.GetValue(_scenario);
        var scenario = file is null ? BuiltIn() : ScenarioFile.Load(file, SchedulerCatalogue.All);
        scenario = scenario with { IsFromOptions = file is null };
        var isOtherWorld = parsed.GetValue(_save) is not null || parsed.GetValue(_level) is not null || parsed.GetValue(_bitNode) is not null;
        if (file is null && isOtherWorld) scenario = scenario with { Target = TargetChoice.Best };
        scenario = scenario with
        {
            World = World(parsed, scenario.World, problems),
            Level = Level(parsed, scenario, problems),
            Seed = parsed.GetValue(_seed) ?? scenario.Seed,
            Target = parsed.GetValue(_target) switch
            {
                ["best"] => TargetChoice.Best,
                { Length: > 0 } targets => new TargetChoice([.. targets.SelectMany(target => target.Split(','))]),
                _ => scenario.Target,
            },
            Lag = Lag(parsed, scenario.Lag, problems),
            Prepped = parsed.GetValue(_prepped) || scenario.Prepped,
            Scheduler = Scheduler(parsed, scenario.Scheduler, problems),
            Grow = Growth(parsed, scenario.Grow, problems),
        };
        if (parsed.GetValue(_until) is { Length: > 0 } milestones)
        {
            var isOwnDuration = file is not null && scenario.Duration != ScenarioDefaults.Duration;
            scenario = scenario with
            {
                Until = [.. milestones.SelectMany(milestone => MilestoneList.Parse(milestone, problems, "--until"))],
                Duration = isOwnDuration ? scenario.Duration : ScenarioDefaults.DurationUntil,
            };
        }

        if (parsed.GetValue(_ram) is { } ramText)
        {
            if (RamGrant.TryParse(ramText, out var ram)) scenario = scenario with { Ram = ram };
            else problems.Add("--ram", $"\"{ramText}\"", RamGrant.Help);
        }

        if (parsed.GetValue(_duration) is { } durationText)
        {
            if (Units.TryParseDuration(durationText, out var duration) && duration > SimDuration.Zero && duration <= ScenarioDefaults.DurationMax) scenario = scenario with { Duration = duration };
            else problems.Add("--duration", $"\"{durationText}\"", $"{Units.DurationHelp}, more than 0s and at most 3650d");
        }

        problems.ThrowIfAny();
        return parsed.GetValue(_save) is { } save ? scenario with { Title = Path.GetFileName(save) } : scenario;
    }

    private static Scenario BuiltIn() => new()
    {
        Title = "built-in",
        World = new NewGameWorld(DefaultWorld),
        Target = new TargetChoice([DefaultTarget]),
        Scheduler = new SchedulerChoice(DefaultScheduler, OptionSet.Defaults(SchedulerCatalogue.Find(DefaultScheduler)!.Options)),
    };

    private static Option<string?> ToOption(OptionDefinition definition, string name, string description) => new(name)
    {
        Description = description,
        HelpName = definition.Kind == OptionKind.Choice ? string.Join("|", definition.Choices) : definition.Kind.ToString().ToLowerInvariant(),
        Arity = definition.Kind == OptionKind.Flag ? ArgumentArity.ZeroOrOne : ArgumentArity.ExactlyOne,
    };

    private static string GrowFlag(string key) => "--grow-" + Flag(key)[2..];

    private static string Flag(string key) =>
        "--" + string.Concat(key.Select(letter => char.IsUpper(letter) ? "-" + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string Names(string key)
    {
        var names = SchedulerCatalogue.All.Where(scheduler => scheduler.Options.Any(option => option.Key == key)).Select(scheduler => scheduler.Name).ToArray();
        var batchers = SchedulerCatalogue.All.Where(scheduler => scheduler.Options.Any(option => option.Key == "pattern")).Select(scheduler => scheduler.Name);
        return batchers.All(names.Contains) ? string.Join(", ", names.Except(batchers).Prepend("batchers")) : string.Join(", ", names);
    }

    private WorldSource World(ParseResult parsed, WorldSource world, InputProblems problems)
    {
        var bitNode = parsed.GetValue(_bitNode);
        if (parsed.GetValue(_save) is { } save)
        {
            if (bitNode is not null) problems.Add("--bitnode", "given beside --save", "the save has its own BitNode");
            if (!File.Exists(save)) problems.Add("--save", $"there is no file {save}", "an exported save is needed");
            return new SaveWorld(save);
        }

        if (world is not NewGameWorld game)
        {
            if (bitNode is not null) problems.Add("--bitnode", "given for a world that is no new game", "the world has its own BitNode");
            return world;
        }

        var options = game.Options with
        {
            BitNode = bitNode ?? game.Options.BitNode,
            Seed = parsed.GetValue(_seed) ?? game.Options.Seed,
        };
        if (bitNode is not (null or (>= 1 and <= 14)))
        {
            problems.Add("--bitnode", bitNode.Value.ToString(CultureInfo.InvariantCulture), "a whole number from 1 to 14 is needed");
            return world;
        }

        if (options.BitNode == game.Options.BitNode) return new NewGameWorld(options);
        var allowed = (int)BitNodes.PurchasedServersMax(BitNodes.Multipliers(options.BitNode, options.BitNodeLevel));
        return new NewGameWorld(options with { PurchasedServers = Math.Min(options.PurchasedServers, allowed) });
    }

    private LagModel? Lag(ParseResult parsed, LagModel? model, InputProblems problems)
    {
        if (parsed.GetResult(_lag) is null || parsed.GetValue(_lag) is not { } name) return model;
        try
        {
            return LagModels.Resolve(name);
        }
        catch (InputException refused)
        {
            foreach (var problem in refused.Problems) problems.Add("--lag", problem.ToString(), "");
            return model;
        }
    }

    /// <summary>An option of growth turns it on.</summary>
    private OptionSet? Growth(ParseResult parsed, OptionSet? grow, InputProblems problems)
    {
        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in grow?.Given ?? []) given[key] = value;
        var isAsked = grow is not null || parsed.GetValue(_grow);
        foreach (var (key, option) in _ofGrowth)
        {
            if (parsed.GetResult(option) is not { Implicit: false }) continue;
            isAsked = true;
            given[key] = parsed.GetValue(option) ?? "true";
        }

        if (!isAsked) return null;
        var options = OptionSet.Parse(GrowthOptionList.All, given, problems, GrowFlag);
        GrowthOptionList.Check(options, problems, GrowFlag);
        return options;
    }

    private int? Level(ParseResult parsed, Scenario scenario, InputProblems problems)
    {
        var level = parsed.GetValue(_level);
        if (level is not < 1) return level ?? scenario.Level;
        problems.Add("--level", level.Value.ToString(CultureInfo.InvariantCulture), "a whole number of at least 1 is needed");
        return null;
    }

    private SchedulerChoice Scheduler(ParseResult parsed, SchedulerChoice choice, InputProblems problems)
    {
        var name = parsed.GetValue(_scheduler) ?? choice.Name;
        var descriptor = SchedulerCatalogue.Find(name);
        if (descriptor is null)
        {
            problems.Add("--scheduler", $"there is no scheduler \"{name}\"", NearestName.Hint(name, [.. SchedulerCatalogue.All.Select(scheduler => scheduler.Name)]));
            return choice;
        }

        var given = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in choice.Options.Given)
        {
            if (descriptor.Options.Any(option => option.Key == key)) given[key] = value;
        }

        foreach (var (key, option) in _ofSchedulers)
        {
            if (parsed.GetResult(option) is not { Implicit: false }) continue;
            if (descriptor.Options.All(known => known.Key != key))
            {
                problems.Add(Flag(key), $"not an option of {name}", $"it is one of {Names(key)}");
                continue;
            }

            given[key] = parsed.GetValue(option) ?? "true";
        }

        var seeksGreed = given.GetValueOrDefault("greed") == GreedSearch.Best || (choice.SeeksGreed && !given.ContainsKey("greed"));
        if (seeksGreed) given.Remove("greed");
        return new SchedulerChoice(name, OptionSet.Parse(descriptor.Options, given, problems, Flag)) { SeeksGreed = seeksGreed };
    }
}
