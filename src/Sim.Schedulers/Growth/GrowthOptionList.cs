using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>The options of growth, told once: scenario files, the command line and the documentation read them here.</summary>
public static class GrowthOptionList
{
    public const string Upgrades = "upgrades";

    /// <summary>In the order in which help texts show them.</summary>
    public static IReadOnlyList<OptionDefinition> All { get; } =
    [
        new(Upgrades, OptionKind.Choice, "vacate",
            "What happens to the work on a server that is upgraded: it is asked to leave, killed with all else, or left alone.",
            Choices: ["vacate", "kill-all", "in-place"]),
        new("rebuy", OptionKind.Flag, "false", "Delete a server and buy a larger one at the full price, in place of an upgrade."),
        new("payback", OptionKind.Duration, "1h", "Hacknet parts and cores are bought only if they pay back within this time.", "1s", "3650d"),
        new("spend", OptionKind.Fraction, "100%", "Share of the money that one purchase may take.", "0.01%", "100%"),
        new("start", OptionKind.Duration, "0s", "Nothing is bought before this time of the run.", "0s", "3650d"),
        new("servers", OptionKind.Count, "25", "Servers to own at most; the BitNode may allow fewer.", "0", "25"),
        new("serverRam", OptionKind.Ram, "1PB", "The largest server to buy, a power of two; the BitNode may allow less.", "2GB", "1PB"),
        new("home", OptionKind.Flag, "true", "Whether RAM and cores of home are bought."),
        new("hacknet", OptionKind.Flag, "true", "Whether hacknet nodes are bought."),
        new("programs", OptionKind.Flag, "true", "Whether port openers are bought, and root is taken wherever that is possible."),
    ];

    /// <summary>Checks what a single option's range can't say.</summary>
    /// <param name="options">Complete and read.</param>
    /// <param name="problems">Gets what is wrong.</param>
    /// <param name="place">Where an option was given.</param>
    public static void Check(OptionSet options, InputProblems problems, Func<string, string> place)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(place);
        var ram = options.Ram("serverRam");
        if (ram.Hundredths % 100 != 0 || !long.IsPow2(ram.Hundredths / 100))
        {
            problems.Add(place("serverRam"), RamUnits.Format(ram), "a power of two from 2GB to 1PB is needed");
        }

        if (options.Flag("rebuy") && options.Choice(Upgrades) == "in-place")
        {
            problems.Add(place("rebuy"), "given with upgrades in-place", "a server on which scripts run can't be deleted; vacate or kill-all is needed");
        }
    }

    /// <summary>What the options mean.</summary>
    /// <param name="options">Complete and checked.</param>
    /// <param name="canVacate">False if the scheduler can't be asked for hosts: what was not asked for otherwise is then kill-all.</param>
    public static GrowthOptions Read(OptionSet options, bool canVacate)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mode = options.Choice(Upgrades) switch
        {
            "kill-all" => UpgradeMode.KillAll,
            "in-place" => UpgradeMode.InPlace,
            _ => UpgradeMode.Vacate,
        };
        return new GrowthOptions
        {
            Upgrades = canVacate || options.IsGiven(Upgrades) ? mode : UpgradeMode.KillAll,
            Rebuys = options.Flag("rebuy"),
            Payback = options.Duration("payback"),
            Spend = options.Fraction("spend"),
            Start = options.Duration("start"),
            ServersMax = (int)options.Count("servers"),
            ServerRamMax = options.Ram("serverRam"),
            BuysServers = options.Count("servers") > 0,
            BuysHome = options.Flag("home"),
            BuysHacknet = options.Flag("hacknet"),
            BuysPrograms = options.Flag("programs"),
        };
    }
}
