using Sim.Game;

namespace Sim.Schedulers;

/// <content>Who waits for RAM, in order, and the notices of what they got.</content>
public sealed partial class RamAllocator
{
    private readonly SortedSet<(int Rank, long Sequence, int Slot)> _queue = [];
    private readonly List<int> _served = [];
    private readonly Queue<AllocationNotice> _notices = new();
    private long _sequence;
    private int _waiting;

    /// <summary>Requests that have got nothing yet.</summary>
    public int Waiting => _waiting;

    /// <summary>
    /// Shares free RAM out among those who wait, by priority and then by age; allocations that grow take what is left over. A
    /// request that does not fit yet keeps all that come after it waiting, so that a large one is served some day.
    /// </summary>
    /// <returns>Chunks that were added; there is a notice for each piece.</returns>
    public int Serve()
    {
        if (!_hasNews || _queue.Count == 0) return 0;
        _hasNews = false;
        _served.Clear();
        var added = 0;
        foreach (var (_, _, slot) in _queue)
        {
            var chunks = ServeOne(slot);
            if (chunks == 0 && _allocations[slot].State == AllocationState.Waiting && !IsHopeless(slot)) break;
            added += chunks;
            if (_allocations[slot].State == AllocationState.Waiting) continue;
            if (_allocations[slot].Lasting >= _allocations[slot].Wanted) _served.Add(slot);
        }

        foreach (var slot in _served) Dequeue(slot);
        return added;
    }

    /// <summary>Hands out the oldest notice that nobody has read.</summary>
    /// <returns>False if there is none.</returns>
    public bool TryTakeNotice(out AllocationNotice notice) => _notices.TryDequeue(out notice);

    private bool IsKeptFor(int priority)
    {
        if (_waiting == 0) return false;
        foreach (var (rank, _, slot) in _queue)
        {
            if (-rank < priority) return false;
            if (_allocations[slot].State == AllocationState.Waiting) return true;
        }

        return false;
    }

    private int ServeOne(int slot)
    {
        var isWaiting = _allocations[slot].State == AllocationState.Waiting;
        var placed = Place(slot, _allocations[slot].Wanted - _allocations[slot].Lasting, notes: !isWaiting);
        if (!isWaiting) return placed;
        if (placed < _allocations[slot].Least)
        {
            DropAll(slot);
            return 0;
        }

        _allocations[slot].State = AllocationState.Live;
        _waiting--;
        for (var piece = _allocations[slot].FirstPiece; piece != None; piece = _pieces[piece].NextOfAllocation)
        {
            Note(AllocationNoticeKind.Added, slot, _pieces[piece].Host, _pieces[piece].Chunks);
        }

        return placed;
    }

    /// <summary>True if no host could ever hold what this request needs, since hosts have become fewer or smaller.</summary>
    private bool IsHopeless(int slot)
    {
        ref readonly var allocation = ref _allocations[slot];
        return allocation.Chunk * (allocation.IsContiguous ? allocation.Least : 1) > _largest;
    }

    private void Note(AllocationNoticeKind kind, int slot, int host, int chunks) =>
        _notices.Enqueue(new AllocationNotice(kind, IdOf(slot), _allocations[slot].Tag, new ServerId(host), chunks));

    private void Enqueue(int slot)
    {
        ref var allocation = ref _allocations[slot];
        if (allocation.IsQueued) return;
        allocation.IsQueued = true;
        if (allocation.State == AllocationState.Waiting) _waiting++;
        _queue.Add((-allocation.Priority, allocation.Sequence, slot));
        _hasNews = true;
    }

    private void Dequeue(int slot)
    {
        ref var allocation = ref _allocations[slot];
        if (!allocation.IsQueued) return;
        allocation.IsQueued = false;
        if (allocation.State == AllocationState.Waiting) _waiting--;
        _queue.Remove((-allocation.Priority, allocation.Sequence, slot));
        _hasNews = true;
    }
}
