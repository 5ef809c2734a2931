using System.Collections.Immutable;

namespace Sim.Experiments.Comparing;

/// <summary>Two sets of speeds, measure by measure.</summary>
/// <param name="Rows">Measures that are on both sides, in the order of the new side.</param>
/// <param name="OnlyInBase">Measures that are not taken any more.</param>
/// <param name="OnlyInNew">Measures that the baseline does not have.</param>
public sealed record SpeedComparison(ImmutableArray<SpeedChange> Rows, ImmutableArray<string> OnlyInBase, ImmutableArray<string> OnlyInNew)
{
    /// <summary>Changes of a ratio up to this share are noise, however quiet the rounds were: other machines, other compilers.</summary>
    public const double NoiseBand = 0.25;

    /// <summary>Rounds that differ much make the band wider: so many times the spreads of both sides.</summary>
    private const double Spreads = 3;

    public bool HasRegressions => Rows.Any(row => row.Verdict == Verdict.Regressed);

    public static SpeedComparison Of(IReadOnlyList<SpeedMeasure> before, IReadOnlyList<SpeedMeasure> after, double noiseBand = NoiseBand)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        var rows = ImmutableArray.CreateBuilder<SpeedChange>();
        foreach (var now in after)
        {
            if (before.FirstOrDefault(measure => measure.Name == now.Name) is not { } was) continue;
            rows.Add(new SpeedChange(now.Name, was.Ratio, now.Ratio, Math.Max(noiseBand, Spreads * (was.Spread + now.Spread))));
        }

        return new SpeedComparison(
            rows.ToImmutable(),
            [.. before.Select(measure => measure.Name).Except(after.Select(measure => measure.Name), StringComparer.Ordinal)],
            [.. after.Select(measure => measure.Name).Except(before.Select(measure => measure.Name), StringComparer.Ordinal)]);
    }
}

/// <summary>A measure before and after.</summary>
/// <param name="Name">What was timed.</param>
/// <param name="Base">The old ratio to the yardstick.</param>
/// <param name="New">The new ratio.</param>
/// <param name="Band">The share by which they may differ without meaning anything.</param>
public readonly record struct SpeedChange(string Name, double Base, double New, double Band)
{
    /// <summary>Slower by more than the band, or faster by as much; the band is the same both ways on a scale of factors.</summary>
    public Verdict Verdict => New > Base * (1 + Band) ? Verdict.Regressed : New * (1 + Band) < Base ? Verdict.Improved : Verdict.Unchanged;
}
