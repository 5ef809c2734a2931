using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Testing;

/// <summary>
/// The books of an allocator against the hosts as they are: at every landing the host's used RAM is within what is allocated there
/// and what others used before, and now and then everything is added up anew.
/// </summary>
public sealed class AllocatorChecker : IGameObserver
{
    private const int FullCheckEvery = 100;
    private readonly GameRun _game;
    private readonly RamAllocator _allocator;
    private readonly long[] _others;
    private int _landings;

    /// <param name="game">A run in which no job is alive.</param>
    /// <param name="allocator">The one through which all of its jobs get their RAM.</param>
    public AllocatorChecker(GameRun game, RamAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(allocator);
        (_game, _allocator) = (game, allocator);
        _others = [.. Enumerable.Range(0, game.World.Servers.Length).Select(index => game.Host(new ServerId(index)).RamUsed)];
    }

    /// <summary>Full checks so far.</summary>
    public int Checks { get; private set; }

    /// <summary>RAM that a test takes for itself.</summary>
    public void Accept(ServerId host, RamSize more) => _others[host.Index] += more.Hundredths;

    public void OnLaunched(in Job job)
    {
    }

    public void OnStarted(in Job job, in Operation operation) => CheckHost(job.Request.Host);

    public void OnLanded(in Job job, in Landing landing)
    {
        CheckHost(job.Request.Host);
        if (_landings++ % FullCheckEvery != 0) return;
        Checks++;
        _allocator.CheckForLeaks();
    }

    public void OnEnded(in Job job)
    {
    }

    public void OnKilled(in Job job)
    {
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
    }

    private void CheckHost(ServerId host) =>
        Invariant.Check(_game.Host(host).RamUsed <= _allocator.AllocatedOn(host).Hundredths + _others[host.Index], "jobs use no more RAM than is allocated");
}
