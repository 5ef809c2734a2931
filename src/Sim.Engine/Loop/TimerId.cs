namespace Sim.Engine;

/// <summary>A timer that can be cancelled: its place in the order of events, which no other timer of the run has.</summary>
/// <param name="DueAt">When it is due.</param>
/// <param name="Sequence">How many events were created before it.</param>
public readonly record struct TimerId(SimTime DueAt, long Sequence)
{
    /// <summary>An id that never belongs to a timer: it comes before all.</summary>
    public static TimerId None => new(new SimTime(long.MinValue), -1);
}
