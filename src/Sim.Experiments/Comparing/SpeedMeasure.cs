namespace Sim.Experiments.Comparing;

/// <summary>How fast something is, on no particular machine: measured against a yardstick that ran beside it.</summary>
/// <param name="Name">What was timed, such as landing, periodic.</param>
/// <param name="Ratio">Its time over that of the yardstick, above 0: the median of several rounds. Less is faster.</param>
/// <param name="Spread">How far half of the rounds were from the median at most, as a share of it, 0 or more.</param>
public sealed record SpeedMeasure(string Name, double Ratio, double Spread)
{
    /// <summary>Sums rounds up.</summary>
    /// <param name="name">What was timed.</param>
    /// <param name="ratios">One a round, at least one, each above 0.</param>
    public static SpeedMeasure Of(string name, IReadOnlyList<double> ratios)
    {
        ArgumentNullException.ThrowIfNull(ratios);
        var median = Median([.. ratios]);
        return new SpeedMeasure(name, median, Median([.. ratios.Select(ratio => Math.Abs(ratio - median))]) / median);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length % 2 == 1 ? values[values.Length / 2] : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }
}
