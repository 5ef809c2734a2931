using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The plan in force, shared by the streams of all targets: made when the run begins, and anew when level-ups have made operations
/// faster, RAM has changed, timers have become later, or a stream has to begin again.
/// </summary>
internal sealed class Farm
{
    /// <summary>A plan is made anew when level-ups have shortened weakens by this factor.</summary>
    private const double Shorter = 0.985;

    /// <summary>With more RAM, in hundredths of a GB, than this, one operation at a time is not looked at.</summary>
    private const long SoloRamMost = 100_000;

    /// <summary>With more jobs in flight at a time than this, streams hardly lose anything to whole places.</summary>
    private const int SoloPlacesMost = 40;

    private readonly FarmOptions _options;
    private readonly ServerId[] _hosts;
    private readonly int _bestHome;
    private readonly int _homeCores;
    private readonly long[] _reserved;
    private readonly Stream[] _streams;
    private FarmPlan _plan = new([]);
    private double _level = -1;
    private double _speed;
    private long _ram;
    private SimDuration _buffer;

    /// <summary>What the farm knows of a target.</summary>
    private struct Stream
    {
        public StreamPlan? Plan;

        /// <summary>The pattern that runs, and cannot change while it does; null if none does.</summary>
        public BatchShape? Shape;

        /// <summary>True while batches are launched.</summary>
        public bool IsRunning;
    }

    public Farm(GameView view, ServerId? home, FarmOptions options)
    {
        _options = options;
        
        _streams = new Stream[options.Targets.Length];
        _hosts = [.. Enumerable.Range(0, view.ServerCount).Select(index => new ServerId(index))
            .Where(host => view.Host(host).RamMax > 0 && view.Server(host).HasRoot)
            .OrderByDescending(host => view.Host(host).RamMax).ThenBy(host => host.Index)];
        _homeCores = home is { } at ? view.Host(at).Cores : 1;
        _bestHome = _homeCores > 1 ? Array.IndexOf(_hosts, home!.Value) : -1;

        // What is held when the run begins is not the farm's, and stays.
        _reserved = [.. _hosts.Select(host => view.Host(host).RamMax - view.RamFree(host))];
    }

    /// <summary>Counts the plans made.</summary>
    public int Version { get; private set; }

    /// <summary>The streams of the plan in force.</summary>
    public FarmPlan Plan => _plan;

    public FarmOptions Options => _options;

    /// <summary>The hosts, the largest first: plans name them by their place here.</summary>
    public ReadOnlySpan<ServerId> Hosts => _hosts;

    /// <summary>The place of home, if its cores help grows and weakens; -1 if not.</summary>
    public int BestHome => _bestHome;

    /// <summary>The stream of a target; null if it gets none.</summary>
    public StreamPlan? StreamOf(int target) => Solo is null ? _streams[target].Plan : null;

    /// <summary>Set while one operation at a time earns more than streams; never again once a stream has begun.</summary>
    public SoloPlan? Solo { get; private set; }

    /// <summary>Makes the plan anew if it has gone stale.</summary>
    public void Refresh(GameView view, SimDuration buffer)
    {
        if (!IsStale(view, buffer)) return;
        _level = view.Person.Level;
        _speed = SpeedAt(view);
        _ram = RamOf(view);
        _buffer = buffer;
        var plan = FarmPlanner.Plan(Problem(view), Targets(view, onlyRunning: false));
        if (!HoldsRunning(plan)) plan = FarmPlanner.Plan(Problem(view), Targets(view, onlyRunning: true));
        if (!HoldsRunning(plan)) return;
        _plan = plan;
        for (var i = 0; i < _streams.Length; i++) _streams[i].Plan = plan.Streams.FirstOrDefault(stream => stream.Target == _options.Targets[i]);
        Solo = FindSolo(view);
        Version++;
    }

    /// <summary>Streams beat it by far where RAM holds more than a few of their jobs.</summary>
    private SoloPlan? FindSolo(GameView view)
    {
        if (Array.Exists(_streams, stream => stream.Shape is not null)) return null;
        var problem = Problem(view);
        if (problem.Hosts.FreeTotal > SoloRamMost || _plan.Streams.Sum(stream => stream.Slots.Sum(runs => runs.Sum(run => run.Hosts * run.Each))) > SoloPlacesMost) return null;
        SoloPlan? best = null;
        var targets = Targets(view, onlyRunning: false);
        for (var i = 0; i < targets.Count; i++)
        {
            var target = targets[i];
            if (TargetBound.Of(target.Server, in view.Person, view.Multipliers, 1) is null) continue;
            if (SoloPlan.Best(problem, in target, i) is { } solo && solo.MoneyPerSecond > (best?.MoneyPerSecond ?? _plan.MoneyPerSecond)) best = solo;
        }

        return best;
    }

    /// <summary>Makes the plan anew if hosts have got more RAM, or less.</summary>
    public void RefreshForRam(GameView view)
    {
        if (RamOf(view) != _ram) Refresh(view, _buffer);
    }

    /// <summary>A target's stream takes up a pattern, which it keeps.</summary>
    public void Start(int target) => _streams[target].Shape = _streams[target].Plan!.Batch.Shape;

    /// <summary>A stream launches batches from now on, or stops doing so.</summary>
    public void SetRunning(int target, bool isRunning) => _streams[target].IsRunning = isRunning;

    /// <summary>The slots of a stream.</summary>
    public SlotTable SlotsOf(StreamPlan stream)
    {
        var hosts = new ServerId[stream.Slots.Length][];
        var counts = new int[stream.Slots.Length][];
        for (var position = 0; position < hosts.Length; position++)
        {
            var (at, number) = (new List<ServerId>(), new List<int>());
            foreach (var run in stream.Slots[position])
            {
                for (var host = run.First; host < run.First + run.Hosts; host++)
                {
                    at.Add(_hosts[host]);
                    number.Add(run.Each);
                }
            }

            (hosts[position], counts[position]) = ([.. at], [.. number]);
        }

        return SlotTable.Of(stream.Period, hosts, counts);
    }

    /// <summary>
    /// RAM that a target may be prepared with, by server, in hundredths of a GB: what the streams that run, or could at once, do not
    /// need. One target is prepared at a time, the first in order; the others get nothing meanwhile.
    /// </summary>
    public long[]? RamToPrepare(int target, GameView view)
    {
        for (var i = 0; i < target; i++)
        {
            if (_streams[i].Plan is not null && !_streams[i].IsRunning && !BatchMath.IsPrepped(in view.Server(_options.Targets[i]))) return null;
        }

        var taken = new long[_hosts.Length];
        for (var i = 0; i < _streams.Length; i++)
        {
            if (i == target || _streams[i].Plan is not { } plan) continue;
            if (_streams[i].IsRunning || BatchMath.IsPrepped(in view.Server(_options.Targets[i]))) plan.AddRam(taken, _bestHome);
        }

        var free = new long[view.ServerCount];
        for (var i = 0; i < _hosts.Length; i++) free[_hosts[i].Index] = Math.Max(0, view.Host(_hosts[i]).RamMax - _reserved[i] - taken[i]);
        return free;
    }

    private bool IsStale(GameView view, SimDuration buffer) =>
        _level < 0
        || (view.Person.Level != _level && SpeedAt(view) < _speed * Shorter)
        || RamOf(view) != _ram
        || buffer.Micros > _buffer.Micros * 5 / 4;

    /// <summary>How long operations take, as far as the player's level decides it.</summary>
    private double SpeedAt(GameView view)
    {
        var prepped = BatchMath.Prepped(in view.Server(_options.Targets[0]));
        return HackingFormulas.HackSeconds(in prepped, in view.Person, view.Multipliers);
    }

    private long RamOf(GameView view)
    {
        var ram = 0L;
        foreach (var host in _hosts) ram += view.Host(host).RamMax;
        return ram;
    }

    private PlanningProblem Problem(GameView view)
    {
        var free = new long[_hosts.Length];
        for (var i = 0; i < free.Length; i++) free[i] = Math.Max(0, view.Host(_hosts[i]).RamMax - _reserved[i]);
        return new PlanningProblem
        {
            Person = view.Person,
            Multipliers = view.Multipliers,
            Hosts = new HostPool(_hosts, free, _bestHome),
            HomeCores = _homeCores,
            Lag = new LagAllowance(_options.Spacer, _buffer),
            Shapes = _options.Shapes,
            TargetsMax = _options.TargetsMax,
            Padding = _options.Padding,
        };
    }

    private List<PlanningTarget> Targets(GameView view, bool onlyRunning)
    {
        var targets = new List<PlanningTarget>();
        for (var i = 0; i < _streams.Length; i++)
        {
            if (onlyRunning && _streams[i].Shape is null) continue;
            targets.Add(new PlanningTarget(_options.Targets[i], view.Server(_options.Targets[i]), _streams[i].Shape));
        }

        return targets;
    }

    /// <summary>True if every stream that was started is in a plan: streams go on for good.</summary>
    private bool HoldsRunning(FarmPlan plan)
    {
        for (var i = 0; i < _streams.Length; i++)
        {
            if (_streams[i].Shape is not null && !plan.Streams.Any(stream => stream.Target == _options.Targets[i])) return false;
        }

        return true;
    }
}

/// <summary>What a farm goes by.</summary>
internal sealed record FarmOptions
{
    /// <summary>The targets that may be hacked.</summary>
    public required ImmutableArray<ServerId> Targets { get; init; }

    public required ImmutableArray<BatchShape> Shapes { get; init; }

    public required SimDuration Spacer { get; init; }

    /// <summary>How early jobs are launched, beside what timers are late.</summary>
    public required SimDuration Buffer { get; init; }

    /// <summary>Targets hacked at a time, at most.</summary>
    public required int TargetsMax { get; init; }

    public required double Padding { get; init; }
}
