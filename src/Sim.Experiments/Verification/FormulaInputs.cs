using Sim.Game;

namespace Sim.Experiments.Verification;

/// <summary>The inputs of one line under the game's names, and the simulator's types made of them.</summary>
internal sealed class FormulaInputs
{
    public NamedNumbers Values { get; } = new();

    /// <summary>An input; multipliers that are not given are 1. Other inputs are checked to be there before a formula is called.</summary>
    public double this[string name] => Values.Get(name, 1.0);

    public bool Flag(string name) => Values.Get(name, 0.0) != 0.0;

    public Server Server => new()
    {
        Money = Values.Get("moneyAvailable", 0.0),
        MoneyMax = Values.Get("moneyMax", 0.0),
        Security = Values.Get("hackDifficulty", 0.0),
        SecurityMin = Values.Get("minDifficulty", 0.0),
        SecurityBase = Values.Get("baseDifficulty", 0.0),
        LevelRequired = Values.Get("requiredHackingSkill", 0.0),
        Growth = Values.Get("serverGrowth", 0.0),
        HasRoot = Flag("hasAdminRights"),
    };

    public Person Person => new()
    {
        Level = this["hacking"],
        Intelligence = Values.Get("intelligence", 0.0),
        LevelMultiplier = 1.0,
        ChanceMultiplier = this["hacking_chance"],
        SpeedMultiplier = this["hacking_speed"],
        MoneyMultiplier = this["hacking_money"],
        GrowMultiplier = this["hacking_grow"],
        ExpMultiplier = this["hacking_exp"],
    };

    public BitNodeMultipliers Node => new()
    {
        HackExpGain = this["HackExpGain"],
        HackingLevelMultiplier = this["HackingLevelMultiplier"],
        HackingSpeedMultiplier = this["HackingSpeedMultiplier"],
        ScriptHackMoney = this["ScriptHackMoney"],
        ServerGrowthRate = this["ServerGrowthRate"],
        ServerMaxMoney = this["ServerMaxMoney"],
        ServerStartingMoney = this["ServerStartingMoney"],
        ServerStartingSecurity = this["ServerStartingSecurity"],
        ServerWeakenRate = this["ServerWeakenRate"],
        HomeComputerRamCost = this["HomeComputerRamCost"],
        PurchasedServerCost = this["PurchasedServerCost"],
        PurchasedServerSoftcap = this["PurchasedServerSoftcap"],
        PurchasedServerLimit = this["PurchasedServerLimit"],
        PurchasedServerMaxRam = this["PurchasedServerMaxRam"],
        HacknetNodeMoney = this["HacknetNodeMoney"],
    };
}
