namespace Sim.Schedulers;

/// <summary>A claim of a process on chunks of an allocation. The generation tells it apart from later ones in the same slot.</summary>
/// <param name="Slot">Index into the allocator's table; -1 for none.</param>
/// <param name="Generation">How often that slot had been used before.</param>
public readonly record struct ClaimId(int Slot, int Generation)
{
    public static ClaimId None => new(-1, 0);
}
