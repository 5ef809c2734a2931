using MathNet.Numerics.Distributions;

namespace Sim.Experiments;

/// <summary>How often something happens, from counts, with the 95 % interval of Clopper and Pearson.</summary>
/// <param name="Count">How often it happened.</param>
/// <param name="Of">Out of how many, 0 or more.</param>
public readonly record struct RateEstimate(long Count, long Of)
{
    /// <summary>Count over all; 0 without any.</summary>
    public double Rate => Of == 0 ? 0 : (double)Count / Of;

    /// <summary>Lower end of the interval.</summary>
    public double Low => Count == 0 ? 0 : Beta.InvCDF(Count, Of - Count + 1, 0.025);

    /// <summary>Upper end of the interval; 1 without any.</summary>
    public double High => Count >= Of ? 1 : Beta.InvCDF(Count + 1, Of - Count, 0.975);

    public static RateEstimate operator +(RateEstimate left, RateEstimate right) => new(left.Count + right.Count, left.Of + right.Of);
}
