using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <content>A look at everything, and the check that nothing has leaked.</content>
public sealed partial class RamAllocator
{
    /// <summary>The whole state, copied.</summary>
    public AllocatorSnapshot Snapshot()
    {
        var hosts = ImmutableArray.CreateBuilder<HostSnapshot>();
        for (var index = 0; index < _hosts.Length; index++)
        {
            ref readonly var book = ref _hosts[index];
            if (book.Size == 0 && book.Allocated == 0) continue;
            var free = new RamSize(Math.Max(0, _free.At(_rankOf[index])));
            hosts.Add(new HostSnapshot(
                new ServerId(index), new RamSize(book.Size), new RamSize(book.Reserved), new RamSize(book.Allocated), new RamSize(book.Claimed), free, book.IsClosed));
        }

        var allocations = ImmutableArray.CreateBuilder<AllocationSnapshot>();
        for (var slot = 0; slot < _allocationCount; slot++)
        {
            if (_allocations[slot].State != AllocationState.None) allocations.Add(Snapshot(slot));
        }

        return new AllocatorSnapshot(hosts.ToImmutable(), allocations.ToImmutable(), Free, Allocated, Claims);
    }

    /// <summary>Takes a snapshot and checks it; a broken account is a defect.</summary>
    /// <exception cref="InvariantException">The first thing that is wrong.</exception>
    public void CheckForLeaks()
    {
        var problems = LeakCheck.Find(Snapshot());
        Invariant.Check(problems.IsEmpty, problems.IsEmpty ? "" : problems[0]);
    }

    private AllocationSnapshot Snapshot(int slot)
    {
        ref readonly var allocation = ref _allocations[slot];
        var pieces = ImmutableArray.CreateBuilder<PieceSnapshot>();
        var claims = ImmutableArray.CreateBuilder<ClaimSnapshot>();
        for (var piece = allocation.FirstPiece; piece != None; piece = _pieces[piece].NextOfAllocation)
        {
            var host = new ServerId(_pieces[piece].Host);
            pieces.Add(new PieceSnapshot(host, _pieces[piece].Chunks, _pieces[piece].Claimed));
            for (var claim = _pieces[piece].FirstClaim; claim != None; claim = _claims[claim].NextOfPiece)
            {
                claims.Add(new ClaimSnapshot(_claims[claim].Process, host, _claims[claim].Chunks));
            }
        }

        return new AllocationSnapshot(
            IdOf(slot), new RamSize(allocation.Chunk), allocation.Wanted, allocation.Chunks, allocation.Claimed, pieces.ToImmutable(), claims.ToImmutable());
    }
}
