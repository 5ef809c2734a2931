using System.Collections.Immutable;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>The whole state of a <see cref="RamAllocator"/> at one moment, for people and for <see cref="LeakCheck"/>.</summary>
/// <param name="Hosts">Every host, by its number.</param>
/// <param name="Allocations">Every allocation, those that wait or end included.</param>
/// <param name="Free">RAM free for allocations, as the allocator counts it.</param>
/// <param name="Allocated">RAM allocated, as the allocator counts it.</param>
/// <param name="Claims">Claims held, as the allocator counts them.</param>
public sealed record AllocatorSnapshot(
    ImmutableArray<HostSnapshot> Hosts, ImmutableArray<AllocationSnapshot> Allocations, RamSize Free, RamSize Allocated, int Claims);

/// <summary>One host of an <see cref="AllocatorSnapshot"/>.</summary>
/// <param name="Host">Which.</param>
/// <param name="Size">RAM in all.</param>
/// <param name="Reserved">RAM that others use.</param>
/// <param name="Allocated">RAM that allocations hold.</param>
/// <param name="Claimed">The part of it that processes have claimed.</param>
/// <param name="Free">RAM that allocations may still get, as the search for hosts sees it; 0 on a host that is vacated.</param>
/// <param name="IsVacated">True if nothing new is placed there.</param>
public sealed record HostSnapshot(ServerId Host, RamSize Size, RamSize Reserved, RamSize Allocated, RamSize Claimed, RamSize Free, bool IsVacated);

/// <summary>One allocation of an <see cref="AllocatorSnapshot"/>.</summary>
/// <param name="Id">Which.</param>
/// <param name="ChunkSize">RAM of a chunk.</param>
/// <param name="Wanted">Chunks wanted.</param>
/// <param name="Chunks">Chunks it has, as the allocator counts them.</param>
/// <param name="Claimed">Chunks claimed, as the allocator counts them.</param>
/// <param name="Pieces">Where they lie.</param>
/// <param name="Claims">Who uses them.</param>
public sealed record AllocationSnapshot(
    AllocationId Id, RamSize ChunkSize, int Wanted, int Chunks, int Claimed, ImmutableArray<PieceSnapshot> Pieces, ImmutableArray<ClaimSnapshot> Claims);

/// <summary>An allocation's chunks on one host.</summary>
public sealed record PieceSnapshot(ServerId Host, int Chunks, int Claimed);

/// <summary>A process's claim on an allocation's chunks on one host.</summary>
public sealed record ClaimSnapshot(JobId Process, ServerId Host, int Chunks);
