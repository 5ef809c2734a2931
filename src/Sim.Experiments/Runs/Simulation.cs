using System.Globalization;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Puts a world, a controller and a recorder together, runs them, and reports.</summary>
public sealed class Simulation
{
    /// <summary>How often milestones are looked for.</summary>
    private static readonly SimDuration s_look = SimDuration.FromSeconds(1);

    private RunSpec _spec;
    private readonly GameRun _game;
    private readonly Recorder _recorder;
    private readonly Conductor _conductor;
    private readonly double _levelStart;
    private readonly List<IGameObserver> _watching = [];

    /// <summary>RAM of all hosts since a moment, and what there was before that moment in GB-seconds.</summary>
    private RamSize _ramTotal;
    private SimTime _ramSince;
    private double _ramBefore;
    private bool _isStarted;
    private SimTime? _milestonesAt;

    public Simulation(RunSpec spec)
        : this(spec, new SimulationBuffers())
    {
    }

    private Simulation(RunSpec spec, SimulationBuffers buffers)
    {
        ArgumentNullException.ThrowIfNull(spec);
        _spec = spec;
        var streams = new RandomStreams(spec.Seed);
        _game = new GameRun(spec.World, streams.Stream("hack-success"), buffers.Game);
        if (spec.Lag is { } lag) _game.UseLag(lag, streams);
        TryReserveHome(_game, spec.Options, new InputProblems(""));
        _recorder = new Recorder(_game, buffers.LandingErrors);
        _levelStart = _game.Person.Level;
        _ramTotal = TotalRam(_game);
        if (spec.Growth is { } growth)
        {
            var buyer = new Buyer(growth, _game.Home);
            var source = new GrowingSchedulers(spec, _game, buyer);
            _conductor = new Conductor(_game, [.. source.Make(), buyer]) { Source = source };
        }
        else
        {
            var context = new SchedulerContext { View = _game.View, Targets = spec.Targets, Options = spec.Options };
            _conductor = new Conductor(_game, spec.Scheduler.Build(context));
        }
    }

    /// <summary>Simulates one run from start to end.</summary>
    /// <exception cref="InvariantException">The simulator is at fault; the message says in which run and at which event.</exception>
    public static RunFacts Run(RunSpec spec)
    {
        var buffers = SimulationPool.Get();
        var simulation = new Simulation(spec, buffers);
        var facts = simulation.Run();

        // Not in a finally block: what a broken run has left in its memory, no other run should meet.
        simulation._conductor.Release();
        simulation._game.Release();
        SimulationPool.Return(buffers);
        return facts;
    }

    /// <summary>Simulates from start to end and reports.</summary>
    public RunFacts Run()
    {
        RunUntil(SimTime.Zero + _spec.Duration);
        return Report();
    }

    /// <summary>
    /// A second simulation in the same state, which shares nothing with this one that ever changes. Each goes on as if it were alone:
    /// to the same end as this one would have come to, or, after a <see cref="Change"/>, to that of a run which was changed at the same
    /// moment. What watches this one is copied as well, see <see cref="Watching"/>.
    /// </summary>
    /// <exception cref="InvariantException">Something in the state cannot be copied; the message says where it is.</exception>
    public Simulation Fork()
    {
        try
        {
            return StateCopy.Of(this);
        }
        catch (InvariantException broken)
        {
            throw WithRun(broken);
        }
    }

    /// <summary>
    /// From this moment on the run goes by other assumptions. To be called before the run or between two calls of
    /// <see cref="RunUntil"/>; all that was due up to now has happened.
    /// </summary>
    /// <returns>What stands against the change; if that is anything, nothing was changed.</returns>
    public InputProblems Change(RunChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var problems = change.FindProblems(_game);
        if (problems.Any) return problems;
        if (change.Lag is { } lag) _game.ChangeLag(lag, new RandomStreams(_spec.Seed));
        if (change.Level is { } level) _game.SetLevel(level);
        foreach (var id in _spec.Targets)
        {
            ref readonly var target = ref _game.Server(id);
            var money = change.MoneyShare is { } share ? target.MoneyMax * share : target.Money;
            var security = change.SecurityAbove is { } above ? Math.Min(100, target.SecurityMin + above) : target.Security;
            _game.SetTarget(id, money, security);
        }

        foreach (var (host, size) in change.Ram) SetRam(host, size);
        _spec = _spec with { Lag = change.Lag ?? _spec.Lag, Duration = change.Duration ?? _spec.Duration };
        return problems;
    }

    /// <summary>The simulated clock.</summary>
    public SimTime Now => _game.Loop.Now;

    /// <summary>Jobs that hold RAM now.</summary>
    public int JobsInFlight => _game.JobsAlive;

    /// <summary>
    /// What <see cref="Trace"/> and <see cref="Sample"/> have given, in the order of the calls. In a fork these are its own, with all
    /// that was seen before.
    /// </summary>
    public IReadOnlyList<IGameObserver> Watching => _watching;

    /// <summary>What a run that ended at this moment, after its beginning, would report. This one can go on.</summary>
    public RunFacts FactsSoFar()
    {
        var over = Fork();
        over._spec = _spec with { Duration = Now - SimTime.Zero };
        return over.Report();
    }

    /// <summary>Keeps the jobs that are alive between two moments; call it before the run.</summary>
    public TraceRecorder Trace(SimTime from, SimTime to) => Watch(new TraceRecorder(_game, from, to));

    /// <summary>Samples money, RAM and landing errors in this many equal intervals; call it before the run.</summary>
    public RunSampler Sample(int intervals) => Watch(new RunSampler(_game, _spec.Duration, intervals));

    /// <summary>Simulates up to and with a moment of the run.</summary>
    public void RunUntil(SimTime end)
    {
        try
        {
            if (!_isStarted) _conductor.Start();
            _isStarted = true;
            if (_spec.Until.IsEmpty) _game.TryRunUntil(end);
            else RunUntilMilestones(end);
        }
        catch (InvariantException broken)
        {
            throw WithRun(broken);
        }
    }

    private InvariantException WithRun(InvariantException broken) => new(
        string.Create(
            CultureInfo.InvariantCulture,
            $"{broken.Message} (scenario \"{_spec.Title}\", scheduler {_spec.Scheduler.Name} {_spec.Options}, seed {_spec.Seed}, event {_game.Loop.Fired}, at {_game.Loop.Now})"),
        broken);

    private void SetRam(ServerId host, RamSize size)
    {
        _ramBefore += _ramTotal.Gigabytes * (_game.Loop.Now - _ramSince).Micros / 1e6;
        _ramSince = _game.Loop.Now;
        if (_game.Server(host).HasRoot) _ramTotal += size - new RamSize(_game.Host(host).RamMax);
        _game.SetRam(host, size);
    }

    /// <summary>RAM of all hosts, in GB: the mean over the run where it was changed.</summary>
    private double RamMean(SimTime end)
    {
        if (_recorder.Purchases > 0 && _recorder.RamOffered > 0) return _recorder.RamOffered / 100 / 1e6 / end.TotalSeconds;
        if (_ramSince == SimTime.Zero || end <= _ramSince) return _ramTotal.Gigabytes;
        return (_ramBefore + (_ramTotal.Gigabytes * (end - _ramSince).Micros / 1e6)) / end.TotalSeconds;
    }

    /// <summary>Stops at the end of the second in which the last milestone is reached.</summary>
    private void RunUntilMilestones(SimTime end)
    {
        while (_milestonesAt is null && _game.Loop.Now < end)
        {
            var next = SimTime.Min(end, new SimTime((_game.Loop.Now.Micros / s_look.Micros * s_look.Micros) + s_look.Micros));
            if (!_game.TryRunUntil(next)) return;
            if (_spec.Until.All(milestone => milestone.IsReached(_game))) _milestonesAt = next;
        }
    }

    private T Watch<T>(T observer)
        where T : IGameObserver
    {
        _game.Observer = new ObserverList(_game.Observer ?? _recorder, observer);
        _watching.Add(observer);
        return observer;
    }

    internal static bool TryReserveHome(GameRun game, OptionSet options, InputProblems problems)
    {
        if (!options.Has("homeReserve")) return true;
        var reserve = options.Ram("homeReserve");
        if (reserve == RamSize.Zero) return true;
        var home = new ServerNames(game.World).Find("home");
        if (game.TryReserve(home, reserve)) return true;
        problems.Add("homeReserve", RamUnits.Format(reserve), $"home has {RamUnits.Format(new RamSize(game.Host(home).RamMax))}");
        return false;
    }

    private static RamSize TotalRam(GameRun game)
    {
        var total = 0L;
        for (var i = 0; i < game.World.Servers.Length; i++) total += game.View.RamFree(new ServerId(i));
        return new RamSize(total);
    }

    private RunFacts Report()
    {
        _recorder.Finish();
        var end = _milestonesAt is { } reached ? reached : _game.Loop.IsSaturated ? SimTime.Min(_game.Loop.Now, SimTime.Zero + _spec.Duration) : SimTime.Zero + _spec.Duration;
        var seconds = end.TotalSeconds;
        var landings = _recorder.Landings(JobKind.Hack) + _recorder.Landings(JobKind.Grow) + _recorder.Landings(JobKind.Weaken);
        var ram = RamMean(end);
        var ended = _recorder.BatchesPrepped + _recorder.BatchesNotPrepped;
        var desyncs = _recorder.DesyncsTotal;
        var bound = RunBound.Of(_spec, _game, RamSize.FromGigabytesRounded(ram));
        var held = GbSeconds(JobKind.Hack) + GbSeconds(JobKind.Grow) + GbSeconds(JobKind.Weaken);
        return new RunFacts
        {
            SimulatedS = seconds,
            MoneyEarned = _recorder.MoneyEarned,
            MoneyPerS = _recorder.MoneyEarned / seconds,
            BoundMoneyPerS = bound,
            Efficiency = Share(_recorder.MoneyEarned / seconds, bound),
            ExpPerS = _recorder.ExpGained / seconds,
            LevelStart = _levelStart,
            LevelEnd = _game.Person.Level,
            Batches = _recorder.BatchesStarted,
            BatchesPrepped = _recorder.BatchesPrepped,
            BatchesNotPrepped = _recorder.BatchesNotPrepped,
            Landings = landings,
            Hacks = _recorder.Landings(JobKind.Hack),
            HackSuccessRate = Share(_recorder.HacksSucceeded, _recorder.Landings(JobKind.Hack)),
            Desyncs = desyncs,
            DesyncRate = Share(desyncs, ended),
            DesyncsOrder = _recorder.Desyncs(DesyncCause.Order),
            DesyncsSecurity = _recorder.Desyncs(DesyncCause.Security),
            DesyncsMoney = _recorder.Desyncs(DesyncCause.Money),
            DesyncsLevelUp = _recorder.Desyncs(DesyncCause.LevelUp),
            DesyncsLaunch = _recorder.Desyncs(DesyncCause.Launch),
            Collisions = _recorder.Collisions,
            LandingsOutOfOrder = _recorder.OutOfOrder,
            LandingErrorMsMin = LandingError(errors => errors.Min),
            LandingErrorMsMedian = LandingError(errors => errors.Percentile(0.5)),
            LandingErrorMsP99 = LandingError(errors => errors.Percentile(0.99)),
            LandingErrorMsMax = LandingError(errors => errors.Max),
            GrowThreadsWastedShare = Share(_recorder.ThreadsWasted(JobKind.Grow), _recorder.ThreadsLanded(JobKind.Grow)),
            WeakenThreadsWastedShare = Share(_recorder.ThreadsWasted(JobKind.Weaken), _recorder.ThreadsLanded(JobKind.Weaken)),
            RamGbTotal = ram,
            RamGbMean = held / seconds,
            RamGbPeak = new RamSize(_recorder.RamPeakHundredths).Gigabytes,
            RamIdleShare = ram == 0 ? 0 : 1 - (held / seconds / ram),
            RamGbSHack = GbSeconds(JobKind.Hack),
            RamGbSGrow = GbSeconds(JobKind.Grow),
            RamGbSWeaken = GbSeconds(JobKind.Weaken),
            RamGbSPerDollar = Share(held, _recorder.MoneyEarned),
            JobsRefused = _recorder.RefusedTotal,
            JobsDroppedNoRam = _conductor.Dropped(DropReason.NoRam),
            JobsDroppedTooLate = _conductor.Dropped(DropReason.TooLate),
            JobsDroppedCancelled = _conductor.Dropped(DropReason.Cancelled),
            JobsKilled = _recorder.Killed,
            DepthMax = _recorder.DepthMax,
            Recoveries = _recorder.Recovery.Episodes,
            RecoverySMean = _recorder.Recovery.SecondsMean,
            MoneyLostPerDesync = desyncs > 0 && _recorder.Recovery.MoneyLost is { } lost ? lost / desyncs : null,
            PrepS = SimTime.Min(_recorder.FirstBatchAt, _recorder.PreppedAt) is var prepped && prepped == SimTime.Never
                ? null
                : prepped.TotalSeconds,
            ThreadLoad = _game.Lag is null ? null : _game.Loop.Load,
            LatenessMsMax = _game.Lag is null ? null : _game.Loop.LatenessMax.TotalMilliseconds,
            SaturatedAtS = _game.Loop.IsSaturated ? _game.Loop.SaturatedAt.TotalSeconds : null,
            UntilS = _milestonesAt?.TotalSeconds,
            MoneySpent = _spec.Growth is null ? null : _game.MoneySpent,
            MoneyHacknet = _spec.Growth is null ? null : _game.Hacknet.EarnedUntil(_game.Loop.Now),
            Purchases = _spec.Growth is null ? null : _recorder.Purchases,
            RamGbEnd = _spec.Growth is null ? null : new RamSize(_recorder.RamTotalHundredths).Gigabytes,
            Events = _game.Loop.Fired - (_game.Lag?.BackgroundFired ?? 0),
            TraceHash = _recorder.HashText,
        };
    }

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    private double? LandingError(Func<Histogram, SimDuration> pick) =>
        _recorder.LandingErrors.Count == 0 ? null : pick(_recorder.LandingErrors).TotalMilliseconds;

    private double GbSeconds(JobKind kind) => _recorder.RamHeld(kind) / 100 / 1e6;
}
