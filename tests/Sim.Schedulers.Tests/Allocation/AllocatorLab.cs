using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>Allocators over hosts of given sizes, with short words for requests.</summary>
internal static class AllocatorLab
{
    public static ServerId Home => new(0);

    /// <summary>Hosts number 0, 1, 2, ... of these sizes in GB; the first is home.</summary>
    public static RamAllocator Make(int[] gigabytes, bool homeHelps = false, AllocationPolicy policy = AllocationPolicy.FirstFit)
    {
        var allocator = new RamAllocator(gigabytes.Length, Home, homeHelps, policy);
        for (var i = 0; i < gigabytes.Length; i++)
        {
            if (gigabytes[i] > 0) allocator.Resize(new ServerId(i), RamSize.FromGigabytes(gigabytes[i]));
        }

        return allocator;
    }

    public static AllocationRequest Ask(int chunks, double gigabytes, int least = 0) => new()
    {
        ChunkSize = RamSize.FromGigabytesRounded(gigabytes),
        Chunks = chunks,
        ChunksMin = least,
    };

    /// <summary>Host number and chunks of each piece, by host.</summary>
    public static (int Host, int Chunks)[] Pieces(this RamAllocator allocator, AllocationId id) =>
        [.. allocator.PiecesOf(id).Select(piece => (piece.Host.Index, piece.Chunks)).Order()];

    /// <summary>A process by its number.</summary>
    public static JobId Pid(int number) => new(number, 0);
}
