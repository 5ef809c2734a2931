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

    /// <param name="view">The game; hosts are those with root and RAM when the run begins.</param>
    /// <param name="home">The player's home, or null if it is no host of this run.</param>
    public Placer(GameView view, ServerId? home)
    {
        ArgumentNullException.ThrowIfNull(view);
        _home = home ?? new ServerId(-1);
        _homeFirst = home is { } at && view.Host(at).Cores > 1;
        HomeCores = home is { } id ? view.Host(id).Cores : 1;
        _hosts = [.. Enumerable.Range(0, view.ServerCount).Select(index => new ServerId(index))
            .Where(host => view.Host(host).RamMax > 0 && view.Server(host).HasRoot && host != _home)
            .OrderBy(host => view.Host(host).RamMax).ThenBy(host => host.Index)];
        if (home is not null) _hosts = [.. _hosts, _home];
    }

    /// <summary>Hosts in the order in which they are tried: small ones first, home last.</summary>
    public IReadOnlyList<ServerId> Hosts => _hosts;

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
    /// holds it.
    /// </summary>
    /// <param name="plan">The plan, whose RAM is counted.</param>
    /// <param name="job">The job with its threads.</param>
    /// <param name="request">Receives host and threads; its kind must be the job's.</param>
    public bool TryPlace(Plan plan, in PlannedJob job, ref JobRequest request)
    {
        if (_homeFirst && job.Kind != JobKind.Hack && Fits(plan, _home, job.Kind, job.ThreadsOnHome))
        {
            request.Host = _home;
            request.Threads = job.ThreadsOnHome;
            return true;
        }

        foreach (var host in _hosts)
        {
            if (!Fits(plan, host, job.Kind, job.Threads)) continue;
            request.Host = host;
            request.Threads = job.Threads;
            return true;
        }

        return false;
    }

    private static bool Fits(Plan plan, ServerId host, JobKind kind, int threads) =>
        plan.RamFree(host) >= (long)GameRun.WorkerRam(kind) * threads;
}
