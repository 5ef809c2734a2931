using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>How often values fall into intervals; several series lie over each other, see-through.</summary>
public sealed record HistogramChart : Chart
{
    public required Axis X { get; init; }

    /// <summary>The axis of counts; it always starts at 0.</summary>
    public Axis Y { get; init; } = new("Count", Unit.Count);

    public required ImmutableArray<HistogramSeries> Series { get; init; }
}

/// <summary>One distribution in bins.</summary>
/// <param name="Name">The name in the legend and in read-outs.</param>
/// <param name="Bins">The bins, rising and not overlapping.</param>
public sealed record HistogramSeries(string Name, ImmutableArray<HistogramBin> Bins)
{
    /// <summary>Which colour it gets, 0 or more; null takes its place in the chart.</summary>
    public int? StyleIndex { get; init; }

    /// <summary>Counts samples in equally wide bins between the given ends. A bin holds its lower edge; the last one holds both.</summary>
    /// <param name="name">The name in the legend.</param>
    /// <param name="samples">The samples; those that are NaN or outside the ends are not counted.</param>
    /// <param name="min">The lower end, below <paramref name="max"/>.</param>
    /// <param name="max">The upper end.</param>
    /// <param name="binCount">The number of bins, 1 to 1000.</param>
    /// <exception cref="ArgumentException">The ends are not finite or not in order, or the number of bins is outside its range.</exception>
    public static HistogramSeries FromSamples(string name, IEnumerable<double> samples, double min, double max, int binCount)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfLessThan(binCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(binCount, 1000);
        if (!double.IsFinite(max - min) || min >= max)
            throw new ArgumentException(FormattableString.Invariant($"The lower end {min:R} must be below the upper end {max:R}."), nameof(min));

        var counts = new int[binCount];
        var width = (max - min) / binCount;
        foreach (var sample in samples)
        {
            if (sample >= min && sample <= max) counts[Math.Min((int)((sample - min) / width), binCount - 1)]++;
        }

        return new HistogramSeries(name, [.. counts.Select((count, i) => new HistogramBin(min + i * width, min + (i + 1) * width, count))]);
    }
}

/// <summary>One bar: how many values fall between two edges.</summary>
/// <param name="From">The lower edge.</param>
/// <param name="To">The upper edge, above the lower one.</param>
/// <param name="Count">The number of values, 0 or more; may be a weight or a share if the y axis says so.</param>
public readonly record struct HistogramBin(double From, double To, double Count);
