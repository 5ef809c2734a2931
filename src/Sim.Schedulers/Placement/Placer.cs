using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Chooses a host for each job. Jobs are placed whole: a hack or grow that is split over hosts does less, because each piece
/// raises security before the next lands.
/// </summary>
public sealed class Placer
{
    private readonly ServerId[] _hosts;
    private readonly ServerId _home;
    private readonly bool _homeFirst;
    private readonly PlacementPolicy _policy;
    private readonly long[] _capacity;
    private readonly FreedHosts _freed;
    private readonly int[] _rankOf;
    private readonly long[] _needs = [-1, -1, -1, -1, -1, -1, -1, -1];
    private readonly int[] _starts = new int[8];
    private int _nextNeed;
    private int _takeBacks;
    private Plan? _plan;

    /// <param name="view">The game; hosts are those with root and RAM when the run begins.</param>
    /// <param name="home">The player's home, or null if it is no host of this run.</param>
    /// <param name="policy">How a host is chosen among those that hold a job.</param>
    /// <param name="share">Share of all RAM that batches placed here may hold at a time, above 0 and at most 1; infinite for no limit, where RAM grows in a run.</param>
    public Placer(GameView view, ServerId? home, PlacementPolicy policy = PlacementPolicy.FirstFit, double share = 1)
    {
        ArgumentNullException.ThrowIfNull(view);
        _policy = policy;
        _home = home ?? new ServerId(-1);
        _homeFirst = home is { } at && view.Host(at).Cores > 1;
        HomeCores = home is { } id ? view.Host(id).Cores : 1;
        _hosts = [.. Enumerable.Range(0, view.ServerCount).Select(index => new ServerId(index))
            .Where(host => view.Host(host).RamMax > 0 && view.Server(host).HasRoot && host != _home)
            .OrderBy(host => view.Host(host).RamMax).ThenBy(host => host.Index)];
        if (home is { } last && view.Host(last).RamMax > 0) _hosts = [.. _hosts, last];
        _freed = view.NoteFreed();
        _rankOf = new int[view.ServerCount];
        Array.Fill(_rankOf, _hosts.Length);
        for (var rank = 0; rank < _hosts.Length; rank++) _rankOf[_hosts[rank].Index] = rank;
        _capacity = [.. _hosts.Select(host => view.RamFree(host))];
        var total = _capacity.Sum();
        RamBudget = double.IsPositiveInfinity(share) ? long.MaxValue : share >= 1 ? total : (long)(total * share);
    }

    /// <summary>RAM that batches placed here may hold at a time, in hundredths of a GB.</summary>
    public long RamBudget { get; }

    /// <summary>Hosts in the order in which they are tried: small ones first, home last.</summary>
    public IReadOnlyList<ServerId> Hosts => _hosts;

    /// <summary>RAM of each host that was free when the run began, in the order of <see cref="Hosts"/>, in hundredths of a GB.</summary>
    public ReadOnlySpan<long> Capacity => _capacity;

    /// <summary>Says how much RAM a target may be prepared with; null for all that is free.</summary>
    internal IPreparationLimit? PreparationLimit { get; init; }

    /// <summary>Cores of home, 1 if home is no host.</summary>
    public int HomeCores { get; }

    /// <summary>Free RAM over all hosts in hundredths of a GB, less what the plan has spoken for.</summary>
    public long RamFree(Plan plan)
    {
        var free = 0L;
        foreach (var host in _hosts) free += plan.RamFree(host);
        return free;
    }

    /// <summary>
    /// Places one planned job whole: on home first for grow and weaken where its cores help, otherwise on the first host that
    /// holds it, or with best fit on the one that it fills best.
    /// </summary>
    /// <param name="plan">The plan, whose RAM is counted.</param>
    /// <param name="job">The job with its threads.</param>
    /// <param name="request">Receives host and threads; its kind must be the job's.</param>
    public bool TryPlace(Plan plan, in PlannedJob job, ref JobRequest request)
    {
        var perThread = (long)GameRun.WorkerRam(job.Kind);
        var left = RamBudget - plan.RamHeld;
        if (perThread * job.ThreadsOnHome > left) return false;
        if (_homeFirst && job.Kind != JobKind.Hack && plan.RamFree(_home) >= perThread * job.ThreadsOnHome)
        {
            request.Host = _home;
            request.Threads = job.ThreadsOnHome;
            return true;
        }

        request.Threads = job.Threads;
        var need = perThread * job.Threads;
        return need <= left && TryFind(plan, need, out request.Host);
    }

    /// <summary>True if this host is home and its cores help this kind of job.</summary>
    public bool IsBetterAtHome(JobKind kind, ServerId host) => _homeFirst && host == _home && kind != JobKind.Hack;

    /// <summary>Places a job on a given host, if it has the RAM.</summary>
    public bool TryPlaceAt(Plan plan, ServerId host, in PlannedJob job, ref JobRequest request)
    {
        request.Host = host;
        request.Threads = IsBetterAtHome(job.Kind, host) ? job.ThreadsOnHome : job.Threads;
        var need = (long)GameRun.WorkerRam(job.Kind) * request.Threads;
        return plan.RamFree(host) >= need && plan.RamHeld + need <= RamBudget;
    }

    /// <summary>Whether a job could be placed now.</summary>
    public bool HasRoomFor(Plan plan, in PlannedJob job)
    {
        var request = new JobRequest { Kind = job.Kind };
        return TryPlace(plan, in job, ref request);
    }

    /// <summary>
    /// Where the search for a host begins. Hosts before it did not hold so much when they were last looked at, and have not got so
    /// much RAM back since, so a steady stream finds its host at once instead of walking past all that are full.
    /// </summary>
    private ref int StartFor(Plan plan, long need)
    {
        if (plan.TakeBacks != _takeBacks || plan != _plan)
        {
            _takeBacks = plan.TakeBacks;
            _plan = plan;
            Array.Clear(_starts);
        }

        if (_freed.Any) MoveStarts(plan);
        for (var i = 0; i < _needs.Length; i++)
        {
            if (_needs[i] == need) return ref _starts[i];
        }

        var place = _nextNeed;
        _nextNeed = (_nextNeed + 1) % _needs.Length;
        _needs[place] = need;
        _starts[place] = 0;
        return ref _starts[place];
    }

    private void MoveStarts(Plan plan)
    {
        var needs = _needs;
        var starts = _starts.AsSpan(0, needs.Length);
        while (_freed.TryTake(out var server))
        {
            var rank = _rankOf[server.Index];
            var free = plan.RamFree(server);
            for (var i = 0; i < needs.Length; i++)
            {
                if (rank < starts[i] && free >= needs[i]) starts[i] = rank;
            }
        }
    }

    private bool TryFind(Plan plan, long need, out ServerId found)
    {
        var least = long.MaxValue;
        found = default;
        var free = plan.RamFreeBefore;
        var spokenFor = plan.SpokenFor;
        ref var start = ref StartFor(plan, need);
        var isFirst = true;
        for (var i = start; i < _hosts.Length; i++)
        {
            var host = _hosts[i].Index;
            var left = free[host] - spokenFor[host] - need;
            if (left < 0) continue;
            if (isFirst) start = i;
            isFirst = false;
            if (left >= least) continue;
            found = _hosts[i];
            least = left;
            if (_policy == PlacementPolicy.FirstFit || left == 0) return true;
        }

        if (isFirst) start = _hosts.Length;
        return least != long.MaxValue;
    }

    /// <summary>Finds room for as many threads of a job as one host holds, the emptiest host first.</summary>
    /// <param name="plan">The plan, whose RAM is counted.</param>
    /// <param name="kind">The job's kind.</param>
    /// <param name="threads">Threads wanted.</param>
    /// <param name="request">Receives host and threads.</param>
    /// <returns>Threads placed, 0 if there is no room at all.</returns>
    public int PlaceUpTo(Plan plan, JobKind kind, int threads, ref JobRequest request)
    {
        var best = -1L;
        foreach (var host in _hosts)
        {
            var free = plan.RamFree(host);
            if (free <= best) continue;
            best = free;
            request.Host = host;
        }

        request.Threads = (int)Math.Min(threads, Math.Max(0, best) / GameRun.WorkerRam(kind));
        return request.Threads;
    }
}

/// <summary>How a host is chosen among those that hold a job.</summary>
public enum PlacementPolicy
{
    /// <summary>The first in the order of <see cref="Placer.Hosts"/>.</summary>
    FirstFit,

    /// <summary>The one that has the least RAM left afterwards.</summary>
    BestFit,
}
