using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>
/// Jobs land in the order of their due times, and where these are equal in the order in which they were started; never early,
/// and never after they were killed.
/// </summary>
public sealed class LandingOrderChecker(GameRun game) : IGameObserver
{
    private readonly SortedSet<(long DueMicros, long Started, int Pid)> _running = [];
    private readonly Dictionary<int, (long DueMicros, long Started, int Pid)> _byPid = [];
    private long _started;
    private SimTime _lastLanding;

    public void OnLaunched(in Job job)
    {
    }

    public void OnStarted(in Job job, in Operation operation)
    {
        Invariant.Check(operation.DueAt >= game.Loop.Now, "a landing is due after the start");
        var entry = (operation.DueAt.Micros, _started++, job.Pid);
        Invariant.Check(_byPid.TryAdd(job.Pid, entry), "a process runs one operation at a time");
        _running.Add(entry);
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        Invariant.Check(_byPid.Remove(job.Pid, out var entry), "what lands was started");
        Invariant.Check(_running.Min == entry, "landings follow due time, then start");
        _running.Remove(entry);
        Invariant.Check(game.Loop.Now.Micros >= entry.DueMicros, "nothing lands early");
        Invariant.Check(game.Loop.Now >= _lastLanding, "time never goes back");
        _lastLanding = game.Loop.Now;
    }

    public void OnEnded(in Job job) => Invariant.Check(!_byPid.ContainsKey(job.Pid), "a process ends when its operation has landed or was killed");

    public void OnKilled(in Job job)
    {
        if (_byPid.Remove(job.Pid, out var entry)) _running.Remove(entry);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
    }
}
