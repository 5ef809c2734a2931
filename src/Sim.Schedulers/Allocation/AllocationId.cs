namespace Sim.Schedulers;

/// <summary>An allocation of a <see cref="RamAllocator"/>. The generation tells it apart from later ones in the same slot.</summary>
/// <param name="Slot">Index into the allocator's table; -1 for none.</param>
/// <param name="Generation">How often that slot had been used before.</param>
public readonly record struct AllocationId(int Slot, int Generation)
{
    public static AllocationId None => new(-1, 0);
}
