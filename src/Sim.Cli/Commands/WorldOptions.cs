using System.CommandLine;
using System.Globalization;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;

namespace Sim.Cli.Commands;

/// <summary>The options that say in which world, how long and with what luck and lag scripts run.</summary>
internal sealed class WorldOptions
{
    private static readonly NewGameOptions s_newGame = new()
    {
        Level = 500,
        HomeRam = RamSize.FromGigabytes(512),
        PurchasedServers = 4,
        PurchasedServerRam = RamSize.FromGigabytes(256),
    };

    private readonly Option<string?> _save = new("--save") { Description = "An exported save, in any of the game's forms; without it a new game", HelpName = "FILE" };
    private readonly Option<int?> _bitNode = new("--bitnode") { Description = "BitNode of a new game, 1 to 14", HelpName = "N" };
    private readonly Option<int?> _level = new("--level") { Description = "The player's hacking level", HelpName = "N" };
    private readonly Option<string?> _homeRam = new("--home-ram") { Description = "RAM of home in a new game, such as 512GB", HelpName = "RAM" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "Seed of the run's luck", HelpName = "N", DefaultValueFactory = _ => ScenarioDefaults.Seed };
    private readonly Option<string?> _lag = new("--lag") { Description = "Lag of the player's machine: a preset (sim lag list) or a file", HelpName = "NAME|FILE" };
    private readonly Option<string> _duration = new("--duration") { Description = "Simulated time, such as 1h", HelpName = "TIME", DefaultValueFactory = _ => "1h" };

    public WorldOptions(Command command)
    {
        foreach (Option option in new Option[] { _save, _bitNode, _level, _homeRam, _seed, _lag, _duration }) command.Options.Add(option);
    }

    /// <summary>What the options say.</summary>
    internal sealed record Choice(WorldSpec World, SimDuration Duration, ulong Seed, LagModel? Lag);

    /// <summary>Reads them; null if there was a problem.</summary>
    public Choice? Read(ParseResult parsed, InputProblems problems)
    {
        var before = problems.Count;
        if (!Units.TryParseDuration(parsed.GetValue(_duration)!, out var duration) || duration <= SimDuration.Zero || duration > ScenarioDefaults.DurationMax)
        {
            problems.Add("--duration", $"\"{parsed.GetValue(_duration)}\"", $"{Units.DurationHelp}, more than 0s and at most 3650d");
        }

        LagModel? lag = null;
        try
        {
            if (parsed.GetValue(_lag) is { } name) lag = LagModels.Resolve(name);
        }
        catch (InputException refused)
        {
            foreach (var problem in refused.Problems) problems.Add("--lag", problem.ToString(), "");
        }

        var world = World(parsed, problems);
        return problems.Count > before ? null : new Choice(world!, duration, parsed.GetValue(_seed), lag);
    }

    private WorldSpec? World(ParseResult parsed, InputProblems problems)
    {
        WorldSpec world;
        if (parsed.GetValue(_save) is { } save)
        {
            if (parsed.GetValue(_bitNode) is not null) problems.Add("--bitnode", "given beside --save", "the save has its own BitNode");
            if (parsed.GetValue(_homeRam) is not null) problems.Add("--home-ram", "given beside --save", "the save has its own home");
            if (!File.Exists(save))
            {
                problems.Add("--save", $"there is no file {save}", "an exported save is needed");
                return null;
            }

            world = SaveFile.Load(save).World;
        }
        else
        {
            var options = s_newGame with { BitNode = parsed.GetValue(_bitNode) ?? 1, Seed = parsed.GetValue(_seed) };
            if (parsed.GetValue(_homeRam) is { } text)
            {
                if (RamUnits.TryParse(text, out var ram)) options = options with { HomeRam = ram };
                else problems.Add("--home-ram", $"\"{text}\"", RamUnits.Help);
            }

            if (options.BitNode is >= BitNodes.First and <= BitNodes.Last)
            {
                var allowed = BitNodes.PurchasedServersMax(BitNodes.Multipliers(options.BitNode, options.BitNodeLevel));
                options = options with { PurchasedServers = Math.Min(options.PurchasedServers, allowed) };
            }

            world = NewGame.Create(options);
        }

        if (parsed.GetValue(_level) is not { } level) return world;
        if (level >= 1 && level <= world.LevelMax()) return world.WithLevel(level);
        problems.Add("--level", level.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"1 to {world.LevelMax()} is needed"));
        return null;
    }
}
