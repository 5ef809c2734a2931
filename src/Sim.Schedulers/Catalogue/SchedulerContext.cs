using System.Collections.Immutable;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What a scheduler is built from.</summary>
public sealed record SchedulerContext
{
    /// <summary>The world at the start of the run.</summary>
    public required GameView View { get; init; }

    /// <summary>At least one; the first is the main one.</summary>
    public required ImmutableArray<ServerId> Targets { get; init; }

    public required OptionSet Options { get; init; }

    public ServerId Target => Targets[0];

    public string Hostname(ServerId id) => View.World.Servers[id.Index].Hostname;

    /// <summary>The player's home, if it has RAM in this run.</summary>
    public ServerId? Home
    {
        get
        {
            for (var index = 0; index < View.ServerCount; index++)
            {
                if (View.World.Servers[index].Hostname == "home") return new ServerId(index);
            }

            return null;
        }
    }
}
