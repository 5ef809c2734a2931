namespace Sim.Schedulers;

/// <summary>Why a claim or a release was refused. The allocator's totals are untouched then.</summary>
public enum ClaimRefusal
{
    None,

    /// <summary>The allocation is over, or there never was one.</summary>
    NoSuchAllocation,

    /// <summary>The allocation has no chunks on that host.</summary>
    NotOnThatHost,

    /// <summary>Fewer chunks than that are unclaimed there, or fewer than one were named.</summary>
    TooManyChunks,

    /// <summary>The process holds no such claim: it never did, or it was released before.</summary>
    NotHeld,
}
