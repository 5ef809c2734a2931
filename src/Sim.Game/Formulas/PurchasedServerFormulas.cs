using System.Numerics;
using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>Prices and limits of purchased servers (Bitburner 2.6.1, ServerPurchases.ts).</summary>
public static class PurchasedServerFormulas
{
    private const double DollarsPerGigabyte = 55000.0;
    private const double CountMax = 25.0;
    private const double RamMaxGigabytes = 1048576.0;

    /// <summary>Price in $ of a new server; Infinity for sizes that are not for sale (getPurchaseServerCost).</summary>
    /// <param name="ramGigabytes">A power of two up to <see cref="RamMax"/>; rounded to a whole number first.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double Cost(double ramGigabytes, BitNodeMultipliers node)
    {
        double ram = JsNumber.Round(ramGigabytes);
        if (!(ram > 0.0) || !JsNumber.IsPowerOfTwo(ram) || ram > RamMax(node)) return double.PositiveInfinity;

        // Each doubling above 64 GB costs more than twice as much where the BitNode has a softcap.
        double doublings = Math.Max(0.0, (FdMath.Log(ram) / FdMath.Log(2.0)) - 6.0);
        return ram * DollarsPerGigabyte * node.PurchasedServerCost * FdMath.Pow(node.PurchasedServerSoftcap, doublings);
    }

    /// <summary>Price in $ of making a server larger (getPurchasedServerUpgradeCost).</summary>
    /// <param name="ramNowGigabytes">What it has.</param>
    /// <param name="ramGigabytes">What it shall have.</param>
    /// <param name="node">The multipliers in force.</param>
    /// <param name="cost">Infinity above the limit, NaN if what it has is above it as well; 0 if refused.</param>
    /// <returns>False where the game throws: the new size is no power of two or not larger.</returns>
    public static bool TryUpgradeCost(double ramNowGigabytes, double ramGigabytes, BitNodeMultipliers node, out double cost)
    {
        cost = 0.0;
        if (ramGigabytes <= ramNowGigabytes || !JsNumber.IsPowerOfTwo(ramGigabytes)) return false;

        cost = Cost(ramGigabytes, node) - Cost(ramNowGigabytes, node);
        return true;
    }

    /// <summary>How many servers the player may own, whole, 0 or more (getPurchaseServerLimit).</summary>
    public static double Limit(BitNodeMultipliers node) => JsNumber.Round(CountMax * node.PurchasedServerLimit);

    /// <summary>The largest size in GB, a power of two (getPurchaseServerMaxRam).</summary>
    public static double RamMax(BitNodeMultipliers node)
    {
        uint rounded = unchecked((uint)JsNumber.ToInt32(JsNumber.Round(RamMaxGigabytes * node.PurchasedServerMaxRam)));

        // A multiplier of 0 shifts by -1, which JavaScript and .NET both take as 31: the result is negative and nothing is for sale.
        return 1 << (31 - BitOperations.LeadingZeroCount(rounded));
    }
}
