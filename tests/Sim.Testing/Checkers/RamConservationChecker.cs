using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>
/// Keeps its own account of the RAM that processes hold and compares it with the run's after every launch and end: RAM out equals
/// RAM in, and no host ever lends more than it has.
/// </summary>
public sealed class RamConservationChecker : IGameObserver
{
    private readonly GameRun _game;
    private readonly long[] _setAside;
    private readonly long[] _held;
    private readonly Dictionary<int, (ServerId Host, long Ram)> _alive = [];
    private long _total;

    /// <param name="game">A run in which no job is alive; RAM that is reserved in it stays so.</param>
    public RamConservationChecker(GameRun game)
    {
        ArgumentNullException.ThrowIfNull(game);
        _game = game;
        Invariant.Check(game.JobsAlive == 0);
        _held = new long[game.World.Servers.Length];
        _setAside = [.. Enumerable.Range(0, _held.Length).Select(index => game.Host(new ServerId(index)).RamUsed)];
    }

    public void OnLaunched(in Job job)
    {
        var expected = (long)job.Request.Threads * GameRun.RamPerThread(in job.Request);
        Invariant.Check(job.RamHundredths == expected);
        Invariant.Check(_alive.TryAdd(job.Pid, (job.Request.Host, job.RamHundredths)), "a process id is given once");
        Move(job.Request.Host, job.RamHundredths);
    }

    public void OnStarted(in Job job, in Operation operation) => Invariant.Check(_alive.ContainsKey(job.Pid), "a job that starts holds RAM");

    public void OnLanded(in Job job, in Landing landing) => Invariant.Check(_alive.ContainsKey(job.Pid), "a job holds its RAM until it has landed");

    public void OnEnded(in Job job)
    {
        Invariant.Check(_alive.Remove(job.Pid, out var taken), "a process ends once");
        Invariant.Check(taken == (job.Request.Host, job.RamHundredths), "a process gives back what it took, where it took it");
        Move(job.Request.Host, -job.RamHundredths);
    }

    public void OnKilled(in Job job) => Invariant.Check(_alive.ContainsKey(job.Pid), "only a process that is alive can be killed");

    public void OnRefused(in JobRequest request, LaunchRefusal reason) => Compare(request.Host);

    /// <summary>At the end of a run nothing is held any more.</summary>
    public void CheckAllFree()
    {
        Invariant.Check(_alive.Count == 0, "every process has ended");
        Invariant.Check(_game.RamHeldHundredths == 0);
        for (var index = 0; index < _held.Length; index++) Invariant.Check(_game.Host(new ServerId(index)).RamUsed == _setAside[index]);
    }

    private void Move(ServerId host, long ram)
    {
        _held[host.Index] += ram;
        _total += ram;
        Compare(host);
    }

    private void Compare(ServerId host)
    {
        ref readonly var at = ref _game.Host(host);
        Invariant.Check(at.RamUsed == _setAside[host.Index] + _held[host.Index], "used RAM is what live jobs hold");
        Invariant.Check(at.RamUsed >= 0 && at.RamUsed <= at.RamMax, "used RAM is within the host's size");
        Invariant.Check(_game.RamHeldHundredths == _total, "RAM held over all hosts is the sum of live jobs");
        Invariant.Check(_game.JobsAlive == _alive.Count, "the run counts the jobs that are alive");
    }
}
