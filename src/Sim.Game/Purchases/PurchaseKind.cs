namespace Sim.Game;

/// <summary>What money can buy in a run.</summary>
public enum PurchaseKind : byte
{
    /// <summary>A new server of a given size (purchaseServer).</summary>
    Server = 0,

    /// <summary>More RAM for a server of the player's, while scripts run on it (upgradePurchasedServer).</summary>
    ServerUpgrade = 1,

    /// <summary>Gives a server back, for nothing; no script may run on it (deleteServer).</summary>
    ServerDeletion = 2,

    /// <summary>Twice the RAM at home (upgradeHomeRam).</summary>
    HomeRam = 3,

    /// <summary>One more core at home (upgradeHomeCores).</summary>
    HomeCore = 4,

    /// <summary>A new hacknet node (hacknet.purchaseNode).</summary>
    HacknetNode = 5,

    /// <summary>Levels for a hacknet node (hacknet.upgradeLevel).</summary>
    HacknetLevel = 6,

    /// <summary>Doublings of a hacknet node's RAM (hacknet.upgradeRam).</summary>
    HacknetRam = 7,

    /// <summary>Cores for a hacknet node (hacknet.upgradeCore).</summary>
    HacknetCore = 8,

    /// <summary>The next program that opens a port, and the TOR router if the player has none (purchaseTor, purchaseProgram).</summary>
    PortOpener = 9,

    /// <summary>Root on every server whose ports the player can open; costs nothing (the openers, then nuke).</summary>
    Root = 10,
}
