namespace Sim.Schedulers;

/// <summary>The way from a harvest's most profitable size to its largest, in steps of falling profit: the upper hull of its curve.</summary>
internal static class HarvestSteps
{
    /// <summary>The size of a batch with the most money per GB.</summary>
    public static HarvestPoint First(HarvestCurve curve)
    {
        var best = curve.Points[0];
        foreach (var point in curve.Points)
        {
            if (point.MoneyPerBatch * best.Cost > best.MoneyPerBatch * point.Cost) best = point;
        }

        return best;
    }

    /// <summary>The largest size whose whole overlap takes no more than an amount of RAM, at least the most profitable one.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="ram">Hundredths of a GB.</param>
    public static HarvestPoint Largest(HarvestCurve curve, double ram)
    {
        var best = First(curve);
        while (Next(curve, best.Chunk) is { } next && next.Point.Cost * curve.Overlap <= ram) best = next.Point;
        return best;
    }

    /// <summary>The larger batch whose additional RAM brings most, and what a GB-second of that brings in $; null if none brings more.</summary>
    /// <param name="curve">The curve.</param>
    /// <param name="chunk">RAM of a batch now.</param>
    public static (HarvestPoint Point, double Density)? Next(HarvestCurve curve, long chunk)
    {
        // Levels change a little all the time; a step is to be worth the change.
        const double Larger = 1.1;
        var now = default(HarvestPoint);
        foreach (var point in curve.Points)
        {
            if (point.Chunk <= chunk) now = point;
        }

        (HarvestPoint Point, double Density)? best = null;
        foreach (var point in curve.Points)
        {
            if (point.Chunk < chunk * Larger || point.MoneyPerBatch <= now.MoneyPerBatch || point.Cost <= now.Cost) continue;
            var density = (point.MoneyPerBatch - now.MoneyPerBatch) / ((point.Cost - now.Cost) / 100.0 * curve.BatchSeconds);
            if (best is null || density > best.Value.Density) best = (point, density);
        }

        return best;
    }
}
