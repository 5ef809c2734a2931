using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>How often money can be taken from one target at most, given how close landings may follow each other.</summary>
/// <param name="Landings">
/// Landings for each time that the target is emptied and filled again, above 0: four for HWGW, three for HGW, 2.5 for HGHGW. Nothing
/// can do with less than two, a hack and a grow, as one weaken may do for any number of them.
/// </param>
/// <param name="Spacer">The gap between neighbouring landings on a target; zero for none, so that only RAM is a limit.</param>
public readonly record struct LandingLimit(double Landings, SimDuration Spacer)
{
    /// <summary>Landings that no pattern can do without.</summary>
    public const double LandingsLeast = 2;

    /// <summary>No limit but RAM.</summary>
    public static LandingLimit None => new(LandingsLeast, SimDuration.Zero);

    /// <summary>The limit for batches of one pattern.</summary>
    public static LandingLimit Of(BatchShape shape, SimDuration spacer)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Of(shape.Kinds.AsSpan(), spacer);
    }

    /// <summary>The limit for batches of these jobs, in landing order.</summary>
    public static LandingLimit Of(ReadOnlySpan<JobKind> kinds, SimDuration spacer) => new((double)kinds.Length / Fillings(kinds), spacer);

    /// <summary>The limit for batches of any of several patterns: that of the one with the fewest landings.</summary>
    public static LandingLimit OfAny(IEnumerable<BatchShape> shapes, SimDuration spacer) =>
        shapes.Select(shape => Of(shape, spacer)).MinBy(limit => limit.Landings);

    /// <summary>Times a second; infinite without a limit.</summary>
    public double PerSecond => Spacer == SimDuration.Zero ? double.PositiveInfinity : 1 / (Landings * Spacer.TotalSeconds);

    /// <summary>
    /// How often money is filled up again between hacks in one round of the pattern: hacks in a row take from the same filling, and
    /// grows in a row make one.
    /// </summary>
    private static int Fillings(ReadOnlySpan<JobKind> kinds)
    {
        var fillings = 0;
        var last = JobKind.Grow;
        foreach (var kind in kinds)
        {
            if (kind == JobKind.Weaken) continue;
            if (kind == JobKind.Hack && last == JobKind.Grow) fillings++;
            last = kind;
        }

        return Math.Max(1, fillings);
    }
}
