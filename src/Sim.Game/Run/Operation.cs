using Sim.Engine;

namespace Sim.Game;

/// <summary>A hack, grow or weaken at the moment of its call: what was fixed then.</summary>
public readonly struct Operation
{
    /// <summary>When it was called.</summary>
    public required SimTime StartedAt { get; init; }

    /// <summary>When the landing's timer is due.</summary>
    public required SimTime DueAt { get; init; }

    /// <summary>The exact duration in ms that the game works out, extra delay included.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The part of <see cref="DurationMs"/> that the operation takes by itself.</summary>
    public required double OperationMs { get; init; }

    /// <summary>The target's security when the duration was fixed.</summary>
    public required double SecurityAtStart { get; init; }

    /// <summary>Threads that it uses; may be fractional.</summary>
    public required double Threads { get; init; }
}
