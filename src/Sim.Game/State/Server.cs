namespace Sim.Game;

/// <summary>
/// The part of a server that landings read and change, as a flat record so that a world is one array.
/// Names on the right are the game's own.
/// </summary>
public struct Server
{
    /// <summary>Money on the server in $, 0 to <see cref="MoneyMax"/> (moneyAvailable).</summary>
    public double Money;

    /// <summary>The most the server can hold in $ (moneyMax); 0 for hosts that are no targets.</summary>
    public double MoneyMax;

    /// <summary>Security now, <see cref="SecurityMin"/> to 100 (hackDifficulty).</summary>
    public double Security;

    /// <summary>The lowest security that weakens reach (minDifficulty).</summary>
    public double SecurityMin;

    /// <summary>Security of the new server, fixed; sets the exp of each operation (baseDifficulty).</summary>
    public double SecurityBase;

    /// <summary>Hacking level needed to hack (requiredHackingSkill); may be fractional for w0r1d_d43m0n.</summary>
    public double LevelRequired;

    /// <summary>Growth parameter, about 1 to 100 (serverGrowth); a percentage of the full growth rate.</summary>
    public double Growth;

    /// <summary>True if the player has root (hasAdminRights).</summary>
    public bool HasRoot;
}
