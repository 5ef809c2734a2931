using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>What a plan leaves free for lag.</summary>
/// <param name="Spacer">The gap between neighbouring landings on a target, whole milliseconds, 1 or more.</param>
/// <param name="Buffer">How long before its last moment a job is launched, and how late it may land; 0 or more.</param>
public readonly record struct LagAllowance(SimDuration Spacer, SimDuration Buffer)
{
    /// <summary>
    /// How much longer than its operation a job of a just-in-time stream holds its RAM at most: from one safe moment to the next, and
    /// the buffer at both ends.
    /// </summary>
    public SimDuration Wait(BatchShape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var firstWeaken = shape.Kinds.IndexOf(Game.JobKind.Weaken);
        return (Spacer * Math.Max(2, firstWeaken + 1)) + (Buffer * 2);
    }
}
