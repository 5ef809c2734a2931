using System.Collections.Immutable;

namespace Sim.Game;

/// <summary>Prices of the programs that open ports, as the dark web sells them (DarkWebItems.ts, Constants.ts).</summary>
public static class PortOpeners
{
    /// <summary>Price in $ of the TOR router, which the dark web needs.</summary>
    public const double TorPrice = 200_000;

    /// <summary>Prices in $ in the order of <see cref="NewGame.PortOpenerPrograms"/>.</summary>
    public static ImmutableArray<double> Prices { get; } = [500e3, 1500e3, 5e6, 30e6, 250e6];

    /// <summary>True if the dark web is linked to the player's home.</summary>
    public static bool HasTor(WorldSpec world)
    {
        ArgumentNullException.ThrowIfNull(world);
        return world.Servers.Any(server => server.Hostname == "home" && server.Connections.Contains("darkweb"));
    }
}
