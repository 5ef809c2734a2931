using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// A world at rest, as a new game, a save file or a scenario gives it: everything a run starts from. Immutable and shared by
/// any number of runs.
/// </summary>
[SharedState]
public sealed record WorldSpec
{
    /// <summary>Where the world came from, for messages and results: a file name or "new game".</summary>
    public required string Source { get; init; }

    public required PlayerSpec Player { get; init; }

    /// <summary>1 to 14.</summary>
    public required int BitNode { get; init; }

    /// <summary>Owned source-file level of this BitNode + 1; BitNode 12's multipliers depend on it.</summary>
    public required int BitNodeLevel { get; init; }

    /// <summary>The multipliers in force, computed from the BitNode and its level; they are not stored in saves.</summary>
    public required BitNodeMultipliers Multipliers { get; init; }

    /// <summary>Every server in the order of its source; "home" is always among them.</summary>
    public required ImmutableArray<ServerSpec> Servers { get; init; }
}

/// <summary>The player of a <see cref="WorldSpec"/>.</summary>
[SharedState]
public sealed record PlayerSpec
{
    public required Person Person { get; init; }

    /// <summary>Money in $.</summary>
    public required double Money { get; init; }

    /// <summary>All multipliers under the game's names (hacking_chance, hacknet_node_money, ...), in source order.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Multipliers { get; init; } = [];

    /// <summary>Skill levels under the game's names, in source order.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Skills { get; init; } = [];

    /// <summary>Exp under the game's names, in source order.</summary>
    public ImmutableArray<KeyValuePair<string, double>> Exp { get; init; } = [];

    /// <summary>Owned source files: number and level.</summary>
    public ImmutableArray<KeyValuePair<int, int>> SourceFiles { get; init; } = [];

    /// <summary>Installed augmentations: name and level.</summary>
    public ImmutableArray<KeyValuePair<string, int>> Augmentations { get; init; } = [];

    /// <summary>Programs on home, such as NUKE.exe.</summary>
    public ImmutableArray<string> Programs { get; init; } = [];
}

/// <summary>One server of a <see cref="WorldSpec"/>.</summary>
[SharedState]
public sealed record ServerSpec
{
    public required string Hostname { get; init; }

    public string Organization { get; init; } = "";

    /// <summary>Money, security, growth, level and root at the start.</summary>
    public required Server State { get; init; }

    public required RamSize RamMax { get; init; }

    /// <summary>1 or more; helps grow and weaken that run on this server.</summary>
    public int Cores { get; init; } = 1;

    /// <summary>True for home and for purchased servers, as in the game.</summary>
    public bool PurchasedByPlayer { get; init; }

    public int PortsRequired { get; init; }

    public int PortsOpen { get; init; }

    /// <summary>Hostnames this server is linked to, in the game's order.</summary>
    public ImmutableArray<string> Connections { get; init; } = [];
}
