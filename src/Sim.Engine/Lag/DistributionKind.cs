namespace Sim.Engine;

/// <summary>The families of <see cref="Distribution"/>.</summary>
public enum DistributionKind : byte
{
    /// <summary>Always the same; nothing is drawn.</summary>
    Constant,

    /// <summary>Any value between a minimum and a maximum is equally likely.</summary>
    Uniform,

    /// <summary>A normal curve where values below zero count as zero.</summary>
    Normal,

    /// <summary>The logarithm is normal: never negative, with a long tail, as times of real programs tend to be.</summary>
    Lognormal,

    /// <summary>Memoryless: the gap between events that have nothing to do with one another.</summary>
    Exponential,

    /// <summary>Measured: bins with weights, uniform within a bin.</summary>
    Histogram,
}
