using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Many targets on many hosts: each target goes through till, sow and harvest in tasks of its own, every task holds RAM from one
/// allocator, and a selector decides which targets get it.
/// <code>
///   second by second   hosts and dead processes --> allocator --> waiting and growing tasks --> selector
///   target A           |till|sow|harvest ...........................|
///   target B                |till    |sow      |harvest ............|
///   target C                                     |till|sow|harvest .|
/// </code>
/// </summary>
internal sealed class FleetScheduler : IBatchScheduler, IUsesAllocator
{
    private const int SelectEvery = 10;
    private const int CleanUpEvery = 10;
    private const int CheckEvery = 60;
    private static readonly SimDuration Tick = SimDuration.FromSeconds(1);

    private readonly ITaskSelector _selector;
    private readonly FleetTarget?[] _targetOf;
    private readonly ServerId? _home;
    private int _ticks;
    private bool _hasChanged = true;
    private long _usableSeen = -1;

    /// <param name="view">The game at its start.</param>
    /// <param name="home">The player's home; null if it is no host.</param>
    /// <param name="targets">What may be worked on, as far as the player can hack it by then.</param>
    /// <param name="options">Checked.</param>
    /// <param name="selector">Who decides.</param>
    public FleetScheduler(GameView view, ServerId? home, IEnumerable<ServerId> targets, FleetOptions options, ITaskSelector selector)
    {
        Options = options;
        _selector = selector;
        _home = home;
        HomeCores = home is { } id ? view.Host(id).Cores : 1;
        Allocator = new RamAllocator(view, home, options.Policy);
        Room = Allocator.Room;
        Targets = [.. targets.Select(target => new FleetTarget(target, options))];
        _targetOf = new FleetTarget?[view.ServerCount];
        foreach (var target in Targets) _targetOf[target.Id.Index] = target;
    }

    public RamAllocator Allocator { get; }

    public FleetOptions Options { get; }

    public FlightPool Flights { get; } = new();

    public LevelForecast Forecast { get; } = new();

    /// <summary>Batches of a size that find room now, see <see cref="RamAllocator.Room"/>; made once, since it is asked often.</summary>
    public Func<long, int, int> Room { get; }

    /// <summary>In the order in which they were given.</summary>
    public ImmutableArray<FleetTarget> Targets { get; }

    public int HomeCores { get; }

    /// <summary>Flights of which a job was killed by somebody else.</summary>
    public int Lost { get; private set; }

    public bool IsHome(ServerId host) => HomeCores > 1 && host == _home;

    public void OnWake(int tag, GameView view, Plan plan)
    {
        Allocator.SeeHosts(view);
        if (_ticks % CleanUpEvery == 0) CleanUp(view, plan);
        if (Allocator.Serve() > 0) _hasChanged = true;
        Hear();
        Forecast.Observe(view);
        if (_usableSeen != Allocator.Usable.Hundredths) (_usableSeen, _hasChanged) = (Allocator.Usable.Hundredths, true);
        if (_hasChanged || _ticks % SelectEvery == 0)
        {
            _hasChanged = false;
            foreach (var target in Targets)
            {
                if (target.CanHack(view)) target.Curve.Refresh(view, Allocator);
            }

            _selector.Select(this, view, plan);
        }

        FillIdle(view, plan);
        if (_ticks % CheckEvery == 0) Allocator.CheckForLeaks();
        _ticks++;
        plan.WakeAfter(Tick);
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        var flight = Flights.Of(in report.Request);
        if (flight < 0 || Flights[flight].Task is not { } task) return;
        task.OnFlightOver(flight, view, plan);
        EndIfOver(task);
    }

    public void OnLaunched(in JobRequest request, JobId id)
    {
        var number = Flights.Of(in request);
        if (number < 0 || Flights[number].Task is null) return;
        ref var flight = ref Flights[number];
        flight.SetJob(flight.IsSingle ? 0 : request.Position, id);
        if (!request.Reports) return;
        flight.Reporter = id;
        Allocator.Bind(flight.Claim, id);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
    {
        var flight = Flights.Of(in request);
        if (flight < 0 || Flights[flight].Task is not { } task) return;
        KillFlight(flight, view, plan, keepsChunk: false);
        task.OnFlightLost(flight);
        Allocator.SeeHosts(view);
        EndIfOver(task);
    }

    /// <summary>Kills what is alive of a flight. Its RAM stays its task's, or goes back because others use it.</summary>
    public void KillFlight(int number, GameView view, Plan plan, bool keepsChunk = true)
    {
        ref var flight = ref Flights[number];
        for (var position = 0; position < 4; position++)
        {
            if (view.IsAlive(flight.Job(position))) plan.Kill(flight.Job(position));
        }

        if (keepsChunk) Allocator.Unclaim(flight.Claim);
        else Allocator.Release(flight.Claim);
        Flights.Remove(number);
    }

    /// <summary>Begins a task that was started, if it was.</summary>
    public bool Begin(FleetTask? task)
    {
        if (task is null) return false;
        task.Target.Task = task;
        EndIfOver(task);
        return true;
    }

    /// <summary>Gives a task up: at once, or when what it has in flight has landed.</summary>
    public void Stop(FleetTask task, bool kills, GameView view, Plan plan)
    {
        if (kills) task.Kill(view, plan);
        else task.Drain();
        EndIfOver(task);
    }

    /// <summary>
    /// The job that was to report may have been killed by somebody else: its flight is over, and what else is alive of it is killed, or
    /// security would stay up.
    /// </summary>
    private void CleanUp(GameView view, Plan plan)
    {
        foreach (var target in Targets)
        {
            if (target.Task is not { } task) continue;
            for (var number = task.FirstFlight; number != FlightPool.None;)
            {
                ref readonly var flight = ref Flights[number];
                var next = flight.Next;
                if (flight.Reporter != JobId.None && !view.IsAlive(flight.Reporter))
                {
                    Lost++;
                    KillFlight(number, view, plan);
                    task.OnFlightLost(number);
                }

                number = next;
            }

            EndIfOver(task);
        }

        Allocator.CleanUp(view.IsAlive);
    }

    private void EndIfOver(FleetTask task)
    {
        var isOver = task.Flights == 0 && (task.IsStopping || task.Lifecycle != Lifecycle.Harvest);
        if (!isOver || task.Target.Task != task) return;
        task.Drain();
        task.Target.Task = null;
        _hasChanged = true;
    }

    /// <summary>Chunks that came or went by themselves: a harvest uses them with its next batch.</summary>
    private void Hear()
    {
        while (Allocator.TryTakeNotice(out _)) _hasChanged = true;
    }

    /// <summary>A harvest launches when a batch has landed; one without any in flight is started again here.</summary>
    private void FillIdle(GameView view, Plan plan)
    {
        foreach (var target in Targets)
        {
            if (target.Harvest is not { Flights: 0, IsStopping: false } idle) continue;
            if (target.Stage(view) == Lifecycle.Harvest) idle.Fill(view, plan);
            else idle.Drain();
            EndIfOver(idle);
        }
    }
}
