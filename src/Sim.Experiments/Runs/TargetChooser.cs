using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Picks the server to hack when none was named.</summary>
internal static class TargetChooser
{
    /// <exception cref="InputException">Nothing can be hacked, or a name is unknown.</exception>
    public static ImmutableArray<ServerId> Choose(WorldSpec world, TargetChoice choice)
    {
        if (!choice.IsBest)
        {
            var names = new ServerNames(world);
            return [.. choice.Names.Select(names.Find)];
        }

        var best = Ranked(world).FirstOrDefault()
            ?? throw new InputException(new InputProblem(
                world.Source, "target", "the player cannot hack any server of this world", "root and the level for at least one are needed"));
        return [best.Id];
    }

    /// <summary>Servers that can be hacked, by maximum money x chance / weaken time when prepped, the best first.</summary>
    public static IEnumerable<TargetRow> Ranked(WorldSpec world) => TargetTable.Of(world)
        .Where(row => row.CanHack && row.Chance > 0)
        .OrderByDescending(row => row.Server.State.MoneyMax * row.Chance / row.WeakenSeconds)
        .ThenBy(row => row.Id.Index);
}
