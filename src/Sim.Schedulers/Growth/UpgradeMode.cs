namespace Sim.Schedulers;

/// <summary>What happens to the work on a purchased server that is to get more RAM.</summary>
public enum UpgradeMode
{
    /// <summary>
    /// The scheduler is asked to vacate it first: new work goes elsewhere, what runs drains. It is killed only where that is cheaper.
    /// </summary>
    Vacate,

    /// <summary>
    /// Everything on every host is killed, all servers that can be paid are upgraded at once, and the scheduler starts anew (as the
    /// player's script of seed 003 does).
    /// </summary>
    KillAll,

    /// <summary>It is upgraded under the running work, as this version of the game allows.</summary>
    InPlace,
}
