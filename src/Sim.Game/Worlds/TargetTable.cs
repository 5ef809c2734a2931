using System.Collections.Immutable;

namespace Sim.Game;

/// <summary>What the servers of a world are worth to a batcher, one row a target.</summary>
public static class TargetTable
{
    /// <summary>The share of the money that the batch behind <see cref="TargetRow.MoneyPerGbSecond"/> aims to take.</summary>
    public const double GreedReference = 0.1;

    /// <summary>Servers that can hold money, the most rewarding first; those that can't be hacked yet come last, by name.</summary>
    public static ImmutableArray<TargetRow> Of(WorldSpec world) =>
    [
        .. world.Servers
            .Select((server, index) => (server, index))
            .Where(pair => pair.server.State.MoneyMax > 0)
            .Select(pair => Row(pair.server, new ServerId(pair.index), world))
            .OrderByDescending(row => row.MoneyPerGbSecond)
            .ThenBy(row => row.Server.Hostname, StringComparer.Ordinal),
    ];

    private static TargetRow Row(ServerSpec server, ServerId id, WorldSpec world)
    {
        Person person = world.Player.Person;
        BitNodeMultipliers node = world.Multipliers;
        Server prepared = server.State;
        prepared.Security = prepared.SecurityMin;
        prepared.Money = prepared.MoneyMax;

        // The formula gives 0 without root; what the chance would be is the more useful number, and HasRoot tells the rest.
        Server rooted = prepared;
        rooted.HasRoot = true;
        var row = new TargetRow
        {
            Server = server,
            Id = id,
            CanHack = server.State.HasRoot && person.Level >= server.State.LevelRequired,
            HackSeconds = HackingFormulas.HackSeconds(prepared, person, node),
            GrowSeconds = HackingFormulas.GrowSeconds(prepared, person, node),
            WeakenSeconds = HackingFormulas.WeakenSeconds(prepared, person, node),
            Chance = HackingFormulas.Chance(rooted, person),
            FractionPerThread = HackingFormulas.FractionPerThread(prepared, person, node),
            MoneyPerGbSecond = 0,
        };
        return row.CanHack ? row with { MoneyPerGbSecond = MoneyPerGbSecond(prepared, row, person, node) } : row;
    }

    /// <summary>
    /// Money in the mean over RAM x time of one batch (hack, weaken, grow, weaken) on a prepared target, from one core, each job
    /// holding its RAM for its own duration.
    /// </summary>
    private static double MoneyPerGbSecond(in Server prepared, TargetRow row, in Person person, BitNodeMultipliers node)
    {
        if (!(row.FractionPerThread > 0)) return 0;

        double hack = Math.Max(1, Math.Floor(GreedReference / row.FractionPerThread));
        double taken = Math.Min(1, hack * row.FractionPerThread);
        double left = prepared.MoneyMax * (1 - taken);
        double grow = GrowthFormulas.ThreadsForGrowthExact(prepared, prepared.MoneyMax, left, 1, person, node);
        double effect = SecurityFormulas.WeakenEffect(1, 1, node);
        double weakenHack = Math.Ceiling(SecurityFormulas.HackRisePerThread * hack / effect);
        double weakenGrow = Math.Ceiling(SecurityFormulas.GrowRisePerThread * grow / effect);

        double ramSeconds = (RamCosts.HackWorker.Gigabytes * hack * row.HackSeconds)
            + (RamCosts.GrowWorker.Gigabytes * grow * row.GrowSeconds)
            + (RamCosts.WeakenWorker.Gigabytes * (weakenHack + weakenGrow) * row.WeakenSeconds);
        double money = prepared.MoneyMax * taken * row.Chance * node.ScriptHackMoneyGain;
        return double.IsFinite(ramSeconds) && ramSeconds > 0 ? money / ramSeconds : 0;
    }
}

/// <summary>One target of <see cref="TargetTable"/>. Times and chance are those at minimum security, where batches run.</summary>
public sealed record TargetRow
{
    /// <summary>Money, security, growth and level required as they are now.</summary>
    public required ServerSpec Server { get; init; }

    public required ServerId Id { get; init; }

    /// <summary>True if the player has root and the level.</summary>
    public required bool CanHack { get; init; }

    public required double HackSeconds { get; init; }

    public required double GrowSeconds { get; init; }

    public required double WeakenSeconds { get; init; }

    /// <summary>0 to 1, as if the server were rooted.</summary>
    public required double Chance { get; init; }

    /// <summary>Share of the money that one thread of a hack takes, 0 to 1.</summary>
    public required double FractionPerThread { get; init; }

    /// <summary>$ for each GB held for a second, for batches that take a tenth; 0 if the player can't hack the server.</summary>
    public required double MoneyPerGbSecond { get; init; }
}
