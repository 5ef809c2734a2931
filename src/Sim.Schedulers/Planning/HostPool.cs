using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// How much RAM hosts have left, in groups of neighbours that have the same: ten thousand equal hosts are one line, so a whole farm is
/// packed in the time that its different sizes take. Hosts are numbered by their place in <see cref="Hosts"/>.
/// </summary>
internal sealed class HostPool
{
    private readonly ServerId[] _hosts;
    private readonly int _home;
    private Group[] _groups;
    private int _count;

    /// <summary>Hosts in a row with the same RAM left.</summary>
    private struct Group
    {
        public long Free;
        public int First;
        public int Count;
    }

    /// <param name="hosts">The hosts.</param>
    /// <param name="free">What each of them has left, in hundredths of a GB.</param>
    /// <param name="bestHome">The place of home, if its cores help grows and weakens; -1 if not.</param>
    public HostPool(ServerId[] hosts, ReadOnlySpan<long> free, int bestHome)
    {
        _hosts = hosts;
        _home = bestHome;
        _groups = new Group[Math.Max(16, hosts.Length + 16)];
        for (var i = 0; i < hosts.Length; i++) Append(free[i], i);
        Sort();
    }

    private HostPool(HostPool other)
    {
        _hosts = other._hosts;
        _home = other._home;
        _groups = new Group[Math.Max(64, other._count * 2)];
        CopyFrom(other);
    }

    public ReadOnlySpan<ServerId> Hosts => _hosts;

    /// <summary>The place of home, if its cores help grows and weakens; -1 if not.</summary>
    public int BestHome => _home;

    /// <summary>True if the host at this place is home and its cores help this kind of job.</summary>
    public bool IsBetterAtHome(JobKind kind, int host) => host == _home && kind != JobKind.Hack;

    /// <summary>RAM left over all hosts, in hundredths of a GB.</summary>
    public long FreeTotal
    {
        get
        {
            var total = 0L;
            for (var i = 0; i < _count; i++) total += _groups[i].Free * _groups[i].Count;
            return total;
        }
    }

    /// <summary>RAM left on the host that has most, in hundredths of a GB.</summary>
    public long FreeMost => _count == 0 ? 0 : _groups[_count - 1].Free;

    public HostPool Copy() => new(this);

    /// <summary>Becomes as another pool of the same hosts.</summary>
    public void CopyFrom(HostPool other)
    {
        if (_groups.Length < other._count) _groups = new Group[other._count * 2];
        Array.Copy(other._groups, _groups, other._count);
        _count = other._count;
    }

    /// <summary>Takes room for a number of equal jobs, each whole on one host: home first where its cores help, then small hosts.</summary>
    /// <param name="job">The job.</param>
    /// <param name="slots">How many of it, 1 or more.</param>
    /// <param name="taken">Receives where; null if nobody wants to know.</param>
    /// <returns>False if there is no room for all; the pool is then left half taken.</returns>
    public bool TryTake(in PlannedJob job, int slots, List<SlotRun>? taken = null)
    {
        var perThread = (long)GameRun.WorkerRam(job.Kind);
        var left = slots;
        if (_home >= 0 && job.Kind != JobKind.Hack) left = TakeHome(perThread * job.ThreadsOnHome, left, taken);
        var need = perThread * job.Threads;
        var known = _count;
        for (var i = FirstWith(need); i < known && left > 0; i++) left = TakeFrom(i, need, left, taken);
        Sort();
        return left == 0;
    }

    /// <summary>What each host has left by its place, in hundredths of a GB.</summary>
    public long[] FreeByHost()
    {
        var free = new long[_hosts.Length];
        for (var i = 0; i < _count; i++) Array.Fill(free, _groups[i].Free, _groups[i].First, _groups[i].Count);
        return free;
    }

    private int TakeHome(long need, int left, List<SlotRun>? taken)
    {
        for (var i = 0; i < _count; i++)
        {
            ref var group = ref _groups[i];
            if (_home < group.First || _home >= group.First + group.Count) continue;
            if (group.Free < need) return left;
            Isolate(i, _home - group.First);
            i = IndexOf(_home);
            return TakeFrom(i, need, left, taken);
        }

        return left;
    }

    private int IndexOf(int host)
    {
        var i = 0;
        while (_groups[i].First != host) i++;
        return i;
    }

    /// <summary>Makes one host of a group a group of its own.</summary>
    private void Isolate(int index, int at)
    {
        var group = _groups[index];
        _groups[index] = group with { First = group.First + at, Count = 1 };
        if (at > 0) Append(group with { Count = at });
        if (at + 1 < group.Count) Append(group with { First = group.First + at + 1, Count = group.Count - at - 1 });
    }

    /// <summary>Fills hosts of a group with jobs until none is left over: whole hosts, and a part of one.</summary>
    private int TakeFrom(int index, long need, int left, List<SlotRun>? taken)
    {
        ref var group = ref _groups[index];
        var each = (int)Math.Min(group.Free / need, int.MaxValue);
        if (each == 0) return left;
        var whole = Math.Min(group.Count, left / each);
        var rest = whole < group.Count ? left - (whole * each) : 0;
        var (first, count, free) = (group.First, group.Count, group.Free);
        if (whole > 0) taken?.Add(new SlotRun(first, whole, each));
        if (rest > 0) taken?.Add(new SlotRun(first + whole, 1, rest));
        var untouched = count - whole - (rest > 0 ? 1 : 0);
        group = new Group { Free = free - (whole > 0 ? each * need : 0), First = first, Count = whole };
        if (whole == 0) group = new Group { Free = free - (rest * need), First = first, Count = 1 };
        else if (rest > 0) Append(new Group { Free = free - (rest * need), First = first + whole, Count = 1 });
        if (untouched > 0) Append(new Group { Free = free, First = first + count - untouched, Count = untouched });
        return left - (whole * each) - rest;
    }

    private int FirstWith(long need)
    {
        var (low, high) = (0, _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_groups[middle].Free < need) low = middle + 1;
            else high = middle;
        }

        return low;
    }

    private void Append(long free, int host)
    {
        if (_count > 0 && host != _home && _groups[_count - 1] is var last && last.Free == free && last.First + last.Count == host && last.First != _home)
        {
            _groups[_count - 1].Count++;
            return;
        }

        Append(new Group { Free = free, First = host, Count = 1 });
    }

    private void Append(Group group)
    {
        if (_count == _groups.Length) Array.Resize(ref _groups, _groups.Length * 2);
        _groups[_count++] = group;
    }

    private void Sort()
    {
        for (var i = 1; i < _count; i++)
        {
            var group = _groups[i];
            var at = i;
            for (; at > 0 && IsAfter(in _groups[at - 1], in group); at--) _groups[at] = _groups[at - 1];
            _groups[at] = group;
        }
    }

    private static bool IsAfter(in Group a, in Group b) => a.Free > b.Free || (a.Free == b.Free && a.First > b.First);
}

/// <summary>Slots on neighbouring hosts.</summary>
/// <param name="First">Place of the first host in its pool.</param>
/// <param name="Hosts">How many hosts.</param>
/// <param name="Each">Slots on each of them.</param>
internal readonly record struct SlotRun(int First, int Hosts, int Each);
