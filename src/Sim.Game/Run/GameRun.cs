using System.Runtime.CompilerServices;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// A running world: servers, hosts, player and jobs under the virtual clock. The one place where effects are applied.
/// <code>
///   controller's turn        microtask          timer                     same turn
///   Launch: RAM, pid   -->   first line:   -->  landing: effect,    -->   process ends, RAM free,
///                            duration fixed     observers                 controller told if it asked
/// </code>
/// Schedulers see it through <see cref="GameView"/> and change it through plans only.
/// </summary>
public sealed partial class GameRun
{
    /// <summary>How much simulated time passes between two looks at whether the thread is saturated.</summary>
    private static readonly SimDuration SaturationCheck = SimDuration.FromSeconds(10);

    private readonly IRandomSource _hackLuck;
    private readonly GameBuffers _buffers;
    private readonly Server[] _servers;
    private readonly Host[] _hosts;
    private readonly long[] _ramFree;
    private FreedHosts[] _freed = [];
    private Person _person;
    private readonly List<BatchPlan> _plans = [];
    private readonly double _levelMultiplier;
    private readonly double _intelligenceBonus;
    private readonly double _hackMoneyGain;
    private readonly TargetMemory[] _memories;
    private double _expOfLevel = double.PositiveInfinity;
    private double _expOfNextLevel;

    /// <summary>When it is looked next whether the thread is saturated; never before <see cref="TryRunUntil"/> was called.</summary>
    private SimTime _saturationCheckAt = SimTime.Never;
    private bool _isStopped;

    /// <param name="world">What the run starts from; not changed.</param>
    /// <param name="hackLuck">One number in [0, 1) is drawn from it for each hack that lands.</param>
    /// <param name="buffers">Memory of an earlier run to use again; null for memory of its own.</param>
    public GameRun(WorldSpec world, IRandomSource hackLuck, GameBuffers? buffers = null)
    {
        ArgumentNullException.ThrowIfNull(world);
        ArgumentNullException.ThrowIfNull(hackLuck);
        World = world;
        _buffers = buffers ?? new GameBuffers();
        Loop = _buffers.Loop;
        _jobs = _buffers.Jobs;
        _landingTimers = _buffers.LandingTimers;
        _hackLuck = hackLuck;
        _servers = new Server[world.Servers.Length];
        _hosts = new Host[world.Servers.Length];
        _ramFree = new long[world.Servers.Length];
        for (var i = 0; i < world.Servers.Length; i++)
        {
            var spec = world.Servers[i];
            _servers[i] = spec.State;
            _hosts[i] = new Host { RamMax = spec.RamMax.Hundredths, Cores = spec.Cores };
            if (spec.State.HasRoot) _ramFree[i] = spec.RamMax.Hundredths;
        }

        _person = world.Player.Person;
        _money = world.Player.Money;
        _hacknet = new Hacknet(world);
        _home = HomeOf(world);
        _isPlace = [.. world.Servers.Select(PurchasedPlaces.IsPlace)];
        _portOpeners = NewGame.PortOpenerPrograms.Count(program => world.Player.Programs.Contains(program));
        _hasTor = PortOpeners.HasTor(world);
        Multipliers = world.Multipliers;
        _levelMultiplier = _person.LevelMultiplier * Multipliers.HackingLevelMultiplier;
        _intelligenceBonus = HackingFormulas.IntelligenceBonus(_person.Intelligence, 1);
        _hackMoneyGain = Multipliers.ScriptHackMoneyGain;
        _memories = new TargetMemory[_servers.Length];
        for (var i = 0; i < _memories.Length; i++)
        {
            _memories[i] = TargetMemory.Empty(HackingFormulas.ExpPerThread(in _servers[i], in _person, Multipliers));
        }

        View = new GameView(this);
    }

    public WorldSpec World { get; }

    public BitNodeMultipliers Multipliers { get; }

    public EventLoop Loop { get; }

    /// <summary>What schedulers may look at.</summary>
    public GameView View { get; }

    public ref readonly Person Person => ref _person;

    public IController? Controller { get; set; }

    public IGameObserver? Observer { get; set; }

    /// <summary>What things cost the thread in this run; null if nothing does.</summary>
    public LagRun? Lag { get; private set; }

    public ref readonly Server Server(ServerId id) => ref _servers[id.Index];

    public ref readonly Host Host(ServerId id) => ref _hosts[id.Index];

    /// <summary>Free RAM of every server by its index, in hundredths of a GB; 0 without root.</summary>
    internal ReadOnlySpan<long> RamFree => _ramFree;

    /// <summary>Begins to note the servers on which RAM becomes free.</summary>
    internal FreedHosts NoteFreed()
    {
        var freed = new FreedHosts(_servers.Length);
        _freed = [.. _freed, freed];
        return freed;
    }

    /// <summary>The seconds that an operation takes from now on this target, without extra delay.</summary>
    public double Seconds(JobKind kind, ServerId target)
    {
        ref readonly var server = ref _servers[target.Index];
        ref var memory = ref _memories[target.Index];
        if (memory.TimesSecurity != server.Security || memory.TimesLevel != _person.Level) RememberTimes(in server, ref memory);
        return kind switch
        {
            JobKind.Hack => memory.HackSeconds,
            JobKind.Grow => HackingFormulas.GrowTimeFactor * memory.HackSeconds,
            _ => HackingFormulas.WeakenTimeFactor * memory.HackSeconds,
        };
    }

    /// <summary>
    /// Makes things take thread time from now on. To be called once, before <see cref="Start"/>. Each cost is charged at the end
    /// of what it is for: what an activity does happens at the time at which it began, and what comes after it comes later.
    /// </summary>
    /// <param name="model">What things cost.</param>
    /// <param name="streams">The run's luck; a stream for each activity is taken from it.</param>
    public LagRun UseLag(LagModel model, RandomStreams streams)
    {
        Invariant.Check(Lag is null);
        Lag = new LagRun(model, streams, Loop, (byte)GameEvent.Background);
        Lag.Start();
        return Lag;
    }

    /// <summary>Gives the memory back for another run; this one must not be used any more.</summary>
    public void Release() => _buffers.TakeBack(_jobs, _landingTimers, _jobCount);

    /// <summary>Sets RAM aside that is not the scheduler's: the controller itself, or what the player reserves on home.</summary>
    /// <returns>False, and nothing is taken, if so much is not free.</returns>
    public bool TryReserve(ServerId host, RamSize size)
    {
        ref var at = ref _hosts[host.Index];
        if (at.RamFree < size.Hundredths) return false;
        at.RamUsed += size.Hundredths;
        if (_servers[host.Index].HasRoot) _ramFree[host.Index] -= size.Hundredths;
        return true;
    }

    /// <summary>Limits the RAM of a host for this run, for worlds with other RAM than their source says.</summary>
    public void SetRam(ServerId host, RamSize size)
    {
        ref var at = ref _hosts[host.Index];
        Invariant.Check(size.Hundredths >= at.RamUsed);
        at.RamMax = size.Hundredths;
        if (_servers[host.Index].HasRoot) _ramFree[host.Index] = at.RamFree;
    }

    /// <summary>The batch plans in use, in the order in which they were added.</summary>
    public IReadOnlyList<BatchPlan> Plans => _plans;

    /// <summary>A plan by its number from <see cref="AddPlan"/>.</summary>
    public BatchPlan Plan(int index) => _plans[index];

    /// <summary>Makes a plan known, so that jobs can name it by number and observers can look up what was expected.</summary>
    public int AddPlan(BatchPlan plan)
    {
        _plans.Add(plan);
        return _plans.Count - 1;
    }

    /// <summary>Asks for the controller to be woken after a delay, as by ns.sleep.</summary>
    /// <param name="delay">Zero or more; whole milliseconds count.</param>
    /// <param name="tag">Handed back to the controller.</param>
    public SimTime WakeAfter(SimDuration delay, int tag) =>
        Loop.PostTimer(new SimDuration(delay.Micros / 1000 * 1000), new SimEvent((byte)GameEvent.ControllerWake, tag));

    /// <summary>Begins the run: the controller's first turn, at the present time.</summary>
    public void Start(int tag = 0)
    {
        Controller?.OnWake(tag);
        Lag?.Charge(Activity.ControllerTurn);
        RunMicrotasks();
    }

    /// <summary>Runs everything that is due up to and including this time.</summary>
    /// <remarks>Called many times in a run, and not inlined, so that it is compiled anew once it is known what it mostly does.</remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public void RunUntil(SimTime end)
    {
        var handler = new Handler(this);
        Loop.RunUntil(ref handler, end);
    }

    /// <summary>
    /// As <see cref="RunUntil"/>, but stops soon after the thread was found to be given more work than it can do. Where a run is
    /// stopped does not depend on how many calls it was divided into. A run that was stopped goes on no more.
    /// </summary>
    /// <returns>False if it stopped for that: the run is then at some time before or after <paramref name="end"/>.</returns>
    public bool TryRunUntil(SimTime end)
    {
        if (_saturationCheckAt == SimTime.Never) _saturationCheckAt = Loop.Now + SaturationCheck;
        while (!_isStopped && _saturationCheckAt - SaturationCheck < end)
        {
            RunUntil(SimTime.Min(end, _saturationCheckAt));
            if (end < _saturationCheckAt) break;
            _isStopped = Loop.IsSaturated;
            _saturationCheckAt = Loop.Now + SaturationCheck;
        }

        return !Loop.IsSaturated;
    }

    /// <summary>Fires the next event; false if there is none.</summary>
    public bool Step()
    {
        var handler = new Handler(this);
        return Loop.Step(ref handler);
    }

    /// <summary>Runs the first lines of workers that were launched outside any event.</summary>
    public void RunMicrotasks()
    {
        var handler = new Handler(this);
        Loop.RunMicrotasks(ref handler);
    }

    /// <summary>Runs until nothing is pending but the background of a lag model, which never ends.</summary>
    public void RunUntilIdle()
    {
        var handler = new Handler(this);
        if (Lag is null)
        {
            Loop.RunUntilIdle(ref handler);
            return;
        }

        while (Loop.Pending > Lag.BackgroundPending) Loop.Step(ref handler);
    }

    private enum GameEvent : byte
    {
        WorkerStart,
        Landing,
        ControllerWake,

        /// <summary>A background activity of the lag model; the subject is the <see cref="Activity"/>.</summary>
        Background,
    }

    private readonly struct Handler(GameRun game) : IEventHandler
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Handle(SimEvent fired) => game.Handle(fired);
    }

    private void Handle(SimEvent fired)
    {
        switch ((GameEvent)fired.Kind)
        {
            case GameEvent.WorkerStart:
                StartOperation(fired.Subject);
                break;
            case GameEvent.Landing:
                Land(fired.Subject);
                break;
            case GameEvent.ControllerWake:
                Controller!.OnWake(fired.Subject);
                Lag?.Charge(Activity.ControllerTurn);
                break;
            case GameEvent.Background:
                Lag!.OnBackground((Activity)fired.Subject, JobsAlive);
                break;
            default:
                throw new InvariantException($"Broken invariant: no event of kind {fired.Kind}");
        }
    }
}
