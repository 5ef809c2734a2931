using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What a <see cref="Buyer"/> goes by, checked before it is built.</summary>
[SharedState]
public sealed record GrowthOptions
{
    public UpgradeMode Upgrades { get; init; } = UpgradeMode.Vacate;

    /// <summary>Hacknet parts and cores are bought only if they pay back within this time; more than 0.</summary>
    public SimDuration Payback { get; init; } = SimDuration.FromHours(1);

    /// <summary>Share of the money that one purchase may take; above 0, at most 1.</summary>
    public double Spend { get; init; } = 1;

    /// <summary>Simulated time before which nothing is bought; 0 or more.</summary>
    public SimDuration Start { get; init; }

    /// <summary>No server larger than this is bought; null for the BitNode's maximum.</summary>
    public RamSize? ServerRamMax { get; init; }

    /// <summary>Servers to own at most; null for the BitNode's limit.</summary>
    public int? ServersMax { get; init; }

    /// <summary>
    /// True to delete a server that is to be larger and to buy another one, at the full price, as players had to before the game
    /// let them upgrade. Not with <see cref="UpgradeMode.InPlace"/>: a server on which scripts run can't be deleted.
    /// </summary>
    public bool Rebuys { get; init; }

    public bool BuysServers { get; init; } = true;

    /// <summary>RAM and cores of home.</summary>
    public bool BuysHome { get; init; } = true;

    public bool BuysHacknet { get; init; } = true;

    /// <summary>The programs that open ports; root is taken wherever that is possible.</summary>
    public bool BuysPrograms { get; init; } = true;
}
