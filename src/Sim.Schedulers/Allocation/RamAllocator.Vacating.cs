using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <content>Hosts that are to be empty, before they are upgraded or given up.</content>
public sealed partial class RamAllocator
{
    /// <inheritdoc/>
    public void Vacate(ServerId host)
    {
        ref var book = ref _hosts[host.Index];
        if (book.IsClosed || book.Size == 0) return;
        Exclude(in book);
        book.IsClosed = true;
        Include(in book);
        _free.Set(_rankOf[host.Index], book.Free);
        for (var piece = book.FirstPiece; piece != None;)
        {
            var next = _pieces[piece].NextOfHost;
            if (_pieces[piece].Claimed > 0 && _allocations[_pieces[piece].Allocation].State == AllocationState.Live) Note(AllocationNoticeKind.Vacate, _pieces[piece].Allocation, host.Index, _pieces[piece].Claimed);
            MoveAway(piece);
            piece = next;
        }
    }

    /// <inheritdoc/>
    public bool IsVacant(ServerId host) => _hosts[host.Index].IsClosed && _hosts[host.Index].Allocated == 0;

    /// <summary>True from <see cref="Vacate"/> to <see cref="Reopen"/>.</summary>
    public bool IsVacated(ServerId host) => _hosts[host.Index].IsClosed;

    /// <inheritdoc/>
    public void Reopen(ServerId host, RamSize size)
    {
        ref var book = ref _hosts[host.Index];
        Exclude(in book);
        book.IsClosed = false;
        Include(in book);
        Resize(host, size);
    }

    /// <summary>
    /// Unclaimed chunks on a host that is vacated go elsewhere, or are lost if no other host has room; an allocation that grows gets
    /// them back later. Chunks that are to lie on one host move together or not at all.
    /// </summary>
    private void MoveAway(int piece)
    {
        var (slot, host) = (_pieces[piece].Allocation, _pieces[piece].Host);
        var chunks = _pieces[piece].Chunks - _pieces[piece].Claimed;
        if (chunks == 0 || (_allocations[slot].IsContiguous && _pieces[piece].Claimed > 0)) return;
        Note(AllocationNoticeKind.Lost, slot, host, chunks);
        Drop(piece, chunks);
        Place(slot, chunks, notes: true);
        ref var allocation = ref _allocations[slot];
        if (allocation.Chunks >= allocation.Wanted) return;
        if (allocation.IsGrowable) Enqueue(slot);
        else allocation.Wanted = allocation.Chunks;
    }
}
