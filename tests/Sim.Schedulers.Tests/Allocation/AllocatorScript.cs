using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>
/// Turns numbers into requests, claims, releases, deaths, growths, vacated hosts and others' RAM, and keeps an account of its own of
/// what every allocation should have; the allocator is compared with it after each step.
/// </summary>
internal sealed class AllocatorScript
{
    private const int HostCount = 12;
    private const int AllocationsMax = 40;
    private readonly long[] _sizes = new long[HostCount];
    private readonly long[] _others = new long[HostCount];
    private readonly List<Entry> _entries = [];
    private readonly List<ClaimId> _old = [];
    private int _pids;

    public AllocatorScript(int world)
    {
        Allocator = new RamAllocator(HostCount, new ServerId(0), homeHelps: world % 2 == 0, (AllocationPolicy)(world % 3));
        for (var i = 0; i < HostCount; i++)
        {
            _sizes[i] = 400L << ((i + world) % 7);
            Allocator.Resize(new ServerId(i), new RamSize(_sizes[i]));
        }
    }

    public RamAllocator Allocator { get; }

    /// <summary>How often each kind of step did something.</summary>
    public int[] Did { get; } = new int[14];

    /// <summary>What the script thinks that an allocation has.</summary>
    private sealed class Entry
    {
        public AllocationId Id;
        public long Chunk;
        public int Wanted;
        public int[] Chunks = new int[HostCount];
        public List<(ClaimId Id, JobId Process, int Host, int Chunks)> Claims = [];
        public bool HasEnded;

        public int Total => Chunks.Sum();

        public int ClaimedOn(int host) => Claims.Where(claim => claim.Host == host).Sum(claim => claim.Chunks);
    }

    public void Do(byte what, byte which, ushort howMuch)
    {
        var kind = what % 14;
        if (Try(kind, which, howMuch)) Did[kind]++;
        Hear();
        Forget();
    }

    /// <summary>Every allocation, host and total is as the script has it.</summary>
    public void Compare()
    {
        Assert.Empty(LeakCheck.Find(Allocator.Snapshot()));
        var allocated = new long[HostCount];
        foreach (var entry in _entries)
        {
            if (!entry.HasEnded)
            {
                Assert.Equal(entry.Total, Allocator.PiecesOf(entry.Id).Sum(piece => piece.Chunks));
                Assert.InRange(Allocator.ChunksOf(entry.Id), 0, entry.Total);
                Assert.Equal(entry.Claims.Sum(claim => claim.Chunks), Allocator.ClaimedOf(entry.Id));
                foreach (var (host, chunks, claimed) in Allocator.PiecesOf(entry.Id))
                {
                    Assert.Equal(entry.Chunks[host.Index], chunks);
                    Assert.Equal(entry.ClaimedOn(host.Index), claimed);
                }
            }

            for (var host = 0; host < HostCount; host++) allocated[host] += entry.Chunks[host] * entry.Chunk;
        }

        for (var host = 0; host < HostCount; host++)
        {
            Assert.Equal(allocated[host], Allocator.AllocatedOn(new ServerId(host)).Hundredths);
            Assert.True(allocated[host] + _others[host] <= _sizes[host]);
        }

        Assert.Equal(allocated.Sum(), Allocator.Allocated.Hundredths);
        Assert.Equal(_entries.Sum(entry => entry.Claims.Count), Allocator.Claims);
    }

    /// <summary>Ends everything: all RAM is free again.</summary>
    public void Finish()
    {
        foreach (var entry in _entries)
        {
            foreach (var claim in entry.Claims) Assert.Equal(ClaimRefusal.None, Allocator.Release(claim.Id));
            if (!entry.HasEnded) Assert.True(Allocator.End(entry.Id));
        }

        for (var host = 0; host < HostCount; host++) Allocator.Reopen(new ServerId(host), new RamSize(_sizes[host]));
        Assert.Equal((0, 0, 0L), (Allocator.Count, Allocator.Claims, Allocator.Allocated.Hundredths));
        Assert.Equal(_sizes.Sum() - _others.Sum(), Allocator.Free.Hundredths);
        Assert.Empty(LeakCheck.Find(Allocator.Snapshot()));
    }

    private bool Try(int kind, byte which, ushort howMuch) => kind switch
    {
        0 or 1 => Allocate(which, howMuch),
        2 or 3 => Claim(which, howMuch),
        4 => Unclaim(which, howMuch),
        5 => Release(which, howMuch),
        6 => ReleasePart(which, howMuch),
        7 => Die(which),
        8 => CleanUp(which),
        9 => Allocator.Serve() > 0,
        10 => End(which),
        11 => Others(which, howMuch),
        12 => Vacate(which),
        _ => Misuse(which, howMuch),
    };

    private Entry? Pick(byte which)
    {
        var alive = _entries.Where(entry => !entry.HasEnded).ToList();
        return alive.Count == 0 ? null : alive[which % alive.Count];
    }

    private bool Allocate(byte which, ushort howMuch)
    {
        if (_entries.Count >= AllocationsMax) return false;
        var request = new AllocationRequest
        {
            ChunkSize = new RamSize(1 + (howMuch % 997 * (1 + (which % 4)))),
            Chunks = 1 + (howMuch % 23),
            ChunksMin = which % 3 == 0 ? 0 : 1,
            IsContiguous = which % 5 == 0,
            IsCoreDependent = which % 2 == 0,
            IsGrowable = which % 7 < 3,
            Priority = which % 4,
        };
        var before = Allocator.Free;
        var answer = which % 11 < 4 ? Allocator.AllocateOrWait(in request) : Allocator.Allocate(in request);
        if (!answer.IsGranted)
        {
            Assert.Equal(before, Allocator.Free);
            return false;
        }

        var entry = new Entry { Id = answer.Id, Chunk = request.ChunkSize.Hundredths, Wanted = request.Chunks };
        foreach (var (host, chunks, _) in Allocator.PiecesOf(answer.Id)) entry.Chunks[host.Index] += chunks;
        Assert.Equal(answer.Chunks, entry.Total);
        Assert.True(answer.Chunks == 0 || answer.Chunks >= request.LeastChunks);
        Assert.Equal(before.Hundredths - (entry.Total * entry.Chunk), Allocator.Free.Hundredths);
        if (request.IsContiguous) Assert.True(entry.Chunks.Count(chunks => chunks > 0) <= 1);
        _entries.Add(entry);
        return true;
    }

    private bool Claim(byte which, ushort howMuch)
    {
        if (Pick(which) is not { } entry || !Allocator.TryFindUnclaimed(entry.Id, out var host, out var free)) return false;
        var chunks = 1 + (howMuch % free);
        var process = which % 5 == 0 ? JobId.None : new JobId(_pids++ % 300, howMuch % 2);
        Assert.Equal(ClaimRefusal.None, Allocator.TryClaim(entry.Id, process, host, chunks, out var claim));
        if (process == JobId.None && howMuch % 2 == 0)
        {
            process = new JobId(_pids++ % 300, 0);
            Assert.True(Allocator.Bind(claim, process));
        }

        entry.Claims.Add((claim, process, host.Index, chunks));
        return true;
    }

    private bool Unclaim(byte which, ushort howMuch)
    {
        if (AnyClaim(which, howMuch) is not var (entry, at)) return false;
        var claim = entry.Claims[at];
        entry.Claims.RemoveAt(at);
        if (entry.HasEnded) entry.Chunks[claim.Host] -= claim.Chunks;
        Assert.Equal(ClaimRefusal.None, Allocator.Unclaim(claim.Id));
        _old.Add(claim.Id);

        // On a vacated host chunks that have others in their place already go back; which ones these are is the allocator's affair.
        Hear();
        if (!entry.HasEnded && Allocator.IsVacated(new ServerId(claim.Host))) SeeChunks(entry);
        return true;
    }

    private bool Release(byte which, ushort howMuch)
    {
        if (AnyClaim(which, howMuch) is not var (entry, at)) return false;
        var claim = entry.Claims[at];
        entry.Claims.RemoveAt(at);
        entry.Chunks[claim.Host] -= claim.Chunks;
        Assert.Equal(ClaimRefusal.None, Allocator.Release(claim.Id));
        _old.Add(claim.Id);
        return true;
    }

    private bool ReleasePart(byte which, ushort howMuch)
    {
        if (Pick(which) is not { } entry) return false;
        if (entry.Claims.Count > 0 && howMuch % 2 == 0)
        {
            var (_, process, host, _) = entry.Claims[howMuch % entry.Claims.Count];
            if (process == JobId.None) return false;
            var mine = entry.Claims.Where(claim => claim.Process == process && claim.Host == host).ToList();
            var part = 1 + (howMuch % mine.Sum(claim => claim.Chunks));
            Assert.Equal(ClaimRefusal.None, Allocator.Release(entry.Id, process, new ServerId(host), part));
            entry.Chunks[host] -= part;
            SeeClaims(entry);
            return true;
        }

        var released = Allocator.ReleaseUnclaimed(entry.Id, 1 + (howMuch % 4));
        SeeChunks(entry);
        return released > 0;
    }

    private bool Die(byte which)
    {
        if (AnyClaim(which, which) is not var (entry, at)) return false;
        var process = entry.Claims[at].Process;
        if (process == JobId.None) return false;
        var held = _entries.SelectMany(one => one.Claims).Where(claim => claim.Process == process).Sum(claim => claim.Chunks);
        Assert.Equal(held, Allocator.Died(process));
        DropClaims(claim => claim == process);
        return true;
    }

    private bool CleanUp(byte which)
    {
        bool IsDead(JobId process) => process != JobId.None && process.Slot % 16 == which % 16;
        var held = _entries.SelectMany(one => one.Claims).Where(claim => IsDead(claim.Process)).Sum(claim => claim.Chunks);
        Assert.Equal(held, Allocator.CleanUp(process => !IsDead(process)));
        DropClaims(IsDead);
        return held > 0;
    }

    private bool End(byte which)
    {
        if (Pick(which) is not { } entry) return false;
        Assert.True(Allocator.End(entry.Id));
        entry.HasEnded = true;
        for (var host = 0; host < HostCount; host++) entry.Chunks[host] = entry.ClaimedOn(host);
        return true;
    }

    private bool Others(byte which, ushort howMuch)
    {
        var host = new ServerId(which % HostCount);
        var allocated = Allocator.AllocatedOn(host).Hundredths;
        _others[host.Index] = howMuch % 5 == 0 ? 0 : howMuch % (_sizes[host.Index] - allocated + 1);
        Allocator.SeeUsed(host, new RamSize(allocated + _others[host.Index]));
        return true;
    }

    private bool Vacate(byte which)
    {
        var host = new ServerId(which % HostCount);
        if (Allocator.IsVacated(host)) Allocator.Reopen(host, new RamSize(_sizes[host.Index]));
        else Allocator.Vacate(host);
        return true;
    }

    /// <summary>What must be refused, and change nothing.</summary>
    private bool Misuse(byte which, ushort howMuch)
    {
        if (_old.Count > 0)
        {
            Assert.Equal(ClaimRefusal.NotHeld, Allocator.Release(_old[howMuch % _old.Count]));
            Assert.Equal(ClaimRefusal.NotHeld, Allocator.Unclaim(_old[howMuch % _old.Count]));
        }

        if (Pick(which) is not { } entry) return false;
        Assert.NotEqual(ClaimRefusal.None, Allocator.Release(entry.Id, new JobId(1000, 0), new ServerId(which % HostCount), 1));
        Assert.NotEqual(ClaimRefusal.None, Allocator.TryClaim(entry.Id, new JobId(1, 0), new ServerId(which % HostCount), 1000, out _));
        Assert.NotEqual(ClaimRefusal.None, Allocator.ReleaseUnclaimed(entry.Id, new ServerId(which % HostCount), 1000));
        return true;
    }

    private (Entry Entry, int At)? AnyClaim(byte which, ushort howMuch)
    {
        var with = _entries.Where(entry => entry.Claims.Count > 0).ToList();
        if (with.Count == 0) return null;
        var entry = with[which % with.Count];
        return (entry, howMuch % entry.Claims.Count);
    }

    private void DropClaims(Func<JobId, bool> isDead)
    {
        foreach (var entry in _entries)
        {
            foreach (var claim in entry.Claims.Where(claim => isDead(claim.Process)).ToList())
            {
                entry.Claims.Remove(claim);
                entry.Chunks[claim.Host] -= claim.Chunks;
                _old.Add(claim.Id);
            }
        }
    }

    /// <summary>Which claims a partial release made smaller is the allocator's choice.</summary>
    private void SeeClaims(Entry entry)
    {
        var snapshot = Allocator.Snapshot().Allocations.Single(one => one.Id == entry.Id);
        foreach (var gone in entry.Claims.Where(claim => !Allocator.IsHeld(claim.Id)).ToList()) _old.Add(gone.Id);
        entry.Claims.RemoveAll(claim => !Allocator.IsHeld(claim.Id));
        var left = snapshot.Claims.GroupBy(claim => (claim.Process, claim.Host.Index)).ToDictionary(group => group.Key, group => group.Sum(claim => claim.Chunks));
        for (var i = 0; i < entry.Claims.Count; i++)
        {
            var (id, process, host, chunks) = entry.Claims[i];
            var others = entry.Claims.Where((claim, at) => at != i && claim.Process == process && claim.Host == host).Sum(claim => claim.Chunks);
            entry.Claims[i] = (id, process, host, Math.Min(chunks, left[(process, host)] - others));
        }
    }

    private void SeeChunks(Entry entry)
    {
        Array.Clear(entry.Chunks);
        foreach (var (host, chunks, _) in Allocator.PiecesOf(entry.Id)) entry.Chunks[host.Index] = chunks;
    }

    /// <summary>Notices are the only way to know of chunks that came and went by themselves.</summary>
    private void Hear()
    {
        while (Allocator.TryTakeNotice(out var notice))
        {
            if (_entries.Find(entry => entry.Id == notice.Id) is not { } entry) continue;
            if (notice.Kind == AllocationNoticeKind.Added) entry.Chunks[notice.Host.Index] += notice.Chunks;
            if (notice.Kind == AllocationNoticeKind.Lost) entry.Chunks[notice.Host.Index] -= notice.Chunks;
        }
    }

    private void Forget()
    {
        _entries.RemoveAll(entry => entry.HasEnded && entry.Claims.Count == 0);
        if (_old.Count > 100) _old.RemoveRange(0, 50);
    }
}
