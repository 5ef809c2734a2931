using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What the proto-batcher goes by.</summary>
public sealed record ProtoOptions
{
    public required ServerId Target { get; init; }

    public BatchShape Shape { get; init; } = BatchShape.Hwgw;

    /// <summary>Gap between neighbouring landings, 1 ms or more.</summary>
    public SimDuration Spacer { get; init; } = SimDuration.FromMilliseconds(20);

    /// <summary>Share of the money that each hack takes; above 0, at most 1.</summary>
    public double Greed { get; init; } = 0.1;
}
