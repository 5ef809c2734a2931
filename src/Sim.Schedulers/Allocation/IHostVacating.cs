using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// How a service that replaces or upgrades hosts asks for them, without knowing who uses the RAM:
/// <code>
///   Vacate(host)  ->  work moves or drains  ->  IsVacant(host)  ->  (upgrade)  ->  Reopen(host)
/// </code>
/// </summary>
public interface IHostVacating
{
    /// <summary>RAM that nobody has been given, on hosts that are not vacated.</summary>
    RamSize Free { get; }

    /// <summary>No new work is placed on the host from now on; what is unclaimed moves, what is claimed drains.</summary>
    void Vacate(ServerId host);

    /// <summary>True if the host is vacated and nothing is allocated there any more.</summary>
    bool IsVacant(ServerId host);

    /// <summary>RAM on the host that running work has claimed: what is still to drain, or would be lost by a kill.</summary>
    RamSize ClaimedOn(ServerId host);

    /// <summary>Work may be placed there again, with the RAM that the host has now.</summary>
    /// <param name="host">Vacated before, or new.</param>
    /// <param name="size">Its RAM in all; more than 0.</param>
    void Reopen(ServerId host, RamSize size);
}
