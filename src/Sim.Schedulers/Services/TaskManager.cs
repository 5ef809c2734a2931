using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What a task says once a second.</summary>
/// <param name="Pid">The task's process.</param>
/// <param name="Target">What it works on.</param>
/// <param name="Stage">What it does there: 0 till, 1 sow, 2 harvest.</param>
public readonly record struct Heartbeat(long Pid, ServerId Target, int Stage);

/// <summary>
/// Keeps the lists of what is tilled, sown and harvested from the tasks' own heartbeats, so it can be killed and restarted while they
/// run. What has just been started starts nothing itself for some seconds: it first hears what runs.
/// <code>
///   tasks     beat   beat   beat   beat   beat
///   manager   |knows all|killed|hears ....|knows all, starts what is missing
/// </code>
/// </summary>
/// <param name="heartbeats">Where tasks write.</param>
/// <param name="targets">What there is to do.</param>
/// <param name="start">Starts a task on a target; what it needs first is the task's own business.</param>
/// <param name="startedAt">When this manager began.</param>
public sealed class TaskManager(Port<Heartbeat> heartbeats, Func<IReadOnlyList<ServerId>> targets, Action<ServerId> start, SimTime startedAt) : IService
{
    /// <summary>How long a started manager only listens: several heartbeats, of which some may be lost.</summary>
    public static readonly SimDuration Listening = SimDuration.FromSeconds(5);

    /// <summary>A task that was not heard of for so long is dead.</summary>
    public static readonly SimDuration DeadAfter = SimDuration.FromSeconds(5);

    private readonly SortedDictionary<int, (int Stage, SimTime HeardAt)> _tasks = [];
    private readonly List<int> _dead = [];

    public SimDuration Period { get; } = SimDuration.FromMilliseconds(200);

    /// <summary>The targets that a task in this stage works on, as far as is known, by number.</summary>
    public IEnumerable<ServerId> InStage(int stage) => _tasks.Where(task => task.Value.Stage == stage).Select(task => new ServerId(task.Key));

    /// <summary>Targets with a task, as far as is known.</summary>
    public int Known => _tasks.Count;

    public void Tick(SimTime now)
    {
        while (heartbeats.TryRead(out var beat)) _tasks[beat.Target.Index] = (beat.Stage, now);
        _dead.Clear();
        foreach (var (target, (_, heardAt)) in _tasks)
        {
            if (now - heardAt > DeadAfter) _dead.Add(target);
        }

        foreach (var target in _dead) _tasks.Remove(target);
        if (now - startedAt < Listening) return;
        foreach (var target in targets())
        {
            if (_tasks.ContainsKey(target.Index)) continue;
            _tasks[target.Index] = (0, now);
            start(target);
        }
    }
}
