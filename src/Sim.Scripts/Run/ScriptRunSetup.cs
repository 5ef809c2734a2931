using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>Everything a run of scripts begins with.</summary>
public sealed record ScriptRunSetup
{
    /// <summary>The world as C# simulates it.</summary>
    public required WorldSpec World { get; init; }

    /// <summary>The same world as scripts see it: player, bitNode and servers as in a script case's <c>initial</c>.</summary>
    public required JsonObject View { get; init; }

    /// <summary>Files by host and path.</summary>
    public required ImmutableArray<HostFile> Files { get; init; }

    /// <summary>Scripts that are started at the beginning, in order.</summary>
    public required ImmutableArray<FirstScript> Starts { get; init; }

    /// <summary>Seed of the run's luck.</summary>
    public required ulong Seed { get; init; }

    /// <summary>True if hack rolls and the scripts' Math.random come from one mulberry32, as in the reference cases.</summary>
    public bool HasOneStream { get; init; }

    /// <summary>Date.now() at the start, in ms since 1970.</summary>
    public double DateAtStart { get; init; } = 1_700_000_000_000;

    /// <summary>performance.now() at the start.</summary>
    public double PerformanceAtStart { get; init; }

    /// <summary>True if scripts age with the game's 200 ms loop, as in the game with a screen.</summary>
    public bool HasGameLoop { get; init; } = true;

    /// <summary>True if every start is told with its arguments.</summary>
    public bool Records { get; init; }

    /// <summary>True if everything that scripts print is told.</summary>
    public bool TellsPrints { get; init; }

    /// <summary>Scripts of which every log line is told.</summary>
    public ImmutableArray<string> Follows { get; init; } = [];

    /// <summary>What things cost the thread; null for nothing.</summary>
    public LagModel? Lag { get; init; }

    /// <summary>The most memory the scripts may use, in MB.</summary>
    public int MemoryMegabytes { get; init; } = 2048;

    /// <summary>Real time without progress after which a run is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Real time without progress after which the scripts themselves tell the line that they are at; null to not look.</summary>
    public TimeSpan? FindsEndlessAfter { get; init; }
}

/// <summary>A file of a host in the game.</summary>
/// <param name="Host">Hostname.</param>
/// <param name="Path">Name from the root, without a leading slash.</param>
/// <param name="Text">Its content.</param>
public sealed record HostFile(string Host, string Path, string Text);

/// <summary>A script to start at the beginning.</summary>
/// <param name="At">When.</param>
/// <param name="Host">Where it lies and runs.</param>
/// <param name="File">Its name from the root.</param>
/// <param name="Threads">1 or more.</param>
/// <param name="Arguments">Texts, numbers, true and false.</param>
public sealed record FirstScript(SimTime At, string Host, string File, int Threads, ImmutableArray<JsonNode?> Arguments);
