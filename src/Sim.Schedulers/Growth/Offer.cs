using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Something that could be bought now.</summary>
/// <param name="Request">What.</param>
/// <param name="Price">In $.</param>
/// <param name="Gain">$ a second that it is expected to bring; 0 if nothing is known.</param>
/// <param name="Ram">RAM that it adds.</param>
internal readonly record struct Offer(PurchaseRequest Request, double Price, double Gain, RamSize Ram)
{
    /// <summary>Seconds until it has earned its price; Infinity if it never does.</summary>
    public double PaybackSeconds => Gain > 0 ? Price / Gain : double.PositiveInfinity;

    /// <summary>
    /// True if this is the better buy: it pays back sooner; or, if neither is known to pay back, it is cheaper for each GB; or,
    /// being as good, it is larger.
    /// </summary>
    public bool IsBetterThan(in Offer other)
    {
        if (!Same(PaybackSeconds, other.PaybackSeconds)) return PaybackSeconds < other.PaybackSeconds;
        if (!Same(DollarsPerGigabyte, other.DollarsPerGigabyte)) return DollarsPerGigabyte < other.DollarsPerGigabyte;
        return Ram > other.Ram;
    }

    private double DollarsPerGigabyte => Ram > RamSize.Zero ? Price / Ram.Gigabytes : double.PositiveInfinity;

    /// <summary>Equal but for rounding: prices of one GB are computed from prices of servers of all sizes.</summary>
    private static bool Same(double left, double right) => left.Equals(right) || (double.IsFinite(right) && Math.Abs(left - right) <= 1e-9 * right);
}
