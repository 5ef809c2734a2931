using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>Production of hacknet servers (Bitburner 2.6.1, Hacknet/formulas/HacknetServers.ts).</summary>
public static class HacknetServerFormulas
{
    /// <summary>Hashes per second, 0 or more (calculateHashGainRate).</summary>
    /// <param name="level">1 to 300.</param>
    /// <param name="ramUsedGigabytes">RAM that scripts take away from hashing, 0 to the maximum.</param>
    /// <param name="ramMaxGigabytes">A power of two, 1 to 8192.</param>
    /// <param name="cores">1 to 128.</param>
    /// <param name="multiplier">The player's hacknet_node_money.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double HashesPerSecond(
        double level, double ramUsedGigabytes, double ramMaxGigabytes, double cores, double multiplier, BitNodeMultipliers node)
    {
        double ramFactor = FdMath.Pow(1.07, JsNumber.Log2OfPowerOfTwo(ramMaxGigabytes));
        double coreFactor = 1.0 + ((cores - 1.0) / 5.0);
        double ramFree = 1.0 - (ramUsedGigabytes / ramMaxGigabytes);
        return 0.001 * level * ramFactor * coreFactor * ramFree * multiplier * node.HacknetNodeMoney;
    }
}
