using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What is asked of a <see cref="RamAllocator"/>: N chunks of a size.</summary>
public readonly record struct AllocationRequest
{
    /// <summary>RAM of one chunk, more than 0. A chunk lies on one host.</summary>
    public required RamSize ChunkSize { get; init; }

    /// <summary>Chunks wanted, 1 or more.</summary>
    public required int Chunks { get; init; }

    /// <summary>Chunks that will do, 1 to <see cref="Chunks"/>; 0 for all of them. With fewer the request is shrinkable.</summary>
    public int ChunksMin { get; init; }

    /// <summary>True if all chunks are to lie on one host.</summary>
    public bool IsContiguous { get; init; }

    /// <summary>True for grows and weakens, which cores help: home is tried first; otherwise it is tried last.</summary>
    public bool IsCoreDependent { get; init; }

    /// <summary>True if chunks that are short are added as RAM frees, up to <see cref="Chunks"/>; each addition gives a notice.</summary>
    public bool IsGrowable { get; init; }

    /// <summary>Who waits longest among those of the highest priority is served first.</summary>
    public int Priority { get; init; }

    /// <summary>Free for the holder; handed back with notices.</summary>
    public int Tag { get; init; }

    internal int LeastChunks => ChunksMin == 0 ? Chunks : ChunksMin;
}
