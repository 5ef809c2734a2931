using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>
/// Income and prices of hacknet nodes (Bitburner 2.6.1, Hacknet/formulas/HacknetNodes.ts). Multipliers of the player come as plain
/// numbers: hacknet_node_money for income, hacknet_node_..._cost for prices.
/// </summary>
public static class HacknetNodeFormulas
{
    private const double LevelMax = 200.0;
    private const double RamMaxGigabytes = 64.0;
    private const double CoresMax = 16.0;

    /// <summary>Income in $ per second, 0 or more (calculateMoneyGainRate).</summary>
    /// <param name="level">1 to 200.</param>
    /// <param name="ramGigabytes">A power of two, 1 to 64.</param>
    /// <param name="cores">1 to 16.</param>
    /// <param name="multiplier">The player's hacknet_node_money.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double MoneyPerSecond(double level, double ramGigabytes, double cores, double multiplier, BitNodeMultipliers node) =>
        level * 1.5 * FdMath.Pow(1.035, ramGigabytes - 1.0) * ((cores + 5.0) / 6.0) * multiplier * node.HacknetNodeMoney;

    /// <summary>Price in $ of levels; 0 for none, Infinity at the highest level (calculateLevelUpgradeCost).</summary>
    /// <param name="level">Level now, 1 to 200.</param>
    /// <param name="extra">Levels to buy, rounded to a whole number; the highest level is not watched on the way.</param>
    /// <param name="costMultiplier">The player's hacknet_node_level_cost.</param>
    public static double LevelUpgradeCost(double level, double extra, double costMultiplier)
    {
        double count = JsNumber.Round(extra);
        if (!(count >= 1.0)) return 0.0;
        if (level >= LevelMax) return double.PositiveInfinity;

        double sum = 0.0;
        for (double i = 0.0; i < count && double.IsFinite(sum); i++) sum += FdMath.Pow(1.04, level + i);
        return 500.0 * sum * costMultiplier;
    }

    /// <summary>Price in $ of doublings of RAM; 0 for none, Infinity at the most RAM (calculateRamUpgradeCost).</summary>
    /// <param name="ramGigabytes">RAM now, a power of two from 1 to 64.</param>
    /// <param name="extra">Doublings to buy, rounded to a whole number.</param>
    /// <param name="costMultiplier">The player's hacknet_node_ram_cost.</param>
    public static double RamUpgradeCost(double ramGigabytes, double extra, double costMultiplier)
    {
        double count = JsNumber.Round(extra);
        if (!(count >= 1.0)) return 0.0;
        if (ramGigabytes >= RamMaxGigabytes) return double.PositiveInfinity;

        double sum = 0.0;
        double doublings = JsNumber.Log2OfPowerOfTwo(ramGigabytes);
        double ram = ramGigabytes;
        for (double i = 0.0; i < count && double.IsFinite(sum); i++)
        {
            sum += ram * 30000.0 * FdMath.Pow(1.28, doublings + i);
            ram *= 2.0;
        }

        return sum * costMultiplier;
    }

    /// <summary>Price in $ of cores; 0 for none, Infinity at the most cores (calculateCoreUpgradeCost).</summary>
    /// <param name="cores">Cores now, 1 to 16.</param>
    /// <param name="extra">Cores to buy, rounded to a whole number.</param>
    /// <param name="costMultiplier">The player's hacknet_node_core_cost.</param>
    public static double CoreUpgradeCost(double cores, double extra, double costMultiplier)
    {
        double count = JsNumber.Round(extra);
        if (!(count >= 1.0)) return 0.0;
        if (cores >= CoresMax) return double.PositiveInfinity;

        double sum = 0.0;
        for (double i = 0.0; i < count && double.IsFinite(sum); i++) sum += 500000.0 * FdMath.Pow(1.48, cores + i - 1.0);
        return sum * costMultiplier;
    }

    /// <summary>Price in $ of the nth node, 0 for n below 1 (calculateNodeCost).</summary>
    /// <param name="n">1 for the first.</param>
    /// <param name="multiplier">The player's hacknet_node_purchase_cost.</param>
    public static double NodeCost(double n, double multiplier) =>
        n <= 0.0 ? 0.0 : 1000.0 * FdMath.Pow(1.85, n - 1.0) * multiplier;
}
