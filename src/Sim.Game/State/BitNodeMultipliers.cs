using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// The BitNode's multipliers that touch hacking, money, exp, RAM and servers, under the game's own names
/// (currentNodeMults). All are 1 in BitNode 1.
/// </summary>
[SharedState]
public sealed record BitNodeMultipliers
{
    public static readonly BitNodeMultipliers One = new();

    public double HackExpGain { get; init; } = 1;

    public double HackingLevelMultiplier { get; init; } = 1;

    public double HackingSpeedMultiplier { get; init; } = 1;

    public double ScriptHackMoney { get; init; } = 1;

    public double ScriptHackMoneyGain { get; init; } = 1;

    public double ManualHackMoney { get; init; } = 1;

    public double ServerGrowthRate { get; init; } = 1;

    public double ServerMaxMoney { get; init; } = 1;

    public double ServerStartingMoney { get; init; } = 1;

    public double ServerStartingSecurity { get; init; } = 1;

    public double ServerWeakenRate { get; init; } = 1;

    public double HomeComputerRamCost { get; init; } = 1;

    public double PurchasedServerCost { get; init; } = 1;

    public double PurchasedServerSoftcap { get; init; } = 1;

    public double PurchasedServerLimit { get; init; } = 1;

    public double PurchasedServerMaxRam { get; init; } = 1;

    public double HacknetNodeMoney { get; init; } = 1;

    public double WorldDaemonDifficulty { get; init; } = 1;
}
