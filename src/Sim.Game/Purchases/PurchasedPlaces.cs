using System.Globalization;

namespace Sim.Game;

/// <summary>
/// Room for servers that a run may buy. A run's servers are one array, so those that do not exist yet have a place in it from the
/// start: rooted, without RAM, and so of no use to anyone until they are bought.
/// </summary>
public static class PurchasedPlaces
{
    /// <summary>The same world with a place for every server that the BitNode still allows to be bought.</summary>
    public static WorldSpec WithPlacesToBuy(this WorldSpec world)
    {
        ArgumentNullException.ThrowIfNull(world);
        var missing = BitNodes.PurchasedServersMax(world.Multipliers) - world.Servers.Count(IsPlace);
        if (missing <= 0) return world;

        var names = world.Servers.Select(server => server.Hostname).ToHashSet(StringComparer.Ordinal);
        var servers = world.Servers.ToBuilder();
        for (var number = 0; missing > 0; number++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"pserv-{number}");
            if (!names.Add(name)) continue;
            servers.Add(CustomWorld.Host(name, RamSize.Zero, 1));
            missing--;
        }

        return world with { Servers = servers.ToImmutable() };
    }

    /// <summary>True for servers that were bought or can be; not for home and not for hacknet servers, which are the player's too.</summary>
    internal static bool IsPlace(ServerSpec server) =>
        server.PurchasedByPlayer && server.Hostname != "home" && !server.Hostname.StartsWith("hacknet-server-", StringComparison.Ordinal);
}
