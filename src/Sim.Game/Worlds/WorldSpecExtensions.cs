using System.Collections.Immutable;

namespace Sim.Game;

/// <summary>Changes to worlds at rest.</summary>
public static class WorldSpecExtensions
{
    /// <summary>The same world with a player at another hacking level and with the exp that goes with it.</summary>
    /// <param name="world">Stays as it is.</param>
    /// <param name="level">1 or more.</param>
    public static WorldSpec WithLevel(this WorldSpec world, int level) =>
        world with { Player = world.Player.WithLevel(level, world.Multipliers) };

    /// <summary>The servers that can run workers, in the world's order: rooted, with RAM.</summary>
    public static ImmutableArray<ServerSpec> Hosts(this WorldSpec world) =>
        [.. world.Servers.Where(server => server.State.HasRoot && server.RamMax > RamSize.Zero)];

    /// <summary>The same world with these servers at minimum security and full money.</summary>
    public static WorldSpec WithPrepped(this WorldSpec world, ImmutableArray<ServerId> targets)
    {
        var servers = world.Servers.ToBuilder();
        foreach (ServerId target in targets)
        {
            Server state = servers[target.Index].State;
            state.Security = state.SecurityMin;
            state.Money = state.MoneyMax;
            servers[target.Index] = servers[target.Index] with { State = state };
        }

        return world with { Servers = servers.ToImmutable() };
    }

    /// <summary>The highest level that this world's player can be given: beyond it exp would not be a finite number.</summary>
    public static int LevelMax(this WorldSpec world) =>
        HackingExp.LevelMax(world.Player.Person.LevelMultiplier * world.Multipliers.HackingLevelMultiplier);

    internal static PlayerSpec WithLevel(this PlayerSpec player, int level, BitNodeMultipliers multipliers)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(level, 1);
        Person person = player.Person;
        person.Level = level;
        person.Exp = HackingExp.Of(level, person.LevelMultiplier * multipliers.HackingLevelMultiplier);
        return player with
        {
            Person = person,
            Skills = Replace(player.Skills, level),
            Exp = Replace(player.Exp, person.Exp),
        };
    }

    private static ImmutableArray<KeyValuePair<string, double>> Replace(ImmutableArray<KeyValuePair<string, double>> values, double hacking) =>
        [.. values.Select(value => value.Key == "hacking" ? KeyValuePair.Create("hacking", hacking) : value)];
}
