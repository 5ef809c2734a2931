using System.Globalization;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Something that a growing player reaches: <c>25 servers of 1PB</c>, <c>home 1TB</c>, <c>level 500</c>, <c>money 1b</c>.</summary>
/// <param name="Kind">What is counted.</param>
/// <param name="Amount">Servers, hacking level or $; 0 for home.</param>
/// <param name="Ram">RAM of each server, or of home; 0 for the rest.</param>
public readonly record struct Milestone(MilestoneKind Kind, double Amount, RamSize Ram)
{
    /// <summary>For messages: what a milestone may look like.</summary>
    public const string Help = "milestones such as \"25 servers of 1PB\", \"home 1TB\", \"level 500\" or \"money 1b\" are needed";

    private const double LevelMax = 1e9;
    private const double MoneyMax = 1e30;

    private static readonly (string Suffix, double Factor)[] s_suffixes = [("k", 1e3), ("m", 1e6), ("b", 1e9), ("t", 1e12), ("q", 1e15)];

    /// <summary>True if only purchases can bring it about.</summary>
    public bool NeedsGrowth => Kind is MilestoneKind.Servers or MilestoneKind.Home;

    /// <summary>Reads a milestone as <see cref="ToString"/> writes it; case and blanks do not matter.</summary>
    public static bool TryParse(string text, out Milestone milestone)
    {
        ArgumentNullException.ThrowIfNull(text);
        milestone = default;
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        switch (words)
        {
            case [var count, var servers, var of, var size] when IsWord(of, "of") && (IsWord(servers, "servers") || IsWord(servers, "server")):
                if (!int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1) return false;
                if (!RamUnits.TryParse(size, out var each) || each <= RamSize.Zero) return false;
                milestone = new Milestone(MilestoneKind.Servers, number, each);
                return true;
            case [var home, var size] when IsWord(home, "home"):
                if (!RamUnits.TryParse(size, out var ram) || ram <= RamSize.Zero) return false;
                milestone = new Milestone(MilestoneKind.Home, 0, ram);
                return true;
            case [var level, var amount] when IsWord(level, "level"):
                if (!int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) || whole < 1 || whole > LevelMax) return false;
                milestone = new Milestone(MilestoneKind.Level, whole, RamSize.Zero);
                return true;
            case [var money, var amount] when IsWord(money, "money"):
                if (!TryParseMoney(amount, out var dollars)) return false;
                milestone = new Milestone(MilestoneKind.Money, dollars, RamSize.Zero);
                return true;
            default:
                return false;
        }
    }

    /// <summary>What keeps this world from ever reaching it; null if nothing does.</summary>
    public string? Impossible(WorldSpec world)
    {
        ArgumentNullException.ThrowIfNull(world);
        if (Kind == MilestoneKind.Level && Amount > world.LevelMax()) return string.Create(CultureInfo.InvariantCulture, $"this world allows at most level {world.LevelMax()}");
        if (Kind != MilestoneKind.Servers) return null;
        var most = Math.Max(BitNodes.PurchasedServersMax(world.Multipliers), world.Servers.Count(server => server.PurchasedByPlayer) - 1);
        var largest = BitNodes.PurchasedServerRamMax(world.Multipliers);
        if (Amount <= most && Ram <= largest) return null;
        return string.Create(CultureInfo.InvariantCulture, $"BitNode {world.BitNode} allows {most} servers of up to {RamUnits.Format(largest)}");
    }

    /// <summary>Whether a run has come so far.</summary>
    public bool IsReached(GameRun game)
    {
        ArgumentNullException.ThrowIfNull(game);
        return Kind switch
        {
            MilestoneKind.Servers => CountServers(game) >= Amount,
            MilestoneKind.Home => game.Host(game.Home).RamMax >= Ram.Hundredths,
            MilestoneKind.Level => game.Person.Level >= Amount,
            _ => game.Money + game.MoneySpent >= Amount,
        };
    }

    public override string ToString() => Kind switch
    {
        MilestoneKind.Servers => string.Create(CultureInfo.InvariantCulture, $"{Amount} {(Amount.Equals(1.0) ? "server" : "servers")} of {RamUnits.Format(Ram)}"),
        MilestoneKind.Home => $"home {RamUnits.Format(Ram)}",
        MilestoneKind.Level => string.Create(CultureInfo.InvariantCulture, $"level {Amount}"),
        _ => $"money {FormatMoney(Amount)}",
    };

    private static bool IsWord(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static bool TryParseMoney(string text, out double dollars)
    {
        dollars = 0;
        var number = text.TrimStart('$');
        var factor = 1.0;
        foreach (var (suffix, by) in s_suffixes)
        {
            if (!number.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)) continue;
            (number, factor) = (number[..^suffix.Length], by);
            break;
        }

        if (!Units.TryParseNumber(number, out var value)) return false;
        dollars = value * factor;
        return dollars > 0 && dollars <= MoneyMax;
    }

    private static string FormatMoney(double dollars)
    {
        for (var i = s_suffixes.Length - 1; i >= 0; i--)
        {
            var (suffix, factor) = s_suffixes[i];
            if (dollars >= factor && (dollars / factor * factor).Equals(dollars)) return string.Create(CultureInfo.InvariantCulture, $"{dollars / factor:R}{suffix}");
        }

        return dollars.ToString("R", CultureInfo.InvariantCulture);
    }

    private int CountServers(GameRun game)
    {
        var count = 0;
        for (var i = 0; i < game.World.Servers.Length; i++)
        {
            var id = new ServerId(i);
            if (game.IsPurchased(id) && game.Host(id).RamMax >= Ram.Hundredths) count++;
        }

        return count;
    }
}
