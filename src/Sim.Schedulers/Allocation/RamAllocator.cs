using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Shares out the RAM of all hosts, for schedulers that run many things at once: whoever holds an allocation knows that its chunks
/// are its own, whatever others launch meanwhile.
/// <code>
///   host      |reserved (used by others)|allocated ..............|free ......|     all in whole hundredths of a GB
///   allocation                          |chunk|chunk|chunk|chunk|                  chunks of one size, on one host or several
///   claims                              |process A  |  B  |     |                  who uses them now; the rest is unclaimed
/// </code>
/// It only keeps the books: processes are launched and killed by whoever holds the allocation. Nothing here depends on the time.
/// Operations cost the same however many allocations and claims there are; only best and worst fit look at every host.
/// </summary>
public sealed partial class RamAllocator : IHostVacating
{
    private readonly AllocationPolicy _policy;
    private readonly HostBook[] _hosts;
    private readonly int _home;
    private readonly bool _homeHelps;
    private int[] _order = [];
    private int[] _rankOf;
    private FreeTree _free = new(1);
    private long _largest;

    private struct HostBook
    {
        public long Size;
        public long Reserved;
        public long Allocated;
        public long Claimed;
        public int FirstPiece;
        public bool IsClosed;

        public readonly long Free => IsClosed ? -1 : Size - Reserved - Allocated;
    }

    /// <summary>An allocator without hosts.</summary>
    /// <param name="servers">Servers of the world; hosts are numbered 0 to this - 1.</param>
    /// <param name="home">The player's home, tried last; null if it is no host.</param>
    /// <param name="homeHelps">True if home's cores help grows and weakens: these try it first.</param>
    /// <param name="policy">How hosts are chosen.</param>
    public RamAllocator(int servers, ServerId? home = null, bool homeHelps = false, AllocationPolicy policy = AllocationPolicy.FirstFit)
    {
        _policy = policy;
        _hosts = new HostBook[servers];
        for (var i = 0; i < servers; i++) _hosts[i].FirstPiece = None;
        _rankOf = new int[servers];
        _home = home?.Index ?? None;
        _homeHelps = homeHelps;
    }

    /// <summary>An allocator over every rooted host of a game.</summary>
    public RamAllocator(GameView view, ServerId? home, AllocationPolicy policy = AllocationPolicy.FirstFit)
        : this(CountOf(view), home, home is { } id && view.Host(id).Cores > 1, policy) => SeeHosts(view);

    /// <summary>RAM that is neither reserved, allocated, nor on a host that is vacated.</summary>
    public RamSize Free => new(_freeTotal);

    /// <summary>RAM allocated over all hosts.</summary>
    public RamSize Allocated => new(_allocatedTotal);

    /// <summary>RAM of all hosts, less what others use.</summary>
    public RamSize Usable => new(_usableTotal);

    /// <summary>The largest chunk that could be allocated now.</summary>
    public RamSize LargestFree => new(Math.Max(0, _free.Max));

    /// <summary>The largest chunk that any host could hold if it were empty.</summary>
    public RamSize LargestChunk => new(_largest);

    /// <summary>True if the host is known here and has RAM.</summary>
    public bool IsHost(ServerId host) => _hosts[host.Index].Size > 0;

    /// <summary>RAM of a host that is free for allocations.</summary>
    public RamSize FreeOn(ServerId host) => new(Math.Max(0, _hosts[host.Index].Free));

    /// <summary>RAM of a host that is allocated.</summary>
    public RamSize AllocatedOn(ServerId host) => new(_hosts[host.Index].Allocated);

    /// <inheritdoc/>
    public RamSize ClaimedOn(ServerId host) => new(_hosts[host.Index].Claimed);

    /// <summary>Chunks of a size, in hundredths of a GB, that find room now, up to a number.</summary>
    public int Room(long chunk, int most)
    {
        var room = 0L;
        foreach (var index in _order)
        {
            var free = _hosts[index].Free;
            if (free >= chunk) room += free / chunk;
            if (room >= most) return most;
        }

        return (int)room;
    }

    /// <summary>Chunks of a size, in hundredths of a GB, that would find room if nothing were allocated.</summary>
    public long Capacity(long chunk)
    {
        var room = 0L;
        foreach (var index in _order) room += (_hosts[index].Size - _hosts[index].Reserved) / chunk;
        return room;
    }

    /// <summary>
    /// Looks at every host: new ones are taken in, larger ones have more room, and RAM in use beyond what is allocated is others' and
    /// set aside as reserved. To be done once a second, as the guide's daemons do, and after a launch failed for want of RAM.
    /// </summary>
    public void SeeHosts(GameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        for (var index = 0; index < _hosts.Length; index++)
        {
            var id = new ServerId(index);
            ref readonly var host = ref view.Host(id);
            var size = view.Server(id).HasRoot ? host.RamMax : 0;
            ref var book = ref _hosts[index];
            if (size != book.Size && size >= book.Allocated) Resize(id, new RamSize(size));
            if (size > 0) SeeUsed(id, new RamSize(host.RamUsed));
        }
    }

    /// <summary>Sets a host's RAM; a host that was not known is added.</summary>
    /// <param name="host">Any server.</param>
    /// <param name="size">At least what is allocated there; 0 takes the host out.</param>
    public void Resize(ServerId host, RamSize size)
    {
        ref var book = ref _hosts[host.Index];
        Invariant.Check(size.Hundredths >= book.Allocated, "a host is never smaller than what is allocated on it");
        Exclude(in book);
        book.Size = size.Hundredths;
        book.Reserved = Math.Min(book.Reserved, book.Size - book.Allocated);
        Include(in book);
        Rank();
        _hasNews = true;
    }

    /// <summary>Tells how much RAM of a host is in use altogether; what is beyond the allocated RAM is others'.</summary>
    public void SeeUsed(ServerId host, RamSize used)
    {
        ref var book = ref _hosts[host.Index];
        var reserved = Math.Clamp(used.Hundredths - book.Allocated, 0, book.Size - book.Allocated);
        if (reserved == book.Reserved) return;
        Exclude(in book);
        book.Reserved = reserved;
        Include(in book);
        _free.Set(_rankOf[host.Index], book.Free);
        FindLargest();
        _hasNews = true;
    }

    private static int CountOf(GameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.ServerCount;
    }

    private void Exclude(in HostBook book)
    {
        _freeTotal -= Math.Max(0, book.Free);
        _usableTotal -= book.Size - book.Reserved;
    }

    private void Include(in HostBook book)
    {
        _freeTotal += Math.Max(0, book.Free);
        _usableTotal += book.Size - book.Reserved;
    }

    /// <summary>Puts the hosts in the order in which they are tried: small ones first, home last.</summary>
    private void Rank()
    {
        _order = [.. Enumerable.Range(0, _hosts.Length).Where(index => _hosts[index].Size > 0)
            .OrderBy(index => index == _home).ThenBy(index => _hosts[index].Size).ThenBy(index => index)];
        _free = new FreeTree(Math.Max(1, _order.Length));
        Array.Fill(_rankOf, _order.Length);
        for (var rank = 0; rank < _order.Length; rank++)
        {
            _rankOf[_order[rank]] = rank;
            _free.Set(rank, _hosts[_order[rank]].Free);
        }

        FindLargest();
    }

    private void FindLargest()
    {
        _largest = 0;
        foreach (var index in _order) _largest = Math.Max(_largest, _hosts[index].Size - _hosts[index].Reserved);
    }

    /// <summary>The one place where allocated RAM of a host changes.</summary>
    private void Move(int host, long ram)
    {
        ref var book = ref _hosts[host];
        if (!book.IsClosed) _freeTotal -= ram;
        _allocatedTotal += ram;
        book.Allocated += ram;
        Invariant.Check(book.Allocated >= 0 && book.Allocated <= book.Size - book.Reserved, "allocated RAM is within what others leave of a host");
        _free.Set(_rankOf[host], book.Free);
        if (ram < 0) _hasNews = true;
    }

    /// <summary>The host for the next chunks, home only if no other holds one; -1 if none does.</summary>
    /// <param name="need">RAM that must be free.</param>
    /// <param name="chunk">Size of a chunk.</param>
    /// <param name="most">Chunks wanted at most.</param>
    private int Choose(long need, long chunk, int most)
    {
        if (_policy == AllocationPolicy.FirstFit)
        {
            var first = _free.First(0, need);
            return first < 0 ? None : _order[first];
        }

        var (best, bestScore) = (None, long.MinValue);
        foreach (var index in _order)
        {
            var free = _hosts[index].Free;
            if (free < need || (index == _home && best != None)) continue;
            var score = _policy == AllocationPolicy.WorstFit ? free : Math.Min(most, free / chunk) * chunk - free;
            if (score <= bestScore) continue;
            (best, bestScore) = (index, score);
        }

        return best;
    }
}
