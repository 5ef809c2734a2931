using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What the holder of an allocation is told without having asked; see <see cref="RamAllocator.TryTakeNotice"/>.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Id">The allocation.</param>
/// <param name="Tag">As given with its request.</param>
/// <param name="Host">Where.</param>
/// <param name="Chunks">How many chunks.</param>
public readonly record struct AllocationNotice(AllocationNoticeKind Kind, AllocationId Id, int Tag, ServerId Host, int Chunks);

/// <summary>Kinds of <see cref="AllocationNotice"/>.</summary>
public enum AllocationNoticeKind
{
    /// <summary>Chunks were added: to a request that waited, to an allocation that grows, or in place of chunks lost elsewhere.</summary>
    Added,

    /// <summary>Unclaimed chunks were taken away because their host is vacated.</summary>
    Lost,

    /// <summary>Claimed chunks lie on a host that is being vacated: launch elsewhere, and let these drain or kill them.</summary>
    Vacate,
}
