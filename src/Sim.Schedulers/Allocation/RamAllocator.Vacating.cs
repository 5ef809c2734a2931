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
            Replace(piece);
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
        for (var piece = book.FirstPiece; piece != None; piece = _pieces[piece].NextOfHost)
        {
            _allocations[_pieces[piece].Allocation].Replaced -= _pieces[piece].Replaced;
            _pieces[piece].Replaced = 0;
        }

        Exclude(in book);
        book.IsClosed = false;
        Include(in book);
        Resize(host, size);
    }

    /// <summary>
    /// Unclaimed chunks on a host that is vacated go elsewhere, or are lost if no other host has room. Lost ones come back when RAM is
    /// free again, as when the host is given back, and not only to allocations that grow. Chunks that are to lie on one host move together or not at all.
    /// </summary>
    private void MoveAway(int piece)
    {
        var (slot, host) = (_pieces[piece].Allocation, _pieces[piece].Host);
        var chunks = _pieces[piece].Chunks - _pieces[piece].Claimed;
        if (chunks == 0 || (_allocations[slot].IsContiguous && _pieces[piece].Claimed > 0)) return;
        Note(AllocationNoticeKind.Lost, slot, host, chunks);
        var had = _allocations[slot].Lasting;
        Drop(piece, chunks);
        Place(slot, chunks, notes: true);
        ref var allocation = ref _allocations[slot];
        if (!allocation.IsGrowable && !allocation.IsQueued) allocation.Wanted = had;
        if (allocation.Lasting < allocation.Wanted) Enqueue(slot);
    }

    /// <summary>
    /// Whoever uses his chunks again and again gets others for those that drain, as far as there is room now: his work goes on there
    /// while the old work lands.
    /// </summary>
    private void Replace(int piece)
    {
        var (slot, host, claimed) = (_pieces[piece].Allocation, _pieces[piece].Host, _pieces[piece].Claimed);
        ref readonly var allocation = ref _allocations[slot];
        if (claimed == 0 || allocation.State != AllocationState.Live || !allocation.IsReused || allocation.IsContiguous) return;
        var placed = Place(slot, claimed, notes: true);
        Invariant.Check(_pieces[piece].Allocation == slot && _pieces[piece].Host == host);
        _pieces[piece].Replaced = placed;
        _allocations[slot].Replaced += placed;
    }
}
