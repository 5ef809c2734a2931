namespace Sim.Game;

/// <summary>A job of a run. The generation tells it apart from later jobs in the same slot.</summary>
/// <param name="Slot">Index into the run's table of jobs.</param>
/// <param name="Generation">How often that slot had been used before.</param>
public readonly record struct JobId(int Slot, int Generation)
{
    public static JobId None => new(-1, 0);
}
