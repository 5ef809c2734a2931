using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <content>Allocations and the pieces of them that lie on one host each.</content>
public sealed partial class RamAllocator
{
    private const int None = -1;

    private Allocation[] _allocations = new Allocation[16];
    private int _allocationCount;
    private int _freeAllocation = None;
    private Piece[] _pieces = new Piece[64];
    private int _pieceCount;
    private int _freePiece = None;
    private long _freeTotal;
    private long _allocatedTotal;
    private long _usableTotal;
    private bool _hasNews;

    private enum AllocationState : byte
    {
        /// <summary>The slot is free.</summary>
        None,
        Waiting,
        Live,

        /// <summary>Given up by its holder; what is claimed goes back as the claims end.</summary>
        Ending,
    }

    private struct Allocation
    {
        public long Chunk;
        public long Sequence;
        public int Wanted;
        public int Chunks;
        public int Claimed;

        /// <summary>Claimed chunks on vacated hosts that have others in their place already and go back when their claims end.</summary>
        public int Replaced;
        public int Least;
        public int Priority;
        public int Tag;
        public int FirstPiece;
        public int LastPiece;
        public int Generation;
        public AllocationState State;
        public bool IsContiguous;
        public bool IsCoreDependent;
        public bool IsGrowable;
        public bool IsQueued;

        /// <summary>True once a claim has ended and left its chunks for the next.</summary>
        public bool IsReused;

        public readonly int Lasting => Chunks - Replaced;
    }

    /// <summary>Chunks of one allocation on one host; in a list of each of them.</summary>
    private struct Piece
    {
        public int Allocation;
        public int Host;
        public int Chunks;
        public int Claimed;
        public int Replaced;
        public int FirstClaim;
        public int NextOfAllocation;
        public int PreviousOfAllocation;
        public int NextOfHost;
        public int PreviousOfHost;
    }

    /// <summary>Allocations that are alive or wait.</summary>
    public int Count { get; private set; }

    /// <summary>Allocates now or not at all.</summary>
    public AllocationAnswer Allocate(in AllocationRequest request)
    {
        var refusal = Examine(in request);
        if (refusal == AllocationRefusal.None && IsKeptFor(request.Priority)) refusal = AllocationRefusal.OthersWait;
        if (refusal != AllocationRefusal.None) return Refused(refusal);
        var slot = NewAllocation(in request);
        var chunks = Place(slot, request.Chunks);
        if (chunks < request.LeastChunks)
        {
            DropAll(slot);
            FreeAllocation(slot);
            return Refused(AllocationRefusal.NotEnoughRam);
        }

        return Granted(slot, chunks);
    }

    /// <summary>
    /// Allocates now, or as soon as RAM is free: then a notice comes for every piece. Nobody of the same or a lower priority is
    /// served before.
    /// </summary>
    /// <returns>Granted with no chunks if the request waits; refused only if it could never be served.</returns>
    public AllocationAnswer AllocateOrWait(in AllocationRequest request)
    {
        var refusal = Examine(in request);
        if (refusal != AllocationRefusal.None) return Refused(refusal);
        var answer = Allocate(in request);
        if (answer.IsGranted) return answer;
        var slot = NewAllocation(in request);
        _allocations[slot].State = AllocationState.Waiting;
        Enqueue(slot);
        return new AllocationAnswer(AllocationRefusal.None, IdOf(slot), 0, LargestChunk);
    }

    /// <summary>True until the allocation was ended; also while it waits.</summary>
    public bool IsAlive(AllocationId id) =>
        id.Slot >= 0 && id.Slot < _allocationCount && _allocations[id.Slot].Generation == id.Generation
        && _allocations[id.Slot].State is AllocationState.Live or AllocationState.Waiting;

    /// <summary>Chunks that an allocation has; 0 if it is not alive.</summary>
    public int ChunksOf(AllocationId id) => IsAlive(id) ? _allocations[id.Slot].Chunks : 0;

    /// <summary>Chunks of an allocation, less those that drain from a vacated host and were replaced; 0 if it is not alive.</summary>
    public int LastingOf(AllocationId id) => IsAlive(id) ? _allocations[id.Slot].Lasting : 0;

    /// <summary>Chunks of an allocation that are claimed; 0 if it is not alive.</summary>
    public int ClaimedOf(AllocationId id) => IsAlive(id) ? _allocations[id.Slot].Claimed : 0;

    /// <summary>Chunks of an allocation that are not claimed; 0 if it is not alive.</summary>
    public int UnclaimedOf(AllocationId id) => IsAlive(id) ? _allocations[id.Slot].Chunks - _allocations[id.Slot].Claimed : 0;

    /// <summary>A host on which the allocation has unclaimed chunks that may be used.</summary>
    /// <param name="id">The allocation.</param>
    /// <param name="host">The host.</param>
    /// <param name="chunks">How many of them lie there.</param>
    /// <returns>False if there is none.</returns>
    public bool TryFindUnclaimed(AllocationId id, out ServerId host, out int chunks)
    {
        (host, chunks) = (default, 0);
        if (!IsAlive(id)) return false;

        // Pieces with unclaimed chunks stand before those without.
        var piece = _allocations[id.Slot].FirstPiece;
        if (piece == None) return false;
        host = new ServerId(_pieces[piece].Host);
        chunks = _pieces[piece].Chunks - _pieces[piece].Claimed;
        return chunks > 0;
    }

    /// <summary>The hosts of an allocation, with its chunks and claimed chunks on each.</summary>
    public IEnumerable<(ServerId Host, int Chunks, int Claimed)> PiecesOf(AllocationId id)
    {
        if (!IsAlive(id)) yield break;
        for (var piece = _allocations[id.Slot].FirstPiece; piece != None; piece = _pieces[piece].NextOfAllocation)
        {
            yield return (new ServerId(_pieces[piece].Host), _pieces[piece].Chunks, _pieces[piece].Claimed);
        }
    }

    /// <summary>Asks for more chunks of the same size, now: as many as find room, up to a number.</summary>
    /// <returns>How many were added.</returns>
    public int Extend(AllocationId id, int more)
    {
        if (!IsAlive(id) || more < 1 || _allocations[id.Slot].State != AllocationState.Live || IsKeptFor(_allocations[id.Slot].Priority)) return 0;
        var added = Place(id.Slot, more);
        ref var allocation = ref _allocations[id.Slot];
        allocation.Wanted = Math.Max(allocation.Wanted, allocation.Lasting);
        return added;
    }

    /// <summary>Changes how many chunks a growable allocation wants; more are added as RAM frees, with notices.</summary>
    /// <returns>False if the allocation is not alive or not growable.</returns>
    public bool TryWant(AllocationId id, int chunks)
    {
        if (!IsAlive(id) || !_allocations[id.Slot].IsGrowable || chunks < 1) return false;
        _allocations[id.Slot].Wanted = Math.Max(chunks, _allocations[id.Slot].Lasting);
        if (_allocations[id.Slot].Lasting < chunks) Enqueue(id.Slot);
        return true;
    }

    /// <summary>Gives unclaimed chunks on one host back; the allocation wants so many fewer.</summary>
    public ClaimRefusal ReleaseUnclaimed(AllocationId id, ServerId host, int chunks)
    {
        if (!IsAlive(id)) return ClaimRefusal.NoSuchAllocation;
        var piece = FindPiece(id.Slot, host.Index);
        if (piece == None) return ClaimRefusal.NotOnThatHost;
        if (chunks < 1 || chunks > _pieces[piece].Chunks - _pieces[piece].Claimed) return ClaimRefusal.TooManyChunks;
        _allocations[id.Slot].Wanted -= chunks;
        Drop(piece, chunks);
        return ClaimRefusal.None;
    }

    /// <summary>Gives unclaimed chunks back, wherever they lie.</summary>
    /// <returns>How many there were to give, up to the number asked for.</returns>
    public int ReleaseUnclaimed(AllocationId id, int chunks)
    {
        var released = 0;
        while (released < chunks && TryFindUnclaimed(id, out var host, out var here))
        {
            here = Math.Min(here, chunks - released);
            Invariant.Check(ReleaseUnclaimed(id, host, here) == ClaimRefusal.None);
            released += here;
        }

        return released;
    }

    /// <summary>
    /// Gives the allocation up. Chunks that processes have claimed stay theirs until the claims end, so RAM in use is never given
    /// to somebody else.
    /// </summary>
    /// <returns>False if it was not alive.</returns>
    public bool End(AllocationId id)
    {
        if (!IsAlive(id)) return false;
        Dequeue(id.Slot);
        ref var allocation = ref _allocations[id.Slot];
        allocation.State = AllocationState.Ending;
        for (var piece = allocation.FirstPiece; piece != None;)
        {
            var next = _pieces[piece].NextOfAllocation;
            Drop(piece, _pieces[piece].Chunks - _pieces[piece].Claimed);
            piece = next;
        }

        FreeIfOver(id.Slot);
        return true;
    }

    private static AllocationRefusal ExamineNumbers(in AllocationRequest request)
    {
        var isValid = request.ChunkSize > RamSize.Zero && request.Chunks > 0 && request.ChunksMin >= 0 && request.ChunksMin <= request.Chunks
            && request.Chunks <= long.MaxValue / request.ChunkSize.Hundredths;
        return isValid ? AllocationRefusal.None : AllocationRefusal.NotValid;
    }

    private AllocationRefusal Examine(in AllocationRequest request)
    {
        var refusal = ExamineNumbers(in request);
        if (refusal != AllocationRefusal.None) return refusal;
        var onOneHost = request.ChunkSize * (request.IsContiguous ? request.LeastChunks : 1);
        return onOneHost > LargestChunk ? AllocationRefusal.ChunkTooLarge : AllocationRefusal.None;
    }

    private AllocationAnswer Refused(AllocationRefusal refusal) => new(refusal, AllocationId.None, 0, LargestChunk);

    private AllocationAnswer Granted(int slot, int chunks)
    {
        _allocations[slot].State = AllocationState.Live;
        if (_allocations[slot].IsGrowable && chunks < _allocations[slot].Wanted) Enqueue(slot);
        return new AllocationAnswer(AllocationRefusal.None, IdOf(slot), chunks, LargestChunk);
    }

    private AllocationId IdOf(int slot) => new(slot, _allocations[slot].Generation);

    private int NewAllocation(in AllocationRequest request)
    {
        var slot = _freeAllocation;
        if (slot != None)
        {
            _freeAllocation = _allocations[slot].FirstPiece;
        }
        else
        {
            if (_allocationCount == _allocations.Length) Array.Resize(ref _allocations, _allocationCount * 2);
            slot = _allocationCount++;
        }

        _allocations[slot] = new Allocation
        {
            Chunk = request.ChunkSize.Hundredths,
            Sequence = _sequence++,
            Wanted = request.Chunks,
            Least = request.LeastChunks,
            Priority = request.Priority,
            Tag = request.Tag,
            FirstPiece = None,
            LastPiece = None,
            Generation = _allocations[slot].Generation,
            State = AllocationState.Live,
            IsContiguous = request.IsContiguous,
            IsCoreDependent = request.IsCoreDependent,
            IsGrowable = request.IsGrowable,
        };
        Count++;
        return slot;
    }

    private void FreeAllocation(int slot)
    {
        ref var allocation = ref _allocations[slot];
        Invariant.Check(allocation.Chunks == 0 && allocation.Claimed == 0 && allocation.FirstPiece == None && !allocation.IsQueued);
        allocation.State = AllocationState.None;
        allocation.Generation = (allocation.Generation + 1) & int.MaxValue;
        allocation.FirstPiece = _freeAllocation;
        _freeAllocation = slot;
        Count--;
    }

    private void FreeIfOver(int slot)
    {
        if (_allocations[slot].State == AllocationState.Ending && _allocations[slot].Chunks == 0) FreeAllocation(slot);
    }

    /// <summary>Finds room for chunks and takes it.</summary>
    /// <returns>How many found room.</returns>
    private int Place(int slot, int chunks, bool notes = false)
    {
        ref readonly var allocation = ref _allocations[slot];
        if (allocation.IsContiguous) return PlaceOnOneHost(slot, chunks, notes);
        var left = chunks;
        if (allocation.IsCoreDependent && _homeHelps) left -= PlaceOn(slot, _home, left, notes);
        while (left > 0)
        {
            var host = Choose(allocation.Chunk, allocation.Chunk, left);
            if (host == None) break;
            left -= PlaceOn(slot, host, left, notes);
        }

        return chunks - left;
    }

    private int PlaceOnOneHost(int slot, int chunks, bool notes)
    {
        ref readonly var allocation = ref _allocations[slot];
        if (allocation.FirstPiece != None) return PlaceOn(slot, _pieces[allocation.FirstPiece].Host, chunks, notes);
        if (allocation.IsCoreDependent && _homeHelps && _hosts[_home].Free >= allocation.Chunk * chunks) return PlaceOn(slot, _home, chunks, notes);
        var host = Choose(allocation.Chunk * chunks, allocation.Chunk, chunks);
        if (host == None && _free.Max >= allocation.Chunk * allocation.Least) host = _order[_free.First(0, _free.Max)];
        return host == None ? 0 : PlaceOn(slot, host, chunks, notes);
    }

    private int PlaceOn(int slot, int host, int most, bool notes)
    {
        var chunk = _allocations[slot].Chunk;
        var here = (int)Math.Min(most, Math.Max(0, _hosts[host].Free) / chunk);
        if (here == 0) return 0;
        Move(host, chunk * here);
        var piece = FindPiece(slot, host);
        if (piece == None) piece = NewPiece(slot, host);
        var wasFull = _pieces[piece].Claimed == _pieces[piece].Chunks;
        _pieces[piece].Chunks += here;
        _allocations[slot].Chunks += here;
        if (wasFull) ToFront(piece);
        if (notes) Note(AllocationNoticeKind.Added, slot, host, here);
        return here;
    }

    private int FindPiece(int slot, int host)
    {
        for (var piece = _allocations[slot].FirstPiece; piece != None; piece = _pieces[piece].NextOfAllocation)
        {
            if (_pieces[piece].Host == host) return piece;
        }

        return None;
    }

    private int NewPiece(int slot, int host)
    {
        var piece = _freePiece;
        if (piece != None)
        {
            _freePiece = _pieces[piece].NextOfAllocation;
        }
        else
        {
            if (_pieceCount == _pieces.Length) Array.Resize(ref _pieces, _pieceCount * 2);
            piece = _pieceCount++;
        }

        _pieces[piece] = new Piece
        {
            Allocation = slot,
            Host = host,
            FirstClaim = None,
            PreviousOfHost = None,
            NextOfHost = _hosts[host].FirstPiece,
        };
        if (_hosts[host].FirstPiece != None) _pieces[_hosts[host].FirstPiece].PreviousOfHost = piece;
        _hosts[host].FirstPiece = piece;
        Link(piece, atFront: true);
        return piece;
    }

    private void Link(int piece, bool atFront)
    {
        ref var allocation = ref _allocations[_pieces[piece].Allocation];
        if (atFront)
        {
            _pieces[piece].PreviousOfAllocation = None;
            _pieces[piece].NextOfAllocation = allocation.FirstPiece;
            if (allocation.FirstPiece != None) _pieces[allocation.FirstPiece].PreviousOfAllocation = piece;
            allocation.FirstPiece = piece;
            if (allocation.LastPiece == None) allocation.LastPiece = piece;
        }
        else
        {
            _pieces[piece].NextOfAllocation = None;
            _pieces[piece].PreviousOfAllocation = allocation.LastPiece;
            if (allocation.LastPiece != None) _pieces[allocation.LastPiece].NextOfAllocation = piece;
            allocation.LastPiece = piece;
            if (allocation.FirstPiece == None) allocation.FirstPiece = piece;
        }
    }

    private void Unlink(int piece)
    {
        ref var allocation = ref _allocations[_pieces[piece].Allocation];
        var (previous, next) = (_pieces[piece].PreviousOfAllocation, _pieces[piece].NextOfAllocation);
        if (previous == None) allocation.FirstPiece = next;
        else _pieces[previous].NextOfAllocation = next;
        if (next == None) allocation.LastPiece = previous;
        else _pieces[next].PreviousOfAllocation = previous;
    }

    private void ToFront(int piece)
    {
        if (_allocations[_pieces[piece].Allocation].FirstPiece == piece) return;
        Unlink(piece);
        Link(piece, atFront: true);
    }

    private void ToBack(int piece)
    {
        if (_allocations[_pieces[piece].Allocation].LastPiece == piece) return;
        Unlink(piece);
        Link(piece, atFront: false);
    }

    /// <summary>Gives chunks that are not claimed back to the host.</summary>
    private void Drop(int piece, int chunks)
    {
        if (chunks == 0) return;
        ref var at = ref _pieces[piece];
        Invariant.Check(chunks >= 0 && chunks <= at.Chunks - at.Claimed, "only unclaimed chunks are given back");
        ref var allocation = ref _allocations[at.Allocation];
        Move(at.Host, -allocation.Chunk * chunks);
        at.Chunks -= chunks;
        allocation.Chunks -= chunks;
        if (at.Chunks == 0) FreePiece(piece);
        else if (at.Chunks == at.Claimed) ToBack(piece);
    }

    private void DropAll(int slot)
    {
        for (var piece = _allocations[slot].FirstPiece; piece != None; piece = _allocations[slot].FirstPiece) Drop(piece, _pieces[piece].Chunks);
    }

    private void FreePiece(int piece)
    {
        Unlink(piece);
        ref var at = ref _pieces[piece];
        if (at.PreviousOfHost == None) _hosts[at.Host].FirstPiece = at.NextOfHost;
        else _pieces[at.PreviousOfHost].NextOfHost = at.NextOfHost;
        if (at.NextOfHost != None) _pieces[at.NextOfHost].PreviousOfHost = at.PreviousOfHost;
        at.Allocation = None;
        at.NextOfAllocation = _freePiece;
        _freePiece = piece;
    }
}
