using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>Prices of upgrades of home (Bitburner 2.6.1, PlayerObjectServerMethods.ts and ServerHelpers.ts).</summary>
public static class HomeFormulas
{
    /// <summary>Price in $ of doubling the RAM (getUpgradeHomeRamCost).</summary>
    /// <param name="ramGigabytes">What home has now: a power of two, 1 or more.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double RamUpgradeCost(double ramGigabytes, BitNodeMultipliers node)
    {
        double doublings = JsNumber.Log2OfPowerOfTwo(ramGigabytes);
        return ramGigabytes * 32000.0 * FdMath.Pow(1.58, doublings) * node.HomeComputerRamCost;
    }

    /// <summary>Price in $ of one more core (getUpgradeHomeCoresCost).</summary>
    /// <param name="cores">What home has now, 1 or more.</param>
    public static double CoreUpgradeCost(double cores) => 1e9 * FdMath.Pow(7.5, cores);
}
