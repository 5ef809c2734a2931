using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Watches a run from outside and counts: money, landings, timing, desyncs, RAM. Changes nothing.</summary>
public sealed class Recorder : IGameObserver
{
    /// <summary>Found security this far above the plan (in points), or money this far below (relative), is a desync.</summary>
    private const double StateTolerance = 1e-6;

    private const int KindCount = 3;
    private readonly GameRun _game;
    private readonly SimTime[] _lastPlanned;
    private readonly BatchTable _batches = new();
    private readonly long[] _desyncs = new long[6];
    private readonly long[] _refused = new long[8];
    private readonly long[] _landings = new long[KindCount];
    private readonly RamTime[] _ramHeld = new RamTime[KindCount];
    private readonly double[] _threadsWasted = new double[KindCount];
    private readonly double[] _threadsLanded = new double[KindCount];
    private readonly RecoveryMeter _recovery = new();
    private TraceHash _trace;
    private RamTime _ramOffered;
    private SimTime _ramOfferedSince;
    private long _ramTotal;

    /// <param name="game">The run to watch.</param>
    /// <param name="landingErrors">An empty histogram to count in; null for a new one.</param>
    public Recorder(GameRun game, Histogram? landingErrors = null)
    {
        ArgumentNullException.ThrowIfNull(game);
        _game = game;
        LandingErrors = landingErrors ?? new Histogram();
        _lastPlanned = new SimTime[game.World.Servers.Length];
        game.Observer = this;
        _ramTotal = TotalRam();
    }

    /// <summary>Planned against real landing, over the jobs of batches: positive is late.</summary>
    public Histogram LandingErrors { get; }

    public double MoneyEarned { get; private set; }

    public double ExpGained { get; private set; }

    public long HacksSucceeded { get; private set; }

    public long BatchesStarted => _batches.Started;

    public long BatchesPrepped { get; private set; }

    public long BatchesNotPrepped { get; private set; }

    public long OutOfOrder { get; private set; }

    public long Collisions { get; private set; }

    public long Killed { get; private set; }

    public long RamPeakHundredths { get; private set; }

    public int DepthMax => _batches.InFlightMax;

    public SimTime FirstBatchAt { get; private set; } = SimTime.Never;

    /// <summary>When preparation first brought a target into shape.</summary>
    public SimTime PreppedAt { get; private set; } = SimTime.Never;

    /// <summary>Things bought.</summary>
    public long Purchases { get; private set; }

    /// <summary>RAM of all hosts x time, in hundredths of a GB x microseconds; what was reserved from the start is not counted.</summary>
    public double RamOffered => _ramOffered.Total;

    /// <summary>RAM of all hosts now.</summary>
    public long RamTotalHundredths => _ramTotal;

    /// <summary>How long the run was out of step after desyncs, and what that cost.</summary>
    public RecoveryMeter Recovery => _recovery;

    public ulong Hash => _trace.Value;

    public string HashText => _trace.ToString();

    public long Landings(JobKind kind) => _landings[(int)kind];

    public long Desyncs(DesyncCause cause) => _desyncs[(int)cause];

    public long Refused(LaunchRefusal reason) => _refused[(int)reason];

    /// <summary>Threads that landed without effect, real-valued.</summary>
    public double ThreadsWasted(JobKind kind) => _threadsWasted[(int)kind];

    public double ThreadsLanded(JobKind kind) => _threadsLanded[(int)kind];

    /// <summary>RAM x time that jobs of this kind held, in hundredths of a GB x microseconds, jobs that have ended only.</summary>
    public double RamHeld(JobKind kind) => _ramHeld[(int)kind].Total;

    public long DesyncsTotal => _desyncs.Sum();

    public long RefusedTotal => _refused.Sum();

    /// <summary>Counts the RAM of the jobs that are still alive up to the end of the run.</summary>
    public void Finish()
    {
        _game.VisitAlive((in Job job) => OnEnded(in job));
        _recovery.Finish(_game.Loop.Now, MoneyEarned);
        CountOffered();
    }

    public void OnLaunched(in Job job)
    {
        if (_game.RamHeldHundredths > RamPeakHundredths) RamPeakHundredths = _game.RamHeldHundredths;
        _trace.Add(job.HeldSince.Micros);
        _trace.Add(Packed(in job.Request));
        if (job.Request.Batch < 0) return;
        _batches.Enter(job.Request.Owner, job.Request.Batch);
        if (FirstBatchAt != SimTime.Never) return;
        FirstBatchAt = job.HeldSince;
    }

    public void OnStarted(in Job job, in Operation operation)
    {
        if (job.Request.Batch < 0) return;
        if (job.Request.IsPermanent) _batches.Enter(job.Request.Owner, job.Request.Batch);
        if (operation.SecurityAtStart > _game.Server(job.Request.Target).SecurityMin + StateTolerance) Collisions++;
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        var kind = (int)job.Request.Kind;
        _landings[kind]++;
        MoneyEarned += landing.MoneyGained;
        ExpGained += landing.ExpAfter - landing.ExpBefore;
        if (job.Request.Kind == JobKind.Hack && landing.Success) HacksSucceeded++;
        _trace.Add(_game.Loop.Now);
        _trace.Add(Packed(in job.Request));
        _trace.Add(landing.MoneyAfter);
        _trace.Add(landing.SecurityAfter);
        CountWaste(job.Request.Kind, in landing);
        if (job.Request.IsPermanent) CountRam(in job);
        if (job.Request.Batch >= 0)
        {
            FollowBatch(in job, in landing);
        }
        else if (PreppedAt == SimTime.Never && BatchMath.IsPrepped(in _game.Server(job.Request.Target)))
        {
            PreppedAt = _game.Loop.Now;
        }
    }

    public void OnEnded(in Job job)
    {
        // A permanent worker's time is booked with each of its operations, under the kind it then was.
        if (job.Request.IsPermanent && job.State != JobState.Running) return;
        CountRam(in job);
    }

    private void CountRam(in Job job) =>
        _ramHeld[(int)job.Request.Kind].Add(job.RamHundredths, (_game.Loop.Now - job.HeldSince).Micros);

    public void OnKilled(in Job job)
    {
        Killed++;
        if (job.Request.Batch >= 0) Lose(in job.Request);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
        _refused[(int)reason]++;
        if (request.Batch >= 0) Lose(in request);
    }

    public void OnBought(in Purchase purchase)
    {
        Purchases++;
        CountOffered();
        _ramTotal = TotalRam();
        _trace.Add(purchase.At);
        _trace.Add((long)purchase.Request.Kind);
        _trace.Add((long)purchase.Server.Index);
        _trace.Add((long)purchase.Request.Node);
        _trace.Add((long)purchase.Request.Count);
        _trace.Add(purchase.Price);
        _trace.Add(purchase.RamAfter.Hundredths);
    }

    private void CountOffered()
    {
        _ramOffered.Add(_ramTotal, (_game.Loop.Now - _ramOfferedSince).Micros);
        _ramOfferedSince = _game.Loop.Now;
    }

    /// <summary>RAM that jobs hold or could hold.</summary>
    private long TotalRam()
    {
        var total = _game.RamHeldHundredths;
        for (var i = 0; i < _game.World.Servers.Length; i++) total += _game.View.RamFree(new ServerId(i));
        return total;
    }

    private static ulong Packed(in JobRequest request) =>
        unchecked((ulong)(uint)request.Threads | ((ulong)(uint)request.Target.Index << 32) | ((ulong)(uint)request.Host.Index << 46)
            | ((ulong)request.Kind << 60));

    private void CountWaste(JobKind of, in Landing landing)
    {
        var threads = landing.Threads;
        var kind = (int)of;
        _threadsLanded[kind] += threads;
        var moved = Math.Abs(landing.SecurityAfter - landing.SecurityBefore);
        var useful = of switch
        {
            JobKind.Grow => moved / SecurityFormulas.GrowRisePerThread,
            JobKind.Weaken => threads * (moved / landing.Returned),
            _ => threads,
        };
        _threadsWasted[kind] += Math.Max(0, threads - useful);
    }

    private void FollowBatch(in Job job, in Landing landing)
    {
        LandingErrors.Add(_game.Loop.Now - job.Request.LandsAt);
        var plan = _game.Plan(job.Request.Plan);
        ref var last = ref _lastPlanned[job.Request.Target.Index];
        if (job.Request.LandsAt < last)
        {
            OutOfOrder++;
            Desync(in job.Request, DesyncCause.Order);
        }
        else
        {
            last = job.Request.LandsAt;
        }

        ref readonly var planned = ref plan.Jobs.ItemRef(job.Request.Position);
        var changed = landing.LevelBefore != plan.Level;
        if (job.Request.Kind != JobKind.Weaken && landing.SecurityBefore > planned.SecurityExpected + StateTolerance)
        {
            Desync(in job.Request, changed ? DesyncCause.LevelUp : DesyncCause.Security);
        }
        else if (job.Request.Kind == JobKind.Hack && landing.MoneyBefore < planned.MoneyExpected * (1 - StateTolerance))
        {
            Desync(in job.Request, changed ? DesyncCause.LevelUp : DesyncCause.Money);
        }

        if (job.Request.Position == plan.Jobs.Length - 1 && !job.Request.HasMorePieces) FinishBatch(in job, in landing, changed);
    }

    private void FinishBatch(in Job job, in Landing landing, bool levelChanged)
    {
        ref readonly var server = ref _game.Server(job.Request.Target);
        if (BatchMath.IsPrepped(in server))
        {
            BatchesPrepped++;
            if (!_batches.IsMarked(job.Request.Owner, job.Request.Batch)) _recovery.InStep(_game.Loop.Now, MoneyEarned);
        }
        else
        {
            BatchesNotPrepped++;
            var cause = landing.SecurityAfter > server.SecurityMin + StateTolerance ? DesyncCause.Security : DesyncCause.Money;
            Desync(in job.Request, levelChanged ? DesyncCause.LevelUp : cause);
        }

        _batches.Leave(job.Request.Owner, job.Request.Batch);
    }

    private void Lose(in JobRequest request)
    {
        _batches.Enter(request.Owner, request.Batch);
        Desync(in request, DesyncCause.Launch);
        if (request.Position == _game.Plan(request.Plan).Jobs.Length - 1 && !request.HasMorePieces) _batches.Leave(request.Owner, request.Batch);
    }

    private void Desync(in JobRequest request, DesyncCause cause)
    {
        if (!_batches.TryMark(request.Owner, request.Batch)) return;
        _desyncs[(int)cause]++;
        _recovery.OutOfStep(_game.Loop.Now, MoneyEarned);
    }
}
