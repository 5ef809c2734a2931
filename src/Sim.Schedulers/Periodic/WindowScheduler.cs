using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The older periodic design of the guide, from before additionalMsec: jobs cannot be held back once they run, so the controller
/// sleeps until the moment from which a job lands in its place, and picks the period so that every such moment falls into a window
/// in which security is down.
/// <code>
///   security   ___/--\__/--\__/--\__/--\__      up between a hack or grow and the weaken after it
///   windows    ===    ==    ==    ==    ==      jobs may start here
///   launches    h      w     g     w            every job's launch, folded into one period, lies in a window
/// </code>
/// A duration that changes (a level-up) breaks the fold: the stream drains and a new period is sought.
/// </summary>
internal sealed class WindowScheduler(BatcherOptions options, Placer placer) : Batcher(options, placer)
{
    private const int LaunchTime = 1;

    /// <summary>More batches than are ever between their first and their last launch.</summary>
    private const int CancelRing = 1 << 16;

    /// <summary>The period grows by this factor when a job finds no room.</summary>
    private const double BackOff = 1.1;

    private const double BackOffMax = 1000;

    /// <summary>Launches keep this far from the edges of a window.</summary>
    private static readonly SimDuration Margin = SimDuration.FromMilliseconds(1);

    private readonly SimDuration[] _takes = new SimDuration[options.Shape.Kinds.Length];
    private readonly int[] _nextOf = new int[options.Shape.Kinds.Length];
    private SimTime _first;
    private SimDuration _period;
    private int _firstBatch;
    private int _batchEnd;
    private bool _isStopping;
    private bool _timerIsSet;
    private double _backOff = 1;
    private BatchPlan? _plan;
    private readonly bool[] _isCancelled = new bool[CancelRing];
    private int _planIndex;

    /// <summary>The shortest period, in whole milliseconds, in which every launch falls into a window.</summary>
    /// <param name="shape">The jobs in landing order.</param>
    /// <param name="takes">The duration of each of them, whole milliseconds.</param>
    /// <param name="spacer">The gap between landings.</param>
    /// <param name="least">The period to begin the search with.</param>
    /// <returns>Zero if there is none up to eight times the landings' own length.</returns>
    internal static SimDuration FindPeriod(BatchShape shape, ReadOnlySpan<SimDuration> takes, SimDuration spacer, SimDuration least)
    {
        var most = SimDuration.Max(spacer * shape.Kinds.Length, least) * 8;
        for (var period = least; period <= most; period += SimDuration.FromMilliseconds(1))
        {
            var fits = true;
            for (var position = 0; position < takes.Length && fits; position++)
            {
                fits = IsInWindow(shape, spacer, period, (spacer * position) - takes[position]);
            }

            if (fits) return period;
        }

        return SimDuration.Zero;
    }

    protected override bool Begin(GameView view, Plan plan)
    {
        var latest = SimDuration.Zero;
        for (var position = 0; position < _takes.Length; position++)
        {
            _takes[position] = Takes(view, position);
            latest = SimDuration.Max(latest, _takes[position] - (Options.Spacer * position));
        }

        _first = new SimTime((view.Now.Micros + 999) / 1000 * 1000) + latest + SimDuration.FromMilliseconds(1);
        _plan = Planner.PlanFor(view, _first, out _planIndex);
        if (_plan is null) return false;
        var alone = latest + (Options.Period * 2);
        var least = SimDuration.Min(alone, SimDuration.Max(Options.Period, PeriodForRam(_plan)));
        _period = FindPeriod(Options.Shape, _takes, Options.Spacer, least);
        if (_period == SimDuration.Zero) return false;
        _firstBatch = NextBatch;
        _batchEnd = NextBatch;
        _isStopping = false;
        Array.Fill(_nextOf, NextBatch);
        SetTimer(view, plan);
        return true;
    }

    protected override void OnBatchOver(GameView view, Plan plan)
    {
    }

    protected override void OnStopped(GameView view, Plan plan) => _isStopping = true;

    protected override void OnTimer(int tag, GameView view, Plan plan)
    {
        _timerIsSet = false;
        for (var position = 0; position < _takes.Length && !_isStopping; position++)
        {
            if (Takes(view, position) != _takes[position] && BatchMath.IsPrepped(in view.Server(Options.Target))) Drain(view, plan);
        }

        for (var position = 0; position < _takes.Length; position++)
        {
            while (LaunchAt(position) <= view.Now && (_nextOf[position] < _batchEnd || !_isStopping)) LaunchNext(view, plan, position);
        }

        SetTimer(view, plan);
    }

    private static bool IsInWindow(BatchShape shape, SimDuration spacer, SimDuration period, SimDuration launch)
    {
        var phase = ((launch.Micros % period.Micros) + period.Micros) % period.Micros;
        for (var position = 0; position < shape.Kinds.Length; position++)
        {
            if (shape.Kinds[position] != JobKind.Weaken) continue;
            var from = (spacer * position) + Margin;
            var to = (position + 1 < shape.Kinds.Length ? spacer * (position + 1) : period) - Margin;
            if (phase >= from.Micros && phase <= to.Micros) return true;
        }

        return false;
    }

    private SimDuration PeriodForRam(BatchPlan batch)
    {
        var ramMicros = 0.0;
        for (var position = 0; position < batch.Jobs.Length; position++)
        {
            ramMicros += GameRun.WorkerRam(batch.Jobs[position].Kind) * (double)batch.Jobs[position].Threads * _takes[position].Micros;
        }

        return SimDuration.FromMilliseconds((long)Math.Ceiling(ramMicros / Math.Max(1, Placer.RamBudget) / 1000 * Math.Min(_backOff, BackOffMax)));
    }

    /// <summary>An operation without extra delay lasts this long: the timer truncates to whole milliseconds.</summary>
    private SimDuration Takes(GameView view, int position) => SimDuration.FromTimerDelay(
        GameRun.OperationMsec(view.Seconds(Options.Shape.Kinds[position], Options.Target), 0));

    private SimTime LandsAt(int batch, int position) => _first + (_period * (batch - _firstBatch)) + (Options.Spacer * position);

    private SimTime LaunchAt(int position) => LandsAt(_nextOf[position], position) - _takes[position];

    private void LaunchNext(GameView view, Plan plan, int position)
    {
        var batch = _nextOf[position]++;
        while (batch >= _batchEnd)
        {
            _isCancelled[TakeBatch() & (CancelRing - 1)] = false;
            _batchEnd++;
        }

        var kind = Options.Shape.Kinds[position];
        var mustLaunch = position == Options.Shape.Kinds.Length - 1;
        ref readonly var target = ref view.Server(Options.Target);
        ref var isCancelled = ref _isCancelled[batch & (CancelRing - 1)];
        if (kind != JobKind.Weaken && (isCancelled || target.Security > target.SecurityMin || (_isStopping && kind == JobKind.Hack)))
        {
            plan.Drop(isCancelled || _isStopping ? DropReason.Cancelled : DropReason.TooLate);
            isCancelled = true;
            return;
        }

        var job = _plan!.Jobs[position];
        var request = new JobRequest
        {
            Kind = kind,
            Target = Options.Target,
            LandsAt = LandsAt(batch, position),
            HasFixedDelay = true,
            Reports = mustLaunch,
            Batch = batch,
            Plan = _planIndex,
            Position = position,
        };
        if (Placer.TryPlace(plan, in job, ref request))
        {
            plan.Launch(in request);
            return;
        }

        plan.Drop(DropReason.NoRam);
        isCancelled = true;
        if (!_isStopping)
        {
            _backOff *= BackOff;
            Drain(view, plan);
        }

        if (mustLaunch) LoseBatch(batch, plan);
    }

    private void SetTimer(GameView view, Plan plan)
    {
        if (_timerIsSet) return;
        var next = SimTime.Never;
        for (var position = 0; position < _takes.Length; position++)
        {
            if (_nextOf[position] < _batchEnd || !_isStopping) next = SimTime.Min(next, LaunchAt(position));
        }

        if (next == SimTime.Never) return;
        _timerIsSet = true;
        plan.WakeAfter(SimDuration.Max(SimDuration.Zero, next - view.Now), LaunchTime);
    }
}
