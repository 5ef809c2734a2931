using System.Collections.Frozen;
using Sim.Game;

namespace Sim.Experiments.Verification;

/// <summary>A function of the game: the inputs it takes and the simulator's formula for it.</summary>
/// <param name="Required">Inputs that must be given.</param>
/// <param name="Optional">Multipliers, which are 1 if not given, and intelligence, which is 0.</param>
/// <param name="Call">Computes the result from the inputs.</param>
internal sealed record Formula(string[] Required, string[] Optional, Action<FormulaInputs, FormulaResult> Call);

/// <summary>Every function of the reference data by the name it has there.</summary>
internal static class FormulaCatalog
{
    public static readonly FrozenDictionary<string, Formula> All = new Dictionary<string, Formula>(StringComparer.Ordinal)
    {
        ["calculateHackingChance"] = Number(
            "hackDifficulty requiredHackingSkill hasAdminRights hacking", "intelligence hacking_chance",
            x => HackingFormulas.Chance(x.Server, x.Person)),
        ["calculateHackingExpGain"] = Number(
            "baseDifficulty", "hacking_exp HackExpGain",
            x => HackingFormulas.ExpPerThread(x.Server, x.Person, x.Node)),
        ["calculatePercentMoneyHacked"] = Number(
            "hackDifficulty requiredHackingSkill hacking", "hacking_money ScriptHackMoney",
            x => HackingFormulas.FractionPerThread(x.Server, x.Person, x.Node)),
        ["calculateHackingTime"] = Number(
            "hackDifficulty requiredHackingSkill hacking", "intelligence hacking_speed HackingSpeedMultiplier",
            x => HackingFormulas.HackSeconds(x.Server, x.Person, x.Node)),
        ["calculateGrowTime"] = Number(
            "hackDifficulty requiredHackingSkill hacking", "intelligence hacking_speed HackingSpeedMultiplier",
            x => HackingFormulas.GrowSeconds(x.Server, x.Person, x.Node)),
        ["calculateWeakenTime"] = Number(
            "hackDifficulty requiredHackingSkill hacking", "intelligence hacking_speed HackingSpeedMultiplier",
            x => HackingFormulas.WeakenSeconds(x.Server, x.Person, x.Node)),
        ["calculateIntelligenceBonus"] = Number(
            "intelligence", "weight",
            x => HackingFormulas.IntelligenceBonus(x["intelligence"], x["weight"])),

        ["calculateServerGrowthLog"] = Number(
            "hackDifficulty serverGrowth threads cores", "hacking_grow ServerGrowthRate",
            x => GrowthFormulas.GrowthLog(x.Server, x["threads"], x["cores"], x.Person, x.Node)),
        ["calculateServerGrowth"] = Number(
            "hackDifficulty serverGrowth threads cores", "hacking_grow ServerGrowthRate",
            x => GrowthFormulas.Growth(x.Server, x["threads"], x["cores"], x.Person, x.Node)),
        ["calculateGrowMoney"] = Number(
            "hackDifficulty serverGrowth moneyMax moneyAvailable threads cores", "hacking_grow ServerGrowthRate",
            x => GrowthFormulas.MoneyAfterGrow(x.Server, x["threads"], x["cores"], x.Person, x.Node)),
        ["numCycleForGrowth"] = Number(
            "hackDifficulty serverGrowth cores growth", "hacking_grow ServerGrowthRate",
            x => GrowthFormulas.ThreadsForGrowth(x.Server, x["growth"], x["cores"], x.Person, x.Node)),
        ["numCycleForGrowthCorrected"] = Number(
            "hackDifficulty serverGrowth moneyMax cores targetMoney startMoney", "hacking_grow ServerGrowthRate",
            x => GrowthFormulas.ThreadsForGrowthExact(
                x.Server, x["targetMoney"], x["startMoney"], x["cores"], x.Person, x.Node)),
        ["processSingleServerGrowth"] = Object(
            "hackDifficulty minDifficulty serverGrowth moneyMax moneyAvailable threads cores", "hacking_grow ServerGrowthRate",
            ApplyGrow),

        ["getWeakenEffect"] = Number(
            "threads cores", "ServerWeakenRate",
            x => SecurityFormulas.WeakenEffect(x["threads"], x["cores"], x.Node)),
        ["getCoreBonus"] = Number("cores", "", x => SecurityFormulas.CoreBonus(x["cores"])),
        ["server.fortify"] = Number(
            "hackDifficulty minDifficulty amount", "",
            x => SecurityFormulas.Raise(x["hackDifficulty"], x["minDifficulty"], x["amount"])),
        ["server.weaken"] = Number(
            "hackDifficulty minDifficulty amount", "",
            x => SecurityFormulas.Lower(x["hackDifficulty"], x["minDifficulty"], x["amount"])),
        ["server.capDifficulty"] = Number(
            "hackDifficulty minDifficulty", "",
            x => SecurityFormulas.Cap(x["hackDifficulty"], x["minDifficulty"])),
        ["newServer"] = Object(
            "moneyAvailable hackDifficulty", "ServerStartingMoney ServerMaxMoney ServerStartingSecurity",
            CreateServer),

        ["calculateSkill"] = Number("exp", "mult", x => SkillFormulas.Level(x["exp"], x["mult"])),
        ["calculateExp"] = Number("skill", "mult", x => SkillFormulas.ExpForLevel(x["skill"], x["mult"])),
        ["calculateSkillProgress"] = Object("exp", "mult", Progress),
        ["gainHackingExp"] = Object("expBefore gain", "hacking HackingLevelMultiplier", GainExp),

        ["getPurchaseServerCost"] = Number(
            "ram", "PurchasedServerCost PurchasedServerSoftcap PurchasedServerMaxRam",
            x => PurchasedServerFormulas.Cost(x["ram"], x.Node)),
        ["getPurchasedServerUpgradeCost"] = Object(
            "currentRam ram", "PurchasedServerCost PurchasedServerSoftcap PurchasedServerMaxRam",
            UpgradeServer),
        ["getPurchaseServerLimit"] = Number("", "PurchasedServerLimit", x => PurchasedServerFormulas.Limit(x.Node)),
        ["getPurchaseServerMaxRam"] = Number("", "PurchasedServerMaxRam", x => PurchasedServerFormulas.RamMax(x.Node)),
        ["getUpgradeHomeRamCost"] = Number(
            "maxRam", "HomeComputerRamCost",
            x => HomeFormulas.RamUpgradeCost(x["maxRam"], x.Node)),
        ["getUpgradeHomeCoresCost"] = Number("cpuCores", "", x => HomeFormulas.CoreUpgradeCost(x["cpuCores"])),

        ["hacknetNode.calculateMoneyGainRate"] = Number(
            "level ram cores", "mult HacknetNodeMoney",
            x => HacknetNodeFormulas.MoneyPerSecond(x["level"], x["ram"], x["cores"], x["mult"], x.Node)),
        ["hacknetNode.calculateLevelUpgradeCost"] = Number(
            "startingLevel extraLevels", "costMult",
            x => HacknetNodeFormulas.LevelUpgradeCost(x["startingLevel"], x["extraLevels"], x["costMult"])),
        ["hacknetNode.calculateRamUpgradeCost"] = Number(
            "startingRam extraLevels", "costMult",
            x => HacknetNodeFormulas.RamUpgradeCost(x["startingRam"], x["extraLevels"], x["costMult"])),
        ["hacknetNode.calculateCoreUpgradeCost"] = Number(
            "startingCore extraLevels", "costMult",
            x => HacknetNodeFormulas.CoreUpgradeCost(x["startingCore"], x["extraLevels"], x["costMult"])),
        ["hacknetNode.calculateNodeCost"] = Number("n", "mult", x => HacknetNodeFormulas.NodeCost(x["n"], x["mult"])),
        ["hacknetServer.calculateHashGainRate"] = Number(
            "level ramUsed maxRam cores", "mult HacknetNodeMoney",
            x => HacknetServerFormulas.HashesPerSecond(x["level"], x["ramUsed"], x["maxRam"], x["cores"], x["mult"], x.Node)),

        ["hackAnalyzeThreads"] = Number(
            "hackDifficulty requiredHackingSkill moneyMax moneyAvailable hacking hackAmount", "hacking_money ScriptHackMoney",
            x => AnalyzeFormulas.HackThreads(x.Server, x["hackAmount"], x.Person, x.Node)),
        ["hackAnalyzeSecurity"] = Number(
            "hackDifficulty requiredHackingSkill hacking threads withHost", "hacking_money ScriptHackMoney",
            x => x.Flag("withHost")
                ? AnalyzeFormulas.HackSecurity(x.Server, x["threads"], x.Person, x.Node)
                : AnalyzeFormulas.HackSecurity(x["threads"])),
        ["growthAnalyzeSecurity"] = Number(
            "hackDifficulty serverGrowth moneyMax moneyAvailable cores threads withHost", "hacking_grow ServerGrowthRate",
            x => x.Flag("withHost")
                ? AnalyzeFormulas.GrowSecurity(x.Server, x["threads"], x["cores"], x.Person, x.Node)
                : AnalyzeFormulas.GrowSecurity(x["threads"])),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static Formula Number(string required, string optional, Func<FormulaInputs, double> compute) =>
        Object(required, optional, (inputs, result) => result.Values.Add(FormulaResult.Single, compute(inputs)));

    private static Formula Object(string required, string optional, Action<FormulaInputs, FormulaResult> call) =>
        new(Names(required), Names(optional), call);

    private static string[] Names(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void ApplyGrow(FormulaInputs inputs, FormulaResult result)
    {
        var server = inputs.Server;
        double ratio = GrowthFormulas.ApplyGrow(ref server, inputs["threads"], inputs["cores"], inputs.Person, inputs.Node);
        result.Values.Add("moneyAvailable", server.Money);
        result.Values.Add("hackDifficulty", server.Security);
        result.Values.Add("ret", ratio);
    }

    private static void CreateServer(FormulaInputs inputs, FormulaResult result)
    {
        var server = NewServerFormulas.Create(inputs["moneyAvailable"], inputs["hackDifficulty"], inputs.Node);
        result.Values.Add("moneyAvailable", server.Money);
        result.Values.Add("moneyMax", server.MoneyMax);
        result.Values.Add("hackDifficulty", server.Security);
        result.Values.Add("baseDifficulty", server.SecurityBase);
        result.Values.Add("minDifficulty", server.SecurityMin);
    }

    private static void Progress(FormulaInputs inputs, FormulaResult result)
    {
        var progress = SkillFormulas.Progress(inputs["exp"], inputs["mult"]);
        result.Values.Add("currentSkill", progress.Level);
        result.Values.Add("nextSkill", progress.LevelNext);
        result.Values.Add("baseExperience", progress.ExpBase);
        result.Values.Add("experience", progress.Exp);
        result.Values.Add("nextExperience", progress.ExpNext);
        result.Values.Add("currentExperience", progress.ExpIntoLevel);
        result.Values.Add("remainingExperience", progress.ExpRemaining);
        result.Values.Add("progress", progress.Percent);
    }

    private static void GainExp(FormulaInputs inputs, FormulaResult result)
    {
        double exp = SkillFormulas.AddExp(inputs["expBefore"], inputs["gain"]);
        result.Values.Add("exp", exp);
        result.Values.Add("level", SkillFormulas.Level(exp, inputs["hacking"] * inputs["HackingLevelMultiplier"]));
    }

    private static void UpgradeServer(FormulaInputs inputs, FormulaResult result)
    {
        if (PurchasedServerFormulas.TryUpgradeCost(inputs["currentRam"], inputs["ram"], inputs.Node, out double cost))
        {
            result.Values.Add(FormulaResult.Single, cost);
        }
        else
        {
            result.SetError();
        }
    }
}
