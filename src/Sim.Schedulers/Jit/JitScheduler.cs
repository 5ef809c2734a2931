using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The just-in-time batcher of the guide ("JIT/Just-in-Time"): every job is launched by itself, at the last moment at which
/// security is sure to be down and it can still land on time, so that RAM is held hardly longer than an operation lasts.
/// <code>
///   hack                            .====|             . safe moment: half a spacer after a weaken landed
///   weaken   .===========================|-|
///   grow           .=====================|---|
///   weaken    .==========================|-----|
///            launches at safe moments     landings, one spacer apart
/// </code>
/// Jobs that can no longer land on time are dropped with what depends on them: without its grow a batch gets no hack.
/// Where RAM does not hold a full stream, batches follow each other at the shortest period at which every job has its place
/// (<see cref="SlotTable"/>). With permanent weakens, standing workers
/// take over the weaken landings (<see cref="PermanentWeakens"/>).
/// </summary>
internal sealed class JitScheduler : Batcher
{
    private const int SafeMoment = 1;

    /// <summary>How much of the worst lateness seen is remembered from one timer to the next.</summary>
    private const double Memory = 0.9998;

    /// <summary>Slots are worked out anew when level-ups have shortened weakens by this factor.</summary>
    private const double Shorter = 0.97;

    private readonly SimDuration _bufferLeast;

    /// <summary>How early jobs are launched: what the options say, and as late as timers have lately been.</summary>
    private SimDuration _buffer;
    private readonly int[] _nextOf;

    /// <summary>
    /// When the next job of each position must be launched at the latest, less the buffer. Remembered, as it changes only with the
    /// position's next batch, with durations and with the stream, but is asked for at every safe moment.
    /// </summary>
    private readonly SimTime[] _latest;
    private readonly int[] _launchOrder;
    private readonly int[] _weakens;

    /// <summary>From the first landing of a batch to that of each position.</summary>
    private readonly SimDuration[] _after;

    /// <summary>From the first landing of a batch to the safe moment after each of its weakens: half a spacer after it landed.</summary>
    private readonly SimDuration[] _safeAfter;
    private readonly PermanentWeakens? _permanent;
    /// <summary>Where a batch begins later than this after a safe moment, the time before it is safe, too.</summary>
    private readonly SimDuration _between;
    private readonly IStreamSource? _streams;
    private Slot[] _slots = new Slot[256];
    private SimTime _nextFirst;
    private SimTime _streamFirst;
    private SimDuration _streamPeriod;
    private readonly SimDuration[] _takes = new SimDuration[3];
    private double _takesForSeconds = -1;
    private SlotTable? _slotTable;
    private double _slotsForSeconds;
    private SimDuration _slotsForBuffer;
    private double _latenessMicros;
    private SimTime _timerDue;
    private int _streamStart;
    private int _safeBatch;
    private int _safeWeaken;
    private int _admitted;
    private bool _isStopping;
    private bool _timerIsSet;

    private struct Slot
    {
        public SimTime First;
        public BatchPlan Plan;
        public int PlanIndex;
        public bool IsCancelled;
    }

    /// <param name="options">What every batcher goes by.</param>
    /// <param name="placer">The hosts.</param>
    /// <param name="permanentWeakens">Whether standing workers take over the weaken landings.</param>
    /// <param name="buffer">How early jobs are launched, beside what timers are late.</param>
    /// <param name="streams">Who chooses threads and slots; null for those of the options in the fastest stream that RAM holds.</param>
    public JitScheduler(BatcherOptions options, Placer placer, bool permanentWeakens, SimDuration buffer, IStreamSource? streams = null)
        : base(options, placer)
    {
        (_bufferLeast, _buffer) = (buffer, buffer);
        _streams = streams;
        var kinds = options.Shape.Kinds;
        _after = [.. Enumerable.Range(0, kinds.Length).Select(position => options.Spacer * position)];
        _nextOf = new int[kinds.Length];
        _latest = new SimTime[kinds.Length];
        _launchOrder = [.. Enumerable.Range(0, kinds.Length)
            .Where(position => !permanentWeakens || kinds[position] != JobKind.Weaken)
            .OrderByDescending(position => kinds[position] switch { JobKind.Weaken => 2, JobKind.Grow => 1, _ => 0 })
            .ThenBy(position => position)];
        _weakens = [.. Enumerable.Range(0, kinds.Length).Where(position => kinds[position] == JobKind.Weaken)];
        var half = new SimDuration(options.Spacer.Micros / 2000 * 1000);
        _safeAfter = [.. _weakens.Select(position => (options.Spacer * position) + half)];
        _between = (options.Spacer * 2) + half;
        if (permanentWeakens) _permanent = new PermanentWeakens(options, placer, _weakens);
    }

    protected override bool Begin(GameView view, Plan plan)
    {
        if (_streams is not null && !TryChooseStream(view)) return false;
        var first = EarliestFirstLanding(view) + (Options.Spacer * 2) + _buffer;
        var batch = Planner.PlanFor(view, first, out var planIndex);
        if (batch is null) return false;
        if (_streams is null && !TryMakeSlots(view, batch)) return false;
        _streamPeriod = Period;
        (_nextFirst, _streamFirst) = (first, first);
        (_admitted, _streamStart) = (NextBatch, NextBatch);
        _safeBatch = NextBatch - (int)((first - view.Now).Micros / _streamPeriod.Micros) - 1;
        _safeWeaken = 0;
        _isStopping = false;
        Array.Fill(_nextOf, NextBatch);
        if (_permanent is not null && !BeginPermanent(view, plan, batch, planIndex)) return false;
        UpdateTakes(view);
        UpdateLatest();
        LaunchDue(view, plan);
        SetTimer(view, plan);
        return true;
    }

    protected override void OnBatchOver(GameView view, Plan plan)
    {
    }

    protected override void OnTimer(int tag, GameView view, Plan plan)
    {
        _timerIsSet = false;
        _latenessMicros = Math.Max(_latenessMicros * Memory, (view.Now - _timerDue).Micros);
        _buffer = _bufferLeast + new SimDuration(unchecked((long)_latenessMicros));
        LaunchDue(view, plan);
        SetTimer(view, plan);
    }

    protected override void OnStopped(GameView view, Plan plan)
    {
        _isStopping = true;
        _streams?.OnStopped();
    }

    protected override void OnPermanentLanded(in JobReport report, GameView view, Plan plan)
    {
        if (_isStopping)
        {
            plan.Kill(report.Id);
            return;
        }

        var batch = report.Request.Batch + _permanent!.BatchesPerRound;
        while (batch >= NextBatch) Admit(view);
        ref readonly var slot = ref SlotOf(batch);
        _permanent.Rearm(in report, plan, batch, slot.First, slot.PlanIndex);
    }

    private bool BeginPermanent(GameView view, Plan plan, BatchPlan batch, int planIndex)
    {
        if (!_permanent!.TryBegin(view, plan, batch, planIndex, _nextFirst, _slotTable!, _buffer, NextBatch)) return false;
        for (var i = 0; i < _permanent.BatchesPerRound; i++) Admit(view);
        return true;
    }

    private SimDuration Period => _slotTable!.Period;

    /// <summary>
    /// Works out where jobs run and how fast batches may follow each other. A job holds its RAM for its duration, for up to the time
    /// between two safe moments, and for the buffer twice: it is launched early by it, and may land as late.
    /// </summary>
    private bool TryMakeSlots(GameView view, BatchPlan batch)
    {
        var wait = (Options.Spacer * 3) + (_buffer * 2);
        var holds = new SimDuration[batch.Jobs.Length];
        for (var position = 0; position < holds.Length; position++)
        {
            holds[position] = Takes(view, batch.Jobs[position].Kind) + wait;
        }

        if (SlotTable.Find(Placer, batch, holds, Options.Period) is not { } slots) return false;
        _slotTable = slots;
        _slotsForSeconds = view.Seconds(JobKind.Weaken, Options.Target);
        _slotsForBuffer = _buffer;
        return true;
    }

    /// <summary>Takes over threads and slots from whoever chooses them.</summary>
    private bool TryChooseStream(GameView view)
    {
        if (!_streams!.TryChoose(view, _buffer, out var arithmetic, out var slots)) return false;
        Planner.Arithmetic = arithmetic;
        _slotTable = slots;
        _slotsForSeconds = view.Seconds(JobKind.Weaken, Options.Target);
        _slotsForBuffer = _buffer;
        return true;
    }

    /// <summary>What an operation takes now, up to whole milliseconds.</summary>
    private SimDuration Takes(GameView view, JobKind kind)
    {
        UpdateTakes(view);
        return _takes[(int)kind];
    }

    /// <summary>Works durations out if the player or the target has changed.</summary>
    private void UpdateTakes(GameView view)
    {
        var seconds = view.Seconds(JobKind.Hack, Options.Target);
        if (seconds == _takesForSeconds) return;
        _takesForSeconds = seconds;
        for (var each = JobKind.Hack; each <= JobKind.Weaken; each++)
        {
            _takes[(int)each] = SimDuration.FromMilliseconds((long)Math.Ceiling(view.Seconds(each, Options.Target) * 1000));
        }

        UpdateLatest();
    }

    /// <summary>To be called when durations or the first landing of the next batch have changed.</summary>
    private void UpdateLatest()
    {
        foreach (var position in _launchOrder) UpdateLatest(position);
    }

    /// <summary>To be called when the next job of a position is another.</summary>
    private void UpdateLatest(int position)
    {
        var batch = _nextOf[position];
        var first = batch < _admitted ? SlotOf(batch).First : _nextFirst;
        _latest[position] = first + _after[position] - _takes[(int)Options.Shape.Kinds[position]];
    }

    private void LaunchDue(GameView view, Plan plan)
    {
        UpdateTakes(view);
        var next = NextSafeMoment(view.Now);
        foreach (var position in _launchOrder)
        {
            // A job is launched if it cannot wait until the next safe moment.
            while (_latest[position] - _buffer < next && TryLaunchNext(view, plan, position, next))
            {
            }
        }
    }

    /// <summary>Launches the next job of a position, whose time has come, or drops it.</summary>
    private bool TryLaunchNext(GameView view, Plan plan, int position, SimTime next)
    {
        var batch = _nextOf[position];
        var kind = Options.Shape.Kinds[position];
        var takes = _takes[(int)kind];
        if (batch >= _admitted)
        {
            if (_isStopping || kind != JobKind.Weaken || !TryAdmit(view, plan, batch, takes, position)) return false;
            if (_latest[position] - _buffer >= next) return true;
        }

        var landsAt = SlotOf(batch).First + _after[position];
        ref var slot = ref SlotOf(batch);
        if (kind == JobKind.Weaken)
        {
            var isLast = position == Options.Shape.Kinds.Length - 1;
            if (landsAt - takes < view.Now) slot.IsCancelled = true;
            if (!Launcher.TryLaunchJob(plan, slot.Plan, slot.PlanIndex, batch, position, landsAt, isLast, slot: _slotTable!.HostOf(batch, position)))
            {
                slot.IsCancelled = true;
                plan.Drop(DropReason.NoRam);
                return false;
            }
        }
        else if (!TryLaunchOther(view, plan, ref slot, batch, position, kind, landsAt, takes))
        {
            slot.IsCancelled = true;
        }

        _nextOf[position]++;
        UpdateLatest(position);
        return true;
    }

    private bool TryLaunchOther(
        GameView view, Plan plan, ref Slot slot, int batch, int position, JobKind kind, SimTime landsAt, SimDuration takes)
    {
        if (slot.IsCancelled || (_isStopping && kind == JobKind.Hack))
        {
            plan.Drop(DropReason.Cancelled);
            return false;
        }

        if (landsAt - takes < view.Now)
        {
            plan.Drop(DropReason.TooLate);
            return false;
        }

        var most = kind == JobKind.Hack ? HackThreadsNow(view, slot.Plan, position) : int.MaxValue;
        if (Launcher.TryLaunchJob(plan, slot.Plan, slot.PlanIndex, batch, position, landsAt, reports: false, most, _slotTable!.HostOf(batch, position))) return true;
        plan.Drop(DropReason.NoRam);
        return false;
    }

    /// <summary>
    /// Hacks are launched last: by then the level may have risen, and fewer threads take the money that the grow was meant for.
    /// </summary>
    private int HackThreadsNow(GameView view, BatchPlan plan, int position)
    {
        if (Options.LevelUps == LevelUpStrategy.Ignore || plan.Level >= view.Person.Level) return int.MaxValue;
        var prepped = BatchMath.Prepped(in view.Server(Options.Target));
        var now = HackingFormulas.FractionPerThread(in prepped, in view.Person, view.Multipliers);
        var planned = view.Person;
        planned.Level = plan.Level;
        var before = HackingFormulas.FractionPerThread(in prepped, in planned, view.Multipliers);
        return Math.Max(1, (int)Math.Floor(plan.Jobs[position].Threads * (before / now)));
    }

    /// <summary>Takes the next batch in, at its place in the stream or, if that has become too early, as soon as it can land.</summary>
    private bool TryAdmit(GameView view, Plan plan, int batch, SimDuration takes, int position)
    {
        var possible = view.Now + takes - _after[position] + SimDuration.FromMilliseconds(1);
        if (_nextFirst < possible) PutOff(new SimTime((possible.Micros + 999) / 1000 * 1000));
        var work = Planner.PlanFor(view, _nextFirst, out var index);
        if (work is null || !Placer.HasRoomFor(plan, work.Jobs[position]))
        {
            PutOff(_nextFirst + Period);
            plan.Drop(DropReason.NoRam);
            return false;
        }

        Admit(view);
        return batch < _admitted && index >= 0;
    }

    /// <summary>Lets the next batch land later.</summary>
    private void PutOff(SimTime first)
    {
        _nextFirst = first;
        UpdateLatest();
    }

    private void Admit(GameView view)
    {
        var batch = TakeBatch();
        var work = Planner.PlanFor(view, _nextFirst, out var index)!;
        if (_permanent is null && AreSlotsStale(view))
        {
            if (_streams is null) TryMakeSlots(view, work);
            else if (TryChooseStream(view)) work = Planner.PlanFor(view, _nextFirst, out index)!;
        }

        while (batch - OldestNeeded() >= _slots.Length) Grow();
        SlotOf(batch) = new Slot { First = _nextFirst, Plan = work, PlanIndex = index };
        _nextFirst += Period;
        _admitted = batch + 1;
    }

    private bool AreSlotsStale(GameView view) =>
        _streams?.HasChanged(view) == true || view.Seconds(JobKind.Weaken, Options.Target) < _slotsForSeconds * Shorter || _buffer.Micros > _slotsForBuffer.Micros * 5 / 4;

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 2];
        for (var i = OldestNeeded(); i < _admitted; i++) larger[i & (larger.Length - 1)] = SlotOf(i);
        _slots = larger;
    }

    private ref Slot SlotOf(int batch) => ref _slots[batch & (_slots.Length - 1)];

    /// <summary>The oldest batch whose slot is still read: for a launch, or for the moments at which its weakens land.</summary>
    private int OldestNeeded()
    {
        var oldest = _safeBatch - 1;
        foreach (var next in _nextOf) oldest = Math.Min(oldest, next);
        return Math.Max(_streamStart, oldest);
    }

    private SimTime FirstOf(int batch)
    {
        if (batch < _streamStart) return _streamFirst - (_streamPeriod * (_streamStart - batch));
        return batch < _admitted ? SlotOf(batch).First : _nextFirst + (Period * (batch - _admitted));
    }

    /// <summary>
    /// The next moment half a spacer after a planned weaken landing; the stream's grid is drawn on before its first landing. Where
    /// batches are far apart, the time between them is safe too and gets moments of its own.
    /// </summary>
    private SimTime NextSafeMoment(SimTime after)
    {
        while (true)
        {
            var first = FirstOf(_safeBatch);
            var moment = first + _safeAfter[_safeWeaken];
            if (moment > after)
            {
                var isBetweenBatches = _safeWeaken == 0 && first - after > _between;
                return isBetweenBatches ? after + (Options.Spacer * 2) : moment;
            }

            if (++_safeWeaken < _safeAfter.Length) continue;
            _safeWeaken = 0;
            _safeBatch++;
        }
    }

    /// <summary>Sleeps until the last safe moment at which the next job is not yet late.</summary>
    private void SetTimer(GameView view, Plan plan)
    {
        if (_timerIsSet) return;
        var due = NextDue();
        if (due == SimTime.Never) return;
        _timerIsSet = true;
        var moment = NextSafeMoment(view.Now);
        for (var later = NextSafeMoment(moment); later <= due; later = NextSafeMoment(moment)) moment = later;
        var delay = SimDuration.FromMilliseconds(((moment - view.Now).Micros + 999) / 1000);
        _timerDue = view.Now + delay;
        plan.WakeAfter(delay, SafeMoment);
    }

    /// <summary>When the next job must be launched at the latest; never if none is to be.</summary>
    private SimTime NextDue()
    {
        var latest = SimTime.Never;
        foreach (var position in _launchOrder)
        {
            if (!_isStopping || _nextOf[position] < _admitted) latest = SimTime.Min(latest, _latest[position]);
        }

        return latest == SimTime.Never ? latest : latest - _buffer;
    }
}
