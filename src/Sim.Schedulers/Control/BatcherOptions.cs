using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What every batcher goes by, checked before it is built.</summary>
public sealed record BatcherOptions
{
    public required ServerId Target { get; init; }

    public BatchShape Shape { get; init; } = BatchShape.Hwgw;

    /// <summary>Gap between neighbouring landings, 1 ms or more.</summary>
    public SimDuration Spacer { get; init; } = SimDuration.FromMilliseconds(20);

    public ThreadArithmetic Arithmetic { get; init; } = new(0.1);

    public LevelUpStrategy LevelUps { get; init; } = LevelUpStrategy.Recalculate;

    public Recovery Recovery { get; init; } = Recovery.Prepare;

    /// <summary>How far a target may be out of shape before <see cref="Recovery"/> sets in; 0 to 1, see <see cref="BatchMath.IsInShape"/>.</summary>
    public double ShapeTolerance { get; init; } = 0.05;

    /// <summary>Batches in flight at most; 0 for as many as time and RAM hold.</summary>
    public int DepthMax { get; init; }

    /// <summary>How much later, for each job launched in one turn, the first landing is planned; 0 or more.</summary>
    public SimDuration Allowance { get; init; }

    /// <summary>Whether weakens may be split over hosts.</summary>
    public bool SplitWeakens { get; init; }

    /// <summary>Set if this batcher takes turns with others.</summary>
    public TurnTaking? Turns { get; init; }

    /// <summary>Which of those that take turns this is.</summary>
    public int TurnIndex { get; init; }

    /// <summary>From the first landing of a batch to the first of the next, when landings follow each other without a gap.</summary>
    public SimDuration Period => Spacer * Shape.Kinds.Length;
}

/// <summary>What a batcher does when a batch leaves its target out of shape.</summary>
public enum Recovery
{
    /// <summary>Nothing: the batches in flight and the next ones go on.</summary>
    None,

    /// <summary>Cancels the hack of the next batch in flight, whose grow then brings the money back.</summary>
    CancelHacks,

    /// <summary>Launches no more, waits for the batches in flight, prepares, and goes on.</summary>
    Prepare,

    /// <summary>Kills everything in flight, prepares, and starts again.</summary>
    Restart,
}
