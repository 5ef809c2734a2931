using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <content>Claims: which process uses which chunks. An allocation may have many, of several processes on several hosts.</content>
public sealed partial class RamAllocator
{
    private Claim[] _claims = new Claim[64];
    private int _claimCount;
    private int _freeClaim = None;
    private int[] _claimOfProcess = [];

    /// <summary>In a list of its piece and in one of its process.</summary>
    private struct Claim
    {
        public JobId Process;
        public int Piece;
        public int Chunks;
        public int Generation;
        public int NextOfPiece;
        public int PreviousOfPiece;
        public int NextOfProcess;
        public int PreviousOfProcess;
    }

    /// <summary>Claims that are held now.</summary>
    public int Claims { get; private set; }

    /// <summary>A process begins to use chunks.</summary>
    /// <param name="id">The allocation.</param>
    /// <param name="process">Who; <see cref="JobId.None"/> for one that is about to be launched, see <see cref="Bind"/>.</param>
    /// <param name="host">Where.</param>
    /// <param name="chunks">How many of the chunks there, 1 or more.</param>
    /// <param name="claim">The claim.</param>
    public ClaimRefusal TryClaim(AllocationId id, JobId process, ServerId host, int chunks, out ClaimId claim)
    {
        claim = ClaimId.None;
        if (!IsAlive(id)) return ClaimRefusal.NoSuchAllocation;
        var piece = FindPiece(id.Slot, host.Index);
        if (piece == None) return ClaimRefusal.NotOnThatHost;
        ref var at = ref _pieces[piece];
        if (chunks < 1 || chunks > at.Chunks - at.Claimed) return ClaimRefusal.TooManyChunks;
        at.Claimed += chunks;
        _allocations[id.Slot].Claimed += chunks;
        _hosts[at.Host].Claimed += _allocations[id.Slot].Chunk * chunks;
        if (at.Claimed == at.Chunks) ToBack(piece);
        claim = NewClaim(piece, chunks, process);
        return ClaimRefusal.None;
    }

    /// <summary>Hands a claim over to a process, such as the worker that has just been launched.</summary>
    /// <returns>False if the claim is over.</returns>
    public bool Bind(ClaimId claim, JobId process)
    {
        if (!IsHeld(claim)) return false;
        UnlinkFromProcess(claim.Slot);
        _claims[claim.Slot].Process = process;
        LinkToProcess(claim.Slot);
        return true;
    }

    public bool IsHeld(ClaimId claim) =>
        claim.Slot >= 0 && claim.Slot < _claimCount && _claims[claim.Slot].Generation == claim.Generation && _claims[claim.Slot].Chunks > 0;

    /// <summary>The process is done with its chunks; they stay the allocation's, for its next process.</summary>
    public ClaimRefusal Unclaim(ClaimId claim)
    {
        if (!IsHeld(claim)) return ClaimRefusal.NotHeld;
        _allocations[_pieces[_claims[claim.Slot].Piece].Allocation].IsReused = true;
        Unclaim(claim.Slot, _claims[claim.Slot].Chunks, keeps: true);
        return ClaimRefusal.None;
    }

    /// <summary>The process is done with its chunks and the allocation with them: they go back to the host.</summary>
    public ClaimRefusal Release(ClaimId claim)
    {
        if (!IsHeld(claim)) return ClaimRefusal.NotHeld;
        Release(claim.Slot, _claims[claim.Slot].Chunks);
        return ClaimRefusal.None;
    }

    /// <summary>Gives back a part of what a process has claimed on a host, in one claim or several.</summary>
    public ClaimRefusal Release(AllocationId id, JobId process, ServerId host, int chunks)
    {
        if (!IsAlive(id)) return ClaimRefusal.NoSuchAllocation;
        var held = 0;
        for (var at = FirstOf(process); at != None; at = _claims[at].NextOfProcess) held += IsOf(at, id.Slot, host.Index, process) ? _claims[at].Chunks : 0;
        if (held == 0) return ClaimRefusal.NotHeld;
        if (chunks < 1 || chunks > held) return ClaimRefusal.TooManyChunks;
        for (var at = FirstOf(process); chunks > 0;)
        {
            var next = _claims[at].NextOfProcess;
            if (IsOf(at, id.Slot, host.Index, process))
            {
                var here = Math.Min(chunks, _claims[at].Chunks);
                Release(at, here);
                chunks -= here;
            }

            at = next;
        }

        return ClaimRefusal.None;
    }

    /// <summary>Chunks of an allocation that a process has claimed on a host.</summary>
    public int ClaimedBy(AllocationId id, JobId process, ServerId host)
    {
        var held = 0;
        if (!IsAlive(id)) return 0;
        for (var at = FirstOf(process); at != None; at = _claims[at].NextOfProcess) held += IsOf(at, id.Slot, host.Index, process) ? _claims[at].Chunks : 0;
        return held;
    }

    /// <summary>
    /// A process is dead: what it had claimed goes back to the hosts, the rest of each allocation stays. An allocation that grows
    /// may get chunks in place of those.
    /// </summary>
    /// <returns>Chunks that went back.</returns>
    public int Died(JobId process)
    {
        var released = 0;
        for (var at = FirstOf(process); at != None;)
        {
            var next = _claims[at].NextOfProcess;
            if (_claims[at].Process == process)
            {
                released += _claims[at].Chunks;
                ReleaseOfDead(at);
            }

            at = next;
        }

        return released;
    }

    /// <summary>Looks at every process that has claims and cleans up after those that are dead.</summary>
    /// <returns>Chunks that went back.</returns>
    public int CleanUp(Func<JobId, bool> isAlive)
    {
        ArgumentNullException.ThrowIfNull(isAlive);
        var released = 0;
        for (var at = 0; at < _claimCount; at++)
        {
            if (_claims[at].Chunks == 0 || _claims[at].Process == JobId.None || isAlive(_claims[at].Process)) continue;
            released += _claims[at].Chunks;
            ReleaseOfDead(at);
        }

        return released;
    }

    private bool IsOf(int claim, int slot, int host, JobId process) =>
        _claims[claim].Process == process && _pieces[_claims[claim].Piece].Allocation == slot && _pieces[_claims[claim].Piece].Host == host;

    private int FirstOf(JobId process) => process.Slot >= 0 && process.Slot < _claimOfProcess.Length ? _claimOfProcess[process.Slot] : None;

    private void Release(int claim, int chunks)
    {
        ref readonly var piece = ref _pieces[_claims[claim].Piece];
        ref var allocation = ref _allocations[piece.Allocation];
        allocation.Wanted = Math.Max(0, allocation.Wanted - Math.Max(0, chunks - piece.Replaced));
        Unclaim(claim, chunks, keeps: false);
    }

    private void ReleaseOfDead(int claim)
    {
        var slot = _pieces[_claims[claim].Piece].Allocation;
        Unclaim(claim, _claims[claim].Chunks, keeps: false);
        ref var allocation = ref _allocations[slot];
        if (allocation.State == AllocationState.Live && allocation.IsGrowable && allocation.Lasting < allocation.Wanted) Enqueue(slot);
    }

    /// <summary>The one place where claims become smaller.</summary>
    private void Unclaim(int claim, int chunks, bool keeps)
    {
        var piece = _claims[claim].Piece;
        var slot = _pieces[piece].Allocation;
        _claims[claim].Chunks -= chunks;
        _pieces[piece].Claimed -= chunks;
        _allocations[slot].Claimed -= chunks;
        _hosts[_pieces[piece].Host].Claimed -= _allocations[slot].Chunk * chunks;
        ToFront(piece);
        if (_claims[claim].Chunks == 0) FreeClaim(claim);
        chunks -= DropReplaced(piece, chunks, isTold: keeps && _allocations[slot].State == AllocationState.Live);
        if (chunks == 0)
        {
            FreeIfOver(slot);
        }
        else if (!keeps || _allocations[slot].State == AllocationState.Ending)
        {
            Drop(piece, chunks);
            FreeIfOver(slot);
        }
        else if (_hosts[_pieces[piece].Host].IsClosed)
        {
            MoveAway(piece);
        }
    }

    /// <summary>Chunks of a vacated host that have others in their place go back, whatever becomes of the rest.</summary>
    private int DropReplaced(int piece, int chunks, bool isTold)
    {
        var replaced = Math.Min(chunks, _pieces[piece].Replaced);
        if (replaced == 0) return 0;
        if (isTold) Note(AllocationNoticeKind.Lost, _pieces[piece].Allocation, _pieces[piece].Host, replaced);
        _pieces[piece].Replaced -= replaced;
        _allocations[_pieces[piece].Allocation].Replaced -= replaced;
        Drop(piece, replaced);
        return replaced;
    }

    private ClaimId NewClaim(int piece, int chunks, JobId process)
    {
        var slot = _freeClaim;
        if (slot != None)
        {
            _freeClaim = _claims[slot].NextOfPiece;
        }
        else
        {
            if (_claimCount == _claims.Length) Array.Resize(ref _claims, _claimCount * 2);
            slot = _claimCount++;
        }

        ref var claim = ref _claims[slot];
        claim.Process = process;
        claim.Piece = piece;
        claim.Chunks = chunks;
        claim.PreviousOfPiece = None;
        claim.NextOfPiece = _pieces[piece].FirstClaim;
        if (claim.NextOfPiece != None) _claims[claim.NextOfPiece].PreviousOfPiece = slot;
        _pieces[piece].FirstClaim = slot;
        LinkToProcess(slot);
        Claims++;
        return new ClaimId(slot, claim.Generation);
    }

    private void FreeClaim(int slot)
    {
        UnlinkFromProcess(slot);
        ref var claim = ref _claims[slot];
        if (claim.PreviousOfPiece == None) _pieces[claim.Piece].FirstClaim = claim.NextOfPiece;
        else _claims[claim.PreviousOfPiece].NextOfPiece = claim.NextOfPiece;
        if (claim.NextOfPiece != None) _claims[claim.NextOfPiece].PreviousOfPiece = claim.PreviousOfPiece;
        claim.Generation = (claim.Generation + 1) & int.MaxValue;
        claim.NextOfPiece = _freeClaim;
        _freeClaim = slot;
        Claims--;
    }

    private void LinkToProcess(int slot)
    {
        ref var claim = ref _claims[slot];
        (claim.NextOfProcess, claim.PreviousOfProcess) = (None, None);
        var process = claim.Process.Slot;
        if (process < 0) return;
        if (process >= _claimOfProcess.Length)
        {
            var before = _claimOfProcess.Length;
            Array.Resize(ref _claimOfProcess, Math.Max(process + 1, before * 2));
            Array.Fill(_claimOfProcess, None, before, _claimOfProcess.Length - before);
        }

        claim.NextOfProcess = _claimOfProcess[process];
        if (claim.NextOfProcess != None) _claims[claim.NextOfProcess].PreviousOfProcess = slot;
        _claimOfProcess[process] = slot;
    }

    private void UnlinkFromProcess(int slot)
    {
        ref var claim = ref _claims[slot];
        if (claim.Process.Slot < 0) return;
        if (claim.PreviousOfProcess == None) _claimOfProcess[claim.Process.Slot] = claim.NextOfProcess;
        else _claims[claim.PreviousOfProcess].NextOfProcess = claim.NextOfProcess;
        if (claim.NextOfProcess != None) _claims[claim.NextOfProcess].PreviousOfProcess = claim.PreviousOfProcess;
    }
}
