using System.Text.Json.Nodes;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>What the two sides of a run have to agree on about the world.</summary>
internal static class ScriptWorlds
{
    /// <summary>Hostnames of places for servers that scripts may buy begin with this; no server of the game is named so.</summary>
    public const string SparePrefix = "\0spare";

    /// <summary>The same world with a place for each server that the player may ever own at once.</summary>
    public static WorldSpec WithSpares(WorldSpec world)
    {
        var spares = Enumerable.Range(0, Spares(world)).Select(n => CustomWorld.Host($"{SparePrefix}{n}", RamSize.Zero, 1));
        return world with { Servers = [.. world.Servers, .. spares] };
    }

    /// <summary>How many places <see cref="WithSpares"/> adds.</summary>
    public static int Spares(WorldSpec world) => BitNodes.PurchasedServersMax(world.Multipliers);

    /// <summary>Gives the servers of a view the numbers that they have in C#: their places.</summary>
    public static void Number(JsonObject view)
    {
        var index = 0;
        foreach (var server in view["servers"]!.AsArray()) server!["index"] = index++;
        view["firstSpare"] = index;
    }
}
