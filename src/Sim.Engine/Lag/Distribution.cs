using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Sim.Engine.Numbers;

namespace Sim.Engine;

/// <summary>
/// How long something takes, or how long until it happens again: a law from which durations of zero or more are drawn.
/// Immutable, so it may be shared by runs; the luck is in the <see cref="RandomStream"/> that is handed to each draw. A draw
/// allocates nothing, uses the project's own exp and log only, and is therefore the same on every platform.
/// </summary>
/// <remarks>
/// Parameters are durations in microseconds with up to three decimals (nanoseconds), from 0 to <see cref="ParameterMaxMicros"/>.
/// Draws are rounded to the nearest whole microsecond, the clock's unit, and cut at <see cref="DrawMaxMicros"/>.
/// </remarks>
[SharedState]
public sealed partial class Distribution : IEquatable<Distribution>
{
    /// <summary>The largest parameter: one day.</summary>
    public const double ParameterMaxMicros = 86_400e6;

    /// <summary>The largest draw: ten days. It keeps the tail of an absurdly wide lognormal from overrunning the clock.</summary>
    public const double DrawMaxMicros = 10 * ParameterMaxMicros;

    private const double NanosPerMicro = 1000;

    /// <summary>Bins of the table of quantiles; with so many, means and deviations are within 1 in 10,000.</summary>
    private const int Bins = 2048;

    private const int FillAtOnce = 64;

    // What the family's name for them is: constant (value), uniform (min, max), normal and lognormal (mean, sd), exponential (mean).
    private readonly double _first;
    private readonly double _second;

    // What a draw needs, worked out once: the logarithm's mean and deviation of a lognormal, the running weights of a histogram.
    private readonly double _logMean;
    private readonly double _logDeviation;
    [SharedState("written by the constructor only")]
    private readonly double[] _edges = [];
    [SharedState("written by the constructor only")]
    private readonly double[] _weights = [];
    [SharedState("written by the constructor only")]
    private readonly double[] _cumulative = [];

    // Made at the first draw; threads that make it at the same time make the same one.
    [SharedState("the same whoever makes it, and not written afterwards")]
    private double[]? _quantiles;

    private Distribution(DistributionKind kind, double first, double second = 0)
    {
        Kind = kind;
        _first = ToNanos(first);
        _second = ToNanos(second);
        Mean = MeanOf();
        if (kind != DistributionKind.Lognormal || _first == 0) return;
        double ratio = _second / _first;
        double square = FdMath.Log1P(ratio * ratio);
        _logMean = FdMath.Log(_first) - (square / 2);
        _logDeviation = Math.Sqrt(square);
    }

    private Distribution(double[] edges, double[] weights)
    {
        Kind = DistributionKind.Histogram;
        _edges = [.. edges.Select(ToNanos)];
        _weights = weights;
        _cumulative = new double[weights.Length];
        double total = 0;
        double moment = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            total += weights[i];
            moment += weights[i] * ((_edges[i] + _edges[i + 1]) / 2);
            _cumulative[i] = total;
        }

        Mean = moment / total;
    }

    /// <summary>Always zero.</summary>
    public static Distribution Zero { get; } = new(DistributionKind.Constant, 0);

    public DistributionKind Kind { get; }

    /// <summary>The mean of the law in microseconds, before draws are rounded and cut.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation of the law in microseconds; of a normal one before it is cut at zero.</summary>
    public double Deviation
    {
        get
        {
            switch (Kind)
            {
                case DistributionKind.Constant:
                    return 0;
                case DistributionKind.Uniform:
                    return (_second - _first) / Math.Sqrt(12);
                case DistributionKind.Exponential:
                    return _first;
                case DistributionKind.Histogram:
                    return HistogramDeviation();
                default:
                    return _second;
            }
        }
    }

    /// <summary>
    /// The same law in other units of time: every draw is this many times as long. For a machine that is as much slower.
    /// </summary>
    /// <param name="factor">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter would be longer than a day.</exception>
    public Distribution Scale(double factor)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(factor);
        if (Kind == DistributionKind.Histogram) return Histogram([.. _edges.Select(edge => edge * factor)], _weights);
        double first = Kind == DistributionKind.Constant ? Math.Round(_first * factor) : _first * factor;
        return Checked(Kind, first, _second * factor);
    }

    /// <summary>True if every draw is zero; such a law needs no draws.</summary>
    public bool IsZero => Kind != DistributionKind.Histogram && _first == 0 && _second == 0;

    /// <summary>The edges of a histogram's bins in microseconds, one more than there are weights; empty for other kinds.</summary>
    public ReadOnlySpan<double> Edges => _edges;

    /// <summary>The weights of a histogram's bins; empty for other kinds.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Always this long.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative or over a day. Files are checked before, by <see cref="Read"/>.</exception>
    public static Distribution Constant(SimDuration value) => Checked(DistributionKind.Constant, value.Micros, 0);

    /// <summary>Between two values, both in microseconds.</summary>
    /// <inheritdoc cref="Constant" path="/exception"/>
    public static Distribution Uniform(double minMicros, double maxMicros) => Checked(DistributionKind.Uniform, minMicros, maxMicros);

    /// <summary>A normal curve with negative draws counted as zero, which lifts <see cref="Mean"/> above the curve's own.</summary>
    /// <param name="meanMicros">Mean of the curve before the cut.</param>
    /// <param name="deviationMicros">Standard deviation of the curve before the cut.</param>
    /// <inheritdoc cref="Constant" path="/exception"/>
    public static Distribution Normal(double meanMicros, double deviationMicros) => Checked(DistributionKind.Normal, meanMicros, deviationMicros);

    /// <summary>A lognormal law.</summary>
    /// <param name="meanMicros">Mean of the durations themselves, not of their logarithms; above 0 unless both are 0.</param>
    /// <param name="deviationMicros">Standard deviation of the durations themselves.</param>
    /// <inheritdoc cref="Constant" path="/exception"/>
    public static Distribution Lognormal(double meanMicros, double deviationMicros) => Checked(DistributionKind.Lognormal, meanMicros, deviationMicros);

    /// <summary>An exponential law.</summary>
    /// <inheritdoc cref="Constant" path="/exception"/>
    public static Distribution Exponential(double meanMicros) => Checked(DistributionKind.Exponential, meanMicros, 0);

    /// <summary>Bins with weights.</summary>
    /// <param name="edgesMicros">Ascending; one more than there are weights.</param>
    /// <param name="weights">Zero or more each, above zero in sum; only their ratios count.</param>
    /// <exception cref="ArgumentException">Not so. Files are checked before, by <see cref="Read"/>.</exception>
    public static Distribution Histogram(ReadOnlySpan<double> edgesMicros, ReadOnlySpan<double> weights)
    {
        if (HistogramProblem(edgesMicros, weights) is { } problem) throw new ArgumentException(problem, nameof(edgesMicros));
        return new Distribution(edgesMicros.ToArray(), weights.ToArray());
    }

    /// <summary>The next duration.</summary>
    /// <param name="random">Where the luck comes from; a constant takes nothing from it.</param>
    public SimDuration Draw(RandomStream random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Kind switch
        {
            DistributionKind.Constant => ToDuration(_first),
            DistributionKind.Uniform => ToDuration(_first + (random.NextDouble() * (_second - _first))),
            DistributionKind.Histogram => ToDuration(DrawFromBins(random.NextDouble() * _cumulative[^1])),
            _ => ToDuration(DrawByQuantile(random.NextDouble(), _quantiles ?? MakeQuantiles())),
        };
    }

    /// <summary>
    /// The next draws, as many as there is room for, in microseconds: the same as <see cref="Draw"/> would give one after another, but
    /// nothing has to be looked up anew for each, and none has to wait for the one before.
    /// </summary>
    /// <param name="random">Where the luck comes from; a constant takes nothing from it.</param>
    /// <param name="micros">Receives the draws.</param>
    public void Fill(RandomStream random, Span<long> micros)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (Kind is not (DistributionKind.Normal or DistributionKind.Lognormal or DistributionKind.Exponential))
        {
            foreach (ref long each in micros) each = Draw(random).Micros;
            return;
        }

        Span<double> shares = stackalloc double[Math.Min(micros.Length, FillAtOnce)];
        for (; micros.Length > 0; micros = micros[shares.Length..])
        {
            if (micros.Length < shares.Length) shares = shares[..micros.Length];
            random.Fill(shares);
            DrawByQuantiles(shares, micros);
        }
    }

    /// <summary>Apart from the memory on the stack, which would keep it from being optimized for what it mostly does.</summary>
    private void DrawByQuantiles(ReadOnlySpan<double> shares, Span<long> micros)
    {
        double[] edges = _quantiles ?? MakeQuantiles();
        micros = micros[..shares.Length];
        for (int i = 0; i < micros.Length; i++) micros[i] = ToDuration(DrawByQuantile(shares[i], edges)).Micros;
    }

    /// <summary>Makes what draws need now rather than at the first draw, so that a run allocates nothing later.</summary>
    public void Prepare()
    {
        if (Kind is DistributionKind.Normal or DistributionKind.Lognormal or DistributionKind.Exponential) _quantiles ??= Quantiles();
    }

    /// <summary>
    /// The inverse of the cumulative distribution at a uniform draw. It is read off a table of equally likely bins, straight between
    /// their edges, which needs no logarithm; in the first and the last bin, where the curve bends most, it is worked out.
    /// <c>DistributionBenchmarks</c> measures the difference, about threefold for a lognormal.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private double DrawByQuantile(double share, double[] edges)
    {
        double at = share * Bins;
        int bin = double.ConvertToIntegerNative<int>(at);
        if (bin is 0 or Bins - 1) return Quantile(share);
        double low = edges[bin];
        return low + ((edges[unchecked(bin + 1)] - low) * (at - bin));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double[] MakeQuantiles() => _quantiles = Quantiles();

    private double[] Quantiles()
    {
        var edges = new double[Bins + 1];
        for (int i = 1; i < Bins; i++) edges[i] = Quantile(i / (double)Bins);
        return edges;
    }

    /// <summary>The value in microseconds that this share of all draws does not exceed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal double Quantile(double share)
    {
        // A draw of exactly 0 comes once in 2^53; half a step inside, every curve is finite there.
        double inside = Math.Max(share, 1.0 / (1L << 54));
        return Kind switch
        {
            DistributionKind.Normal => _first + (_second * NormalCurve.Quantile(inside)),
            DistributionKind.Lognormal => _first == 0 ? 0 : FdMath.Exp(_logMean + (_logDeviation * NormalCurve.Quantile(inside))),

            // 1 - u is never 0, so the logarithm is finite: the largest draw is 36.7 times the mean.
            _ => -_first * FdMath.Log(1 - share),
        };
    }

    public bool Equals(Distribution? other) =>
        other is not null && Kind == other.Kind && _first.Equals(other._first) && _second.Equals(other._second)
        && _edges.AsSpan().SequenceEqual(other._edges) && _weights.AsSpan().SequenceEqual(other._weights);

    public override bool Equals(object? obj) => Equals(obj as Distribution);

    public override int GetHashCode() => Mean.GetHashCode() ^ (int)Kind;

    /// <summary>For example <c>lognormal, mean 30us, sd 8us</c>.</summary>
    public override string ToString()
    {
        string name = Name(Kind);
        if (Kind == DistributionKind.Constant) return FormatMicros(_first);
        if (Kind == DistributionKind.Histogram)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{name} of {_weights.Length} bins, mean {FormatMicros(ToNanos(Mean))}");
        }

        ImmutableArray<string> keys = ParameterKeys(Kind);
        return keys.Length == 1
            ? $"{name}, {keys[0]} {FormatMicros(_first)}"
            : $"{name}, {keys[0]} {FormatMicros(_first)}, {keys[1]} {FormatMicros(_second)}";
    }

    /// <summary>What is wrong with a pair of parameters, or null; the key of the one that is wrong comes with it.</summary>
    private static (string Key, string Problem)? ParameterProblem(DistributionKind kind, double first, double second)
    {
        ImmutableArray<string> keys = ParameterKeys(kind);
        for (int i = 0; i < keys.Length; i++)
        {
            double value = i == 0 ? first : second;
            if (!(value >= 0)) return (keys[i], "0 or more is needed");
            if (value > ParameterMaxMicros) return (keys[i], "at most 1d is possible");
        }

        return kind switch
        {
            DistributionKind.Constant when !double.IsInteger(first) => (keys[0], "a constant is a whole number of us, the clock's unit"),
            DistributionKind.Uniform when second < first => (keys[1], "max may not be below min"),
            DistributionKind.Lognormal when first == 0 && second > 0 => (keys[0], "a mean above 0 is needed where sd is above 0"),
            _ => null,
        };
    }

    private static string? HistogramProblem(ReadOnlySpan<double> edges, ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty) return "the histogram is empty";
        if (edges.Length != weights.Length + 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{weights.Length} bins have {weights.Length + 1} edges, not {edges.Length}");
        }

        double total = 0;
        foreach (double weight in weights)
        {
            if (!(weight >= 0) || !double.IsFinite(weight)) return "a weight is negative or no number";
            total += weight;
        }

        if (!(total > 0) || !double.IsFinite(total)) return "the histogram is empty: no weight is above 0";
        double last = -1;
        foreach (double edge in edges)
        {
            if (!(edge >= 0 && edge <= ParameterMaxMicros)) return "an edge is negative, no number or over 1d";
            if (edge <= last) return "the edges do not ascend";
            last = edge;
        }

        return null;
    }

    private static Distribution Checked(DistributionKind kind, double first, double second)
    {
        if (ParameterProblem(kind, first, second) is { } problem) throw new ArgumentOutOfRangeException(nameof(first), $"{problem.Key}: {problem.Problem}");
        return new Distribution(kind, first, second);
    }

    private static double ToNanos(double micros) => Math.Round(micros * NanosPerMicro) / NanosPerMicro;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SimDuration ToDuration(double micros)
    {
        if (!(micros > 0)) return SimDuration.Zero;
        return new SimDuration(double.ConvertToIntegerNative<long>((micros < DrawMaxMicros ? micros : DrawMaxMicros) + 0.5));
    }

    private double MeanOf()
    {
        switch (Kind)
        {
            case DistributionKind.Uniform:
                return (_first + _second) / 2;
            case DistributionKind.Normal when _second > 0:
                double cut = _first / _second;
                return (_first * NormalCurve.Cumulative(cut)) + (_second * NormalCurve.Density(cut));
            default:
                return _first;
        }
    }

    private double HistogramDeviation()
    {
        double square = 0;
        for (int i = 0; i < _weights.Length; i++)
        {
            double width = _edges[i + 1] - _edges[i];
            double away = ((_edges[i] + _edges[i + 1]) / 2) - Mean;
            square += _weights[i] * ((away * away) + (width * width / 12));
        }

        return Math.Sqrt(square / _cumulative[^1]);
    }

    private double DrawFromBins(double at)
    {
        int low = 0;
        int high = _cumulative.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (at < _cumulative[middle]) high = middle;
            else low = middle + 1;
        }

        double before = low == 0 ? 0 : _cumulative[low - 1];
        double share = (at - before) / _weights[low];
        return _edges[low] + (share * (_edges[low + 1] - _edges[low]));
    }
}
