using Sim.Engine;

namespace Sim.Testing;

/// <summary>Draws that a test chooses, and how many were taken: first those given, then the last one again and again.</summary>
public sealed class ScriptedLuck(params double[] draws) : IRandomSource
{
    /// <summary>Every hack with a chance above 0 succeeds.</summary>
    public static ScriptedLuck Good => new(0.0);

    /// <summary>Every hack with a chance below 1 fails.</summary>
    public static ScriptedLuck Bad => new(1 - (1.0 / (1L << 53)));

    public int Taken { get; private set; }

    public double NextDouble() => draws[Math.Min(Taken++, draws.Length - 1)];
}
