using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// What all batchers of one target have in common: prepare it, run batches, look at it after each batch, and recover when it is
/// out of shape. A kind of batcher says only how its batches begin and what follows when one is over.
/// <code>
///   Preparing ---- prepped ----> Running ---- out of shape ----> Draining
///       ^                        | ^  \                             |
///       |                        | '---' a batch is over            |
///       '------------------------'------- nothing is in flight -----'
/// </code>
/// </summary>
public abstract class Batcher : IBatchScheduler
{
    /// <summary>Tag of the wake-up after which a batcher looks again; a kind of batcher uses tags from 1 on.</summary>
    private const int LookAgain = 0;

    private static readonly SimDuration RetryDelay = SimDuration.FromMilliseconds(200);

    private readonly Preparer _preparer;
    /// <summary>Null if this batcher never kills a job.</summary>
    private readonly FlightBook? _flight;
    private readonly int _hackPosition;
    private Phase _phase;
    private bool _lookAgainIsSet;
    private int _lastOver = -1;
    private double _leadForSeconds = -1;
    private SimDuration _lead;

    protected Batcher(BatcherOptions options, Placer placer)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(placer);
        Options = options;
        Placer = placer;
        Planner = new BatchPlanner(options, placer.HomeCores);
        Launcher = new BatchLauncher(options, placer);
        _preparer = new Preparer(options.Target, placer, options.Spacer);
        if (options.Recovery is Recovery.CancelHacks or Recovery.Restart) _flight = new FlightBook(options.Shape.Kinds.Length);
        _hackPosition = options.Shape.Kinds.IndexOf(JobKind.Hack);
    }

    private enum Phase
    {
        Preparing,
        Running,
        Draining,
    }

    protected BatcherOptions Options { get; }

    protected Placer Placer { get; }

    protected BatchPlanner Planner { get; }

    protected BatchLauncher Launcher { get; }

    /// <summary>Batches that were launched and whose last job has not reported.</summary>
    protected int InFlight { get; private set; }

    /// <summary>True while batches may be launched.</summary>
    protected bool IsRunning => _phase == Phase.Running;

    /// <summary>The number of the next batch.</summary>
    protected int NextBatch { get; private set; }

    public void OnWake(int tag, GameView view, Plan plan)
    {
        if (tag != LookAgain)
        {
            OnTimer(tag, view, plan);
            return;
        }

        _lookAgainIsSet = false;
        if (_phase != Phase.Running && InFlight == 0 && !_preparer.IsBusy) GoOn(view, plan);
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        if (report.Request.Batch == Preparer.NoBatch)
        {
            if (_preparer.OnJobOver()) GoOn(view, plan);
            return;
        }

        if (report.Request.IsPermanent) OnPermanentLanded(in report, view, plan);
        if (report.Request.Position == Options.Shape.Kinds.Length - 1) EndBatch(report.Request.Batch, view, plan);
    }

    public void OnLaunched(in JobRequest request, JobId id)
    {
        if (_flight is not null && request.Batch >= 0 && !request.IsPermanent) _flight.Add(request.Batch, request.Position, id);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
    {
        if (request.Batch == Preparer.NoBatch)
        {
            if (_preparer.OnJobOver()) SetLookAgain(plan);
        }
        else if (request.Position == Options.Shape.Kinds.Length - 1)
        {
            EndBatch(request.Batch, view, plan);
        }
    }

    /// <summary>The target is prepped and nothing is in flight: launch the first batches.</summary>
    /// <returns>False if nothing could be launched; the batcher is asked again a little later.</returns>
    protected abstract bool Begin(GameView view, Plan plan);

    /// <summary>A batch is over, the target is in shape and batches may go on.</summary>
    protected abstract void OnBatchOver(GameView view, Plan plan);

    /// <summary>A wake-up that this kind of batcher asked for, with its tag from 1 on.</summary>
    protected virtual void OnTimer(int tag, GameView view, Plan plan)
    {
    }

    /// <summary>A permanent worker's operation has landed; it waits for its next.</summary>
    protected virtual void OnPermanentLanded(in JobReport report, GameView view, Plan plan)
    {
    }

    /// <summary>Batches stop for now: jobs not yet launched are dropped.</summary>
    protected virtual void OnStopped(GameView view, Plan plan)
    {
    }

    /// <summary>
    /// The earliest first landing of a batch whose jobs all start now (<see cref="BatchTiming.EarliestFirstLanding"/>); how far ahead
    /// that is gets worked out only when durations have changed.
    /// </summary>
    protected SimTime EarliestFirstLanding(GameView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var seconds = view.Seconds(JobKind.Hack, Options.Target);
        if (seconds != _leadForSeconds)
        {
            _lead = BatchTiming.EarliestFirstLanding(Options.Shape, view, Options.Target, Options.Spacer) - view.Now;
            _leadForSeconds = seconds;
        }

        return view.Now + _lead;
    }

    /// <summary>Gives the next batch its number and counts it as in flight.</summary>
    protected int TakeBatch()
    {
        InFlight++;
        return NextBatch++;
    }

    /// <summary>Gives the number back: nothing of the batch was launched.</summary>
    protected void ReturnBatch()
    {
        InFlight--;
        NextBatch--;
    }

    /// <summary>A batch whose last job will never report is over.</summary>
    protected void EndBatch(int batch, GameView view, Plan plan)
    {
        Forget(batch);
        if (_phase == Phase.Draining && InFlight == 0)
        {
            GoOn(view, plan);
        }
        else if (_phase == Phase.Running)
        {
            Look(view, plan);
        }
    }

    /// <summary>The last job of a batch could not be launched: it is over, and the batcher looks again a little later.</summary>
    protected void LoseBatch(int batch, Plan plan)
    {
        Forget(batch);
        SetLookAgain(plan);
    }

    /// <summary>
    /// Puts a volley off by the time that starting its jobs may take: the first lines of all of them run only after the last launch.
    /// </summary>
    /// <returns>By how much, in whole milliseconds.</returns>
    protected SimDuration AllowForLaunches(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (Options.Allowance == SimDuration.Zero) return SimDuration.Zero;
        var by = SimDuration.FromMilliseconds(Options.Allowance.Micros * plan.Launches / 1000);
        if (by > SimDuration.Zero) plan.DelayLandings(by);
        return by;
    }

    /// <summary>Stops launching; when nothing is in flight any more the target is prepared and batches begin anew.</summary>
    protected void Drain(GameView view, Plan plan)
    {
        if (_phase != Phase.Running) return;
        _phase = Phase.Draining;
        OnStopped(view, plan);
        if (InFlight == 0) SetLookAgain(plan);
    }

    /// <summary>Prepares or begins, whichever the target needs. Only with nothing in flight.</summary>
    protected void GoOn(GameView view, Plan plan)
    {
        ref readonly var target = ref view.Server(Options.Target);
        if (!BatchMath.IsPrepped(in target))
        {
            _phase = Phase.Preparing;
            if (!_preparer.TryPlanRound(view, plan)) SetLookAgain(plan);
        }
        else if (MayHack() && Begin(view, plan))
        {
            _phase = Phase.Running;
        }
        else
        {
            _phase = Phase.Preparing;
            SetLookAgain(plan);
        }
    }

    private void Forget(int batch)
    {
        _lastOver = Math.Max(_lastOver, batch);
        InFlight = NextBatch - 1 - _lastOver;
        _flight?.Leave(batch);
    }

    private bool MayHack()
    {
        if (Options.Turns is not { } turns || turns.Active == Options.TurnIndex) return true;
        turns.SetReady(Options.TurnIndex, true);
        return false;
    }

    private void Look(GameView view, Plan plan)
    {
        if (Options.Turns is { } turns && turns.Active == Options.TurnIndex && turns.TryPass(view.Person.Level))
        {
            Drain(view, plan);
            return;
        }

        ref readonly var target = ref view.Server(Options.Target);
        if (Options.Recovery == Recovery.None
            || BatchMath.IsInShape(in target, Options.Recovery == Recovery.CancelHacks ? 0 : Options.ShapeTolerance))
        {
            OnBatchOver(view, plan);
            return;
        }

        switch (Options.Recovery)
        {
            case Recovery.CancelHacks:
                CancelNextHack(view, plan);
                OnBatchOver(view, plan);
                break;
            case Recovery.Restart:
                Restart(view, plan);
                break;
            default:
                Drain(view, plan);
                break;
        }
    }

    private void CancelNextHack(GameView view, Plan plan)
    {
        for (var batch = _flight!.First; batch < _flight.End; batch++)
        {
            if (!view.IsAlive(_flight.Job(batch, _hackPosition))) continue;
            for (var position = _hackPosition; position < Options.Shape.Kinds.Length; position++)
            {
                if (Options.Shape.Kinds[position] == JobKind.Hack && _flight.Job(batch, position) is var hack && view.IsAlive(hack)) plan.Kill(hack);
            }

            return;
        }
    }

    private void Restart(GameView view, Plan plan)
    {
        for (var batch = _flight!.First; batch < _flight.End; batch++)
        {
            for (var position = 0; position < Options.Shape.Kinds.Length; position++)
            {
                var job = _flight.Job(batch, position);
                if (view.IsAlive(job)) plan.Kill(job);
            }
        }

        _lastOver = NextBatch - 1;
        _flight!.Leave(_lastOver);
        InFlight = 0;
        _phase = Phase.Draining;
        OnStopped(view, plan);
        SetLookAgain(plan, SimDuration.Zero);
    }

    private void SetLookAgain(Plan plan, SimDuration? delay = null)
    {
        if (_lookAgainIsSet) return;
        _lookAgainIsSet = true;
        plan.WakeAfter(delay ?? RetryDelay, LookAgain);
    }
}
