namespace Sim.Game;

/// <summary>Why something was not bought. Expected in a run: a value, never thrown; nothing has changed.</summary>
public enum PurchaseRefusal : byte
{
    None = 0,

    /// <summary>The player has less money than it costs.</summary>
    NotEnoughMoney,

    /// <summary>The player owns as many servers as the BitNode allows.</summary>
    LimitReached,

    /// <summary>No such size is for sale: no power of two, not larger than before, or above the BitNode's maximum.</summary>
    InvalidSize,

    /// <summary>The server is not one that the player has bought.</summary>
    NotPurchased,

    /// <summary>Scripts run on the server, so it can't be deleted.</summary>
    HostBusy,

    /// <summary>It has the most already, or nothing is left to buy.</summary>
    AtMaximum,

    /// <summary>There is no hacknet node of this number.</summary>
    NoSuchNode,

    /// <summary>Fewer than one was asked for.</summary>
    NothingAsked,

    /// <summary>The player has hacknet servers in place of nodes (BitNode 9 and its source file), which are not simulated.</summary>
    HasHacknetServers,
}
