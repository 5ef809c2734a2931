using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>What advice is asked for.</summary>
public sealed record AdviceRequest
{
    public required WorldSpec World { get; init; }

    /// <summary>What the thread's work costs; null for nothing.</summary>
    public LagModel? Lag { get; init; }

    /// <summary>The smallest gap between landings to be tried, whole milliseconds, 1 or more.</summary>
    public SimDuration SpacerMin { get; init; } = SimDuration.FromMilliseconds(5);

    /// <summary>Targets at a time, at most; 0 for as many as pay.</summary>
    public int Targets { get; init; }

    /// <summary>RAM on home that is left to other scripts.</summary>
    public RamSize HomeReserve { get; init; }
}
