using System.Collections.Immutable;
using System.Globalization;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Replaces the hosts of a world.</summary>
internal static class HostGrants
{
    /// <summary>
    /// The same world with other RAM: home becomes the first host, with its cores; the others are like purchased servers, with one
    /// core; everything else has no RAM.
    /// </summary>
    public static WorldSpec Apply(WorldSpec world, int hosts, RamSize each)
    {
        var servers = ImmutableArray.CreateBuilder<ServerSpec>(world.Servers.Length + hosts);
        foreach (var server in world.Servers)
        {
            servers.Add(server with { RamMax = server.Hostname == "home" ? each : RamSize.Zero });
        }

        for (var i = 1; i < hosts; i++)
        {
            servers.Add(CustomWorld.Host(string.Create(CultureInfo.InvariantCulture, $"ram-{i}"), each, 1));
        }

        return world with { Servers = servers.ToImmutable() };
    }
}
