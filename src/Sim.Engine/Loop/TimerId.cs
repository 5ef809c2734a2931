namespace Sim.Engine;

/// <summary>
/// A timer that can be cancelled. The generation tells a timer apart from later ones that use the same slot, so a stale id
/// cancels nothing.
/// </summary>
/// <param name="Slot">Index into the loop's table of timers.</param>
/// <param name="Generation">How often that slot had been used before.</param>
public readonly record struct TimerId(int Slot, int Generation)
{
    /// <summary>An id that never belongs to a timer.</summary>
    public static TimerId None => new(-1, 0);
}
