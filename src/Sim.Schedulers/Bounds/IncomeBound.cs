namespace Sim.Schedulers;

/// <summary>
/// The most money a second that any scheduler can take from a set of targets in the long run. A price is put on RAM; every target
/// takes what pays at that price, and the price is raised until RAM suffices.
/// <code>
///   $/s   |        ______ target A: all its money, as often as landings allow
///         |      _/
///         |    _/  slope = price: what the next GB brings is the same on every target in use
///         |   /        ____ target B
///         |  /     ___/
///         | /   __/
///         '----------------------- GB
/// </code>
/// Each target's curve is concave (<see cref="TargetBound"/>), so this is the optimum; and at whatever price the search ends, what
/// is returned is an upper bound, by the inequality of Lagrange: price x RAM + the sum of what targets bring above the price.
/// </summary>
public static class IncomeBound
{
    private const int Steps = 80;

    /// <param name="targets">The targets, at least one for an income above zero.</param>
    /// <param name="ramGb">RAM of all hosts in GB, 0 or more.</param>
    /// <param name="limit">How close landings may follow each other on each target.</param>
    /// <returns>$ a second, 0 or more.</returns>
    public static double PerSecond(IReadOnlyList<TargetBound> targets, double ramGb, LandingLimit limit)
    {
        ArgumentNullException.ThrowIfNull(targets);
        var dearest = 0.0;
        foreach (var target in targets) dearest = Math.Max(dearest, target.YieldMax);
        if (dearest == 0 || ramGb <= 0) return 0;
        if (double.IsPositiveInfinity(limit.PerSecond)) return dearest * ramGb;

        var cheapest = dearest;
        foreach (var target in targets) cheapest = Math.Min(cheapest, target.YieldMin);
        if (RamAt(targets, limit, cheapest / 2) <= ramGb) return AtPrice(targets, limit, ramGb, 0, cheapest / 2);
        var price = FindPrice(targets, ramGb, limit, cheapest / 2, dearest);
        return AtPrice(targets, limit, ramGb, price, price);
    }

    /// <summary>What a GB x s brings at the margin, in $: 0 if there is more RAM than pays.</summary>
    internal static double PriceOf(IReadOnlyList<TargetBound> targets, double ramGb, LandingLimit limit)
    {
        var (dearest, cheapest) = (0.0, double.PositiveInfinity);
        foreach (var target in targets) (dearest, cheapest) = (Math.Max(dearest, target.YieldMax), Math.Min(cheapest, target.YieldMin));
        if (dearest == 0 || RamAt(targets, limit, cheapest / 2) <= ramGb) return 0;
        return FindPrice(targets, ramGb, limit, cheapest / 2, dearest);
    }

    private static double FindPrice(IReadOnlyList<TargetBound> targets, double ramGb, LandingLimit limit, double low, double high)
    {
        for (var i = 0; i < Steps; i++)
        {
            var price = (low + high) / 2;
            if (RamAt(targets, limit, price) > ramGb) low = price;
            else high = price;
        }

        return high;
    }

    private static double RamAt(IReadOnlyList<TargetBound> targets, LandingLimit limit, double price)
    {
        var ram = 0.0;
        foreach (var target in targets) ram += target.BestAt(price).Cost * target.Chance * limit.PerSecond;
        return ram;
    }

    /// <summary>What all targets bring above a price, and the price of all RAM.</summary>
    private static double AtPrice(IReadOnlyList<TargetBound> targets, LandingLimit limit, double ramGb, double price, double takenAt)
    {
        var income = price * ramGb;
        foreach (var target in targets)
        {
            var (share, cost) = target.BestAt(takenAt);
            income += ((share * target.IncomeMax) - (price * cost)) * target.Chance * limit.PerSecond;
        }

        return income;
    }
}
