using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What came of a request: an allocation, or why there is none.</summary>
/// <param name="Refusal">None if RAM was allocated.</param>
/// <param name="Id">The allocation; none if it was refused.</param>
/// <param name="Chunks">Chunks that it has got so far.</param>
/// <param name="LargestChunk">The largest chunk that any host could hold if it were empty.</param>
public readonly record struct AllocationAnswer(AllocationRefusal Refusal, AllocationId Id, int Chunks, RamSize LargestChunk)
{
    public bool IsGranted => Refusal == AllocationRefusal.None;

    /// <summary>The refusal in words, with what would be valid.</summary>
    public string Explain(in AllocationRequest request) => Refusal switch
    {
        AllocationRefusal.ChunkTooLarge => $"a chunk of {RamUnits.Format(request.ChunkSize)} is larger than any host; the largest that fits has {RamUnits.Format(LargestChunk)}",
        AllocationRefusal.NotValid => "a chunk size above 0GB, 1 chunk or more, and a least number of chunks from 0 to that are needed",
        AllocationRefusal.NotEnoughRam => "too little RAM is free",
        AllocationRefusal.OthersWait => "others of the same or a higher priority wait for RAM",
        _ => "granted",
    };
}

/// <summary>Why RAM was not allocated. Expected in a run: a value, never thrown.</summary>
public enum AllocationRefusal
{
    None,

    /// <summary>Chunk size or numbers of chunks make no sense.</summary>
    NotValid,

    /// <summary>No host could hold the chunk (or all chunks, if they are to lie on one host) even if it were empty.</summary>
    ChunkTooLarge,

    /// <summary>Too little is free now.</summary>
    NotEnoughRam,

    /// <summary>RAM that is free is kept for those who wait.</summary>
    OthersWait,
}
