using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Picks the server to hack when none was named.</summary>
internal static class TargetChooser
{
    /// <summary>The servers that were named.</summary>
    /// <exception cref="InputException">A name is unknown.</exception>
    public static ImmutableArray<ServerId> Find(WorldSpec world, TargetChoice choice)
    {
        var names = new ServerNames(world);
        return [.. choice.Names.Select(names.Find)];
    }

    /// <summary>Every server that holds money, in the world's order.</summary>
    /// <param name="world">Where.</param>
    /// <param name="withoutRoot">True for those that are not rooted, too.</param>
    public static ImmutableArray<ServerId> All(WorldSpec world, bool withoutRoot = false) =>
    [
        .. world.Servers.Select((server, index) => (server, index))
            .Where(pair => (withoutRoot || pair.server.State.HasRoot) && pair.server.State.MoneyMax > 0)
            .Select(pair => new ServerId(pair.index)),
    ];

    /// <summary>Servers that can be hacked, by maximum money x chance / weaken time when prepped, the best first.</summary>
    public static IEnumerable<TargetRow> Ranked(WorldSpec world) => TargetTable.Of(world)
        .Where(row => row.CanHack && row.Chance > 0)
        .OrderByDescending(row => row.Server.State.MoneyMax * row.Chance / row.WeakenSeconds)
        .ThenBy(row => row.Id.Index);
}
