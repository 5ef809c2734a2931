namespace Sim.Game;

/// <summary>What a new game starts with.</summary>
public sealed record NewGameOptions
{
    public const long HomeRamMaxGigabytes = 1L << 30;

    /// <summary>1 to 14; 1 by default.</summary>
    public int BitNode { get; init; } = 1;

    /// <summary>Owned level of the BitNode's source file + 1; 1 by default.</summary>
    public int BitNodeLevel { get; init; } = 1;

    /// <summary>The player's hacking level, 1 or more; exp follows from it.</summary>
    public int Level { get; init; } = 1;

    /// <summary>A power of two from 8 GB, what the game gives, to 2^30 GB.</summary>
    public RamSize HomeRam { get; init; } = RamSize.FromGigabytes(8);

    /// <summary>1, as in the game, to 8.</summary>
    public int HomeCores { get; init; } = 1;

    /// <summary>Purchased servers pserv-0, pserv-1, ...; at most what the BitNode allows.</summary>
    public int PurchasedServers { get; init; }

    /// <summary>RAM of each purchased server, a power of two; matters only if there are any.</summary>
    public RamSize PurchasedServerRam { get; init; } = RamSize.FromGigabytes(64);

    /// <summary>
    /// How many of the five programs that open ports the player owns, beside NUKE.exe. Every linked server that needs no more is
    /// rooted. All by default.
    /// </summary>
    public int PortOpeners { get; init; } = 5;

    /// <summary>$ in hand; 1,000 as in the game.</summary>
    public double Money { get; init; } = 1000;

    /// <summary>Chooses the ranges' values and the network's links.</summary>
    public ulong Seed { get; init; } = 1;
}
