using Sim.Engine;

namespace Sim.Experiments.Comparing;

/// <summary>
/// How much a value changed over replicas that had the same luck. Pairs take most of the luck out: what is left is the change and
/// what the change did to the order of events.
/// </summary>
/// <param name="BaseMean">Mean of the old values.</param>
/// <param name="NewMean">Mean of the new values.</param>
/// <param name="Relative">Mean of the differences over the mean of the old values; infinite if the old mean is 0 and the new is not.</param>
/// <param name="Interval95">Half the width of the 95 % interval of <paramref name="Relative"/>, by Student's t; 0 with one pair.</param>
/// <param name="Pairs">Replicas compared.</param>
public readonly record struct PairedDifference(double BaseMean, double NewMean, double Relative, double Interval95, int Pairs)
{
    /// <summary>Where the verdict changes if nothing else is said: one percent.</summary>
    public const double ThresholdDefault = 0.01;

    /// <summary>Works a difference out.</summary>
    /// <param name="before">Old values, at least one.</param>
    /// <param name="after">New values, in the same order of replicas.</param>
    public static PairedDifference Of(IReadOnlyList<double> before, IReadOnlyList<double> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Count != after.Count || before.Count == 0) throw new ArgumentException("As many values before as after are needed, and at least one.", nameof(after));
        var differences = new double[before.Count];
        for (var i = 0; i < differences.Length; i++) differences[i] = after[i] - before[i];
        var (was, now, difference) = (Estimate.Of(before), Estimate.Of(after), Estimate.Of(differences));
        if (was.Mean == 0)
        {
            var change = difference.Mean == 0 ? 0 : double.PositiveInfinity * Math.Sign(difference.Mean);
            return new PairedDifference(was.Mean, now.Mean, change, 0, before.Count);
        }

        var scale = Math.Abs(was.Mean);
        return new PairedDifference(was.Mean, now.Mean, difference.Mean / scale, difference.Interval95 / scale, before.Count);
    }

    /// <summary>
    /// Regressed or Improved if the mean change is larger than the threshold and its 95 % interval holds only changes of that
    /// sign; with one pair, or pairs that all changed equally, the change itself decides. Unchanged otherwise.
    /// </summary>
    /// <param name="threshold">0 or more; 0.01 is one percent.</param>
    /// <exception cref="InvariantException">The difference is not a number.</exception>
    public Verdict Judge(double threshold)
    {
        Invariant.Check(!double.IsNaN(Relative));
        var isClear = Interval95 == 0 || Math.Abs(Relative) > Interval95;
        if (!isClear || !(Math.Abs(Relative) > threshold)) return Verdict.Unchanged;
        return Relative < 0 ? Verdict.Regressed : Verdict.Improved;
    }
}
