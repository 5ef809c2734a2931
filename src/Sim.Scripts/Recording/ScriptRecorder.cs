using System.Text.Json;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>
/// Measures a run of scripts from outside, in the terms of the built-in schedulers. Batches are recognised by the order and timing of
/// landings, so nothing has to be changed in the scripts.
/// </summary>
public sealed class ScriptRecorder : IScriptObserver
{
    private const int KindCount = 3;
    private readonly WorldSpec _world;
    private readonly Dictionary<int, Held> _held = [];
    private readonly long[] _landings = new long[KindCount];
    private readonly double[] _ramHeld = new double[KindCount];
    private readonly double[] _threadsLanded = new double[KindCount];
    private readonly double[] _threadsWasted = new double[KindCount];
    private readonly BatchFollower?[] _followers;
    private readonly Histogram _lateness = new();
    private TraceHash _trace;
    private double _ramHeldOthers;
    private double _ramNow;
    private double _ramPeak;
    private double _money;
    private double _exp;
    private long _hacksSucceeded;
    private int _hacksInFlight;
    private int _hacksInFlightMax;
    private SimTime _firstHackAt = SimTime.Never;

    private struct Held
    {
        public SimTime Since;
        public double Ram;
        public JobKind Kind;
        public bool IsWorker;
        public bool IsHacking;
    }

    /// <param name="world">What the run begins with.</param>
    public ScriptRecorder(WorldSpec world)
    {
        ArgumentNullException.ThrowIfNull(world);
        _world = world;
        _followers = new BatchFollower?[world.Servers.Length];
    }

    /// <summary>Passes on what the scripts say; null for nobody.</summary>
    public Action<JsonElement>? Texts { get; set; }

    /// <summary>The run that is watched; set before it begins.</summary>
    public ScriptRun Run { get; set; } = null!;

    /// <summary>Processes that have started.</summary>
    public long Started { get; private set; }

    /// <summary>Scripts that ended with an error.</summary>
    public long Failed { get; private set; }

    public void OnStarted(SimTime at, in StartedScript script)
    {
        Started++;
        var ram = script.RamPerThread * script.Threads;
        _held[script.Pid] = new Held { Since = at, Ram = ram };
        _ramNow += ram;
        if (_ramNow > _ramPeak) _ramPeak = _ramNow;
    }

    public void OnOperation(in ScriptOperation operation)
    {
        _trace.Add(operation.StartedAt.Micros);
        _trace.Add(Packed(in operation));
        if (_held.TryGetValue(operation.Pid, out var held))
        {
            held.IsWorker = true;
            held.Kind = operation.Kind;
            held.IsHacking = operation.Kind == JobKind.Hack;
            _held[operation.Pid] = held;
        }

        if (operation.Kind != JobKind.Hack) return;
        if (_firstHackAt == SimTime.Never) _firstHackAt = operation.StartedAt;
        if (++_hacksInFlight > _hacksInFlightMax) _hacksInFlightMax = _hacksInFlight;
    }

    public void OnLanded(SimTime at, in ScriptOperation operation, in Landing landing)
    {
        var kind = (int)operation.Kind;
        _landings[kind]++;
        _money += landing.MoneyGained;
        _exp += landing.ExpAfter - landing.ExpBefore;
        if (operation.Kind == JobKind.Hack)
        {
            _hacksInFlight--;
            if (landing.Success) _hacksSucceeded++;
            if (_held.TryGetValue(operation.Pid, out var held))
            {
                held.IsHacking = false;
                _held[operation.Pid] = held;
            }
        }

        _trace.Add(at);
        _trace.Add(Packed(in operation));
        _trace.Add(landing.MoneyAfter);
        _trace.Add(landing.SecurityAfter);
        _lateness.Add(at - operation.DueAt);
        CountWaste(in operation, in landing);
        ref var follower = ref _followers[operation.Target.Index];
        follower ??= new BatchFollower();
        follower.OnLanded(at, in operation, in landing, in Run.Game.Server(operation.Target), landing.LevelAfter);
    }

    public void OnEnded(SimTime at, int pid, ScriptEnd how)
    {
        if (how == ScriptEnd.Failed) Failed++;
        if (!_held.Remove(pid, out var held)) return;
        if (held.IsHacking) _hacksInFlight--;
        _ramNow -= held.Ram;
        Book(in held, at);
    }

    public void OnText(JsonElement text) => Texts?.Invoke(text);

    /// <summary>What came of the run.</summary>
    /// <param name="end">The end of the simulated time.</param>
    /// <param name="refused">Starts that the game refused.</param>
    public RunFacts Report(SimTime end, long refused)
    {
        foreach (var (_, held) in _held.OrderBy(pair => pair.Key)) Book(in held, end);
        _held.Clear();
        foreach (var follower in _followers) follower?.Finish();
        var seconds = end.TotalSeconds;
        var game = Run.Game;
        var landings = _landings.Sum();
        var ended = Sum(follower => follower.Ended);
        var desyncs = Sum(follower => follower.DesyncsOrder + follower.DesyncsSecurity + follower.DesyncsMoney + follower.DesyncsLevelUp);
        var held3 = _ramHeld.Sum();
        var total = _world.Servers.Where(server => server.State.HasRoot).Sum(server => server.RamMax.Gigabytes);
        return new RunFacts
        {
            SimulatedS = seconds,
            MoneyEarned = _money,
            MoneyPerS = _money / seconds,
            ExpPerS = _exp / seconds,
            LevelStart = _world.Player.Person.Level,
            LevelEnd = game.Person.Level,
            Batches = ended + Sum(follower => follower.IsOpen ? 1 : 0),
            BatchesPrepped = Sum(follower => follower.Prepped),
            BatchesNotPrepped = ended - Sum(follower => follower.Prepped),
            Landings = landings,
            Hacks = _landings[(int)JobKind.Hack],
            HackSuccessRate = Share(_hacksSucceeded, _landings[(int)JobKind.Hack]),
            Desyncs = desyncs,
            DesyncRate = Share(desyncs, ended),
            DesyncsOrder = Sum(follower => follower.DesyncsOrder),
            DesyncsSecurity = Sum(follower => follower.DesyncsSecurity),
            DesyncsMoney = Sum(follower => follower.DesyncsMoney),
            DesyncsLevelUp = Sum(follower => follower.DesyncsLevelUp),
            DesyncsLaunch = 0,
            Collisions = Sum(follower => follower.Collisions),
            LandingsOutOfOrder = Sum(follower => follower.DesyncsOrder),
            LandingErrorMsMin = Lateness(errors => errors.Min),
            LandingErrorMsMedian = Lateness(errors => errors.Percentile(0.5)),
            LandingErrorMsP99 = Lateness(errors => errors.Percentile(0.99)),
            LandingErrorMsMax = Lateness(errors => errors.Max),
            GrowThreadsWastedShare = Share(_threadsWasted[(int)JobKind.Grow], _threadsLanded[(int)JobKind.Grow]),
            WeakenThreadsWastedShare = Share(_threadsWasted[(int)JobKind.Weaken], _threadsLanded[(int)JobKind.Weaken]),
            RamGbTotal = total,
            RamGbMean = (held3 + _ramHeldOthers) / seconds,
            RamGbPeak = _ramPeak,
            RamIdleShare = total == 0 ? 0 : 1 - ((held3 + _ramHeldOthers) / seconds / total),
            RamGbSHack = _ramHeld[(int)JobKind.Hack],
            RamGbSGrow = _ramHeld[(int)JobKind.Grow],
            RamGbSWeaken = _ramHeld[(int)JobKind.Weaken],
            RamGbSPerDollar = Share(held3, _money),
            JobsRefused = refused,
            JobsDroppedNoRam = 0,
            JobsDroppedTooLate = 0,
            JobsDroppedCancelled = 0,
            JobsKilled = Run.Killed,
            DepthMax = _hacksInFlightMax,
            Recoveries = 0,
            PrepS = _firstHackAt == SimTime.Never ? null : _firstHackAt.TotalSeconds,
            ThreadLoad = Run.Lag is null ? null : game.Loop.Load,
            LatenessMsMax = Run.Lag is null ? null : game.Loop.LatenessMax.TotalMilliseconds,
            SaturatedAtS = game.Loop.IsSaturated ? game.Loop.SaturatedAt.TotalSeconds : null,
            Events = Run.Turns,
            TraceHash = _trace.ToString(),
        };
    }

    /// <summary>What a script can hold at once is what a number of 64 bits has room for.</summary>
    private static ulong Packed(in ScriptOperation operation) =>
        unchecked(BitConverter.DoubleToUInt64Bits(operation.Threads) ^ ((ulong)(uint)operation.Target.Index << 32) ^ ((ulong)(uint)operation.Host.Index << 46)
            ^ ((ulong)operation.Kind << 60));

    private static double? Share(double part, double whole) => whole > 0 ? part / whole : null;

    private long Sum(Func<BatchFollower, long> pick) => _followers.Sum(follower => follower is null ? 0 : pick(follower));

    private double? Lateness(Func<Histogram, SimDuration> pick) => _lateness.Count == 0 ? null : pick(_lateness).TotalMilliseconds;

    private void Book(in Held held, SimTime until)
    {
        var gbSeconds = held.Ram * (until - held.Since).TotalSeconds;
        if (held.IsWorker) _ramHeld[(int)held.Kind] += gbSeconds;
        else _ramHeldOthers += gbSeconds;
    }

    private void CountWaste(in ScriptOperation operation, in Landing landing)
    {
        var kind = (int)operation.Kind;
        _threadsLanded[kind] += operation.Threads;
        var moved = Math.Abs(landing.SecurityAfter - landing.SecurityBefore);
        var useful = operation.Kind switch
        {
            JobKind.Grow => moved / SecurityFormulas.GrowRisePerThread,
            JobKind.Weaken => operation.Threads * (moved / landing.Returned),
            _ => operation.Threads,
        };
        _threadsWasted[kind] += Math.Max(0, operation.Threads - useful);
    }
}
