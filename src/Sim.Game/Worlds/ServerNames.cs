using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Game;

/// <summary>Finds a world's servers by name and the way to them.</summary>
public sealed class ServerNames
{
    private readonly WorldSpec _world;
    private readonly Dictionary<string, ServerId> _ids = new(StringComparer.Ordinal);

    public ServerNames(WorldSpec world)
    {
        _world = world;
        for (int i = 0; i < world.Servers.Length; i++) _ids.TryAdd(world.Servers[i].Hostname, new ServerId(i));
    }

    public bool TryFind(string hostname, out ServerId id) => _ids.TryGetValue(hostname, out id);

    /// <summary>The server of this name.</summary>
    /// <exception cref="InputException">There is none; the message names the nearest.</exception>
    public ServerId Find(string hostname) => TryFind(hostname, out ServerId id)
        ? id
        : throw new InputException(new InputProblem(_world.Source, "", $"there is no server \"{hostname}\"", Hint(hostname)));

    /// <summary><c>did you mean "phantasy"?</c>, or nothing if no name is near.</summary>
    public string Hint(string hostname) => NearestName.Hint(hostname, [.. _world.Servers.Select(server => server.Hostname)]);

    /// <summary>The shortest chain of hostnames from home to a server, both included; empty if no link leads there.</summary>
    /// <exception cref="InputException">There is no such server.</exception>
    public ImmutableArray<string> PathTo(string hostname)
    {
        ServerId goal = Find(hostname);
        var cameFrom = new Dictionary<string, string?>(StringComparer.Ordinal) { ["home"] = null };
        var queue = new Queue<string>(["home"]);
        while (queue.TryDequeue(out string? here))
        {
            if (here == _world.Servers[goal.Index].Hostname) return Chain(here, cameFrom);
            if (!TryFind(here, out ServerId id)) continue;
            foreach (string next in _world.Servers[id.Index].Connections)
            {
                if (cameFrom.TryAdd(next, here)) queue.Enqueue(next);
            }
        }

        return [];
    }

    /// <summary>A line for the game's terminal that walks from wherever the player is: <c>home; connect a; connect b</c>.</summary>
    /// <exception cref="InputException">There is no such server, or no link leads to it.</exception>
    public string ConnectCommand(string hostname)
    {
        ImmutableArray<string> path = PathTo(hostname);
        if (path.IsEmpty) throw new InputException(new InputProblem(_world.Source, "", $"no link leads from home to \"{hostname}\""));
        return string.Join("; ", path.Skip(1).Select(step => $"connect {step}").Prepend("home"));
    }

    private static ImmutableArray<string> Chain(string end, Dictionary<string, string?> cameFrom)
    {
        var chain = new List<string>();
        for (string? step = end; step is not null; step = cameFrom[step]) chain.Add(step);
        chain.Reverse();
        return [.. chain];
    }
}
