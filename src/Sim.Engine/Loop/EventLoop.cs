using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>
/// The event loop of one thread under a virtual clock, as a browser has it: a timer fires when it is due and the thread is free,
/// late timers fire in order of due time and then of creation, and all microtasks of a timer run before the next timer.
/// <code>
///   due:     A   B C
///   thread:  [ A ....... ][ B ][ C ]          B and C fire late, in their order
///            ^ Charge(cost) moves the clock while A is being handled
/// </code>
/// Time stands still while an event is handled, unless the model charges for its work with <see cref="Charge"/>.
/// </summary>
public sealed class EventLoop
{
    /// <summary>From this depth of nesting on, a timer lasts at least <see cref="NestedDelayMin"/>.</summary>
    private const int NestingLimit = 5;

    private readonly EventQueue _queue = new();
    private readonly MicrotaskQueue _microtasks = new();

    /// <summary>Sequence numbers of events that were taken back and whose places in the queue have not come up yet.</summary>
    private readonly HashSet<long> _cancelled = [];
    private TimerId _last = TimerId.None;
    private long _sequence;
    private int _nesting;
    private long _nowMicros;
    private long _freeAtMicros;
    private long _busyMicros;

    /// <summary>Until when the loop fires events by itself; before all times while it does not.</summary>
    private long _runsUntil = long.MinValue;
    private SaturationWatch _saturation = new();

    /// <summary>The shortest delay of a timer that was set by a chain of five nested timers or more.</summary>
    public static SimDuration NestedDelayMin => SimDuration.FromMilliseconds(4);

    /// <summary>The simulated clock. Never goes back.</summary>
    public SimTime Now
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(_nowMicros);
    }

    /// <summary>Events that have fired since the start, cancelled ones left out.</summary>
    public long Fired { get; private set; }

    /// <summary>Events that are still to fire.</summary>
    public int Pending => _queue.Count - _cancelled.Count;

    /// <summary>How late the latest event fired, compared to when it was due.</summary>
    public SimDuration LatenessMax { get; private set; }

    /// <summary>How long the thread has had nothing to do since the start.</summary>
    public SimDuration IdleTime => new(_nowMicros - _busyMicros);

    /// <summary>The part of the time since the start in which the thread was busy, 0 to 1; 0 before the clock has moved.</summary>
    public double Load => _nowMicros == 0 ? 0 : 1 - ((double)IdleTime.Micros / _nowMicros);

    /// <summary>
    /// True once the thread was given more work than it can do: for a minute it was never free and fired ever later, as under a
    /// load above 1. The lateness then grows without end, so a run should say so and stop. Stays true.
    /// </summary>
    public bool IsSaturated => SaturatedAt != SimTime.Never;

    /// <summary>When <see cref="IsSaturated"/> became true; <see cref="SimTime.Never"/> if it did not.</summary>
    public SimTime SaturatedAt => _saturation.SaturatedAt;

    /// <summary>
    /// When above zero, timers fire only at whole multiples of it, as in a hidden browser tab (one second); their order stays.
    /// </summary>
    public SimDuration WakeUpGrid { get; set; }

    /// <summary>Brings the loop back to the state of a new one, keeping its memory.</summary>
    public void Reset()
    {
        _queue.Clear();
        _microtasks.Clear();
        _cancelled.Clear();
        _last = TimerId.None;
        _sequence = 0;
        _nesting = 0;
        _nowMicros = 0;
        _freeAtMicros = 0;
        _busyMicros = 0;
        _runsUntil = long.MinValue;
        _saturation = new SaturationWatch();
        Fired = 0;
        LatenessMax = SimDuration.Zero;
        WakeUpGrid = SimDuration.Zero;
    }

    /// <summary>The thread is busy for this long: the clock moves, and what becomes due meanwhile fires late.</summary>
    /// <param name="cost">Zero or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(SimDuration cost)
    {
        _nowMicros += cost.Micros;
        _busyMicros += cost.Micros;
    }

    /// <summary>Adds an event that is no link in a chain of nested timers.</summary>
    /// <param name="dueAt">When it is due; a time that has passed fires as soon as the thread is free.</param>
    /// <param name="data">What to hand back.</param>
    /// <returns>For <see cref="Cancel"/>, which can take it back if its time had not passed.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TimerId Post(SimTime dueAt, SimEvent data)
    {
        var sequence = unchecked(_sequence++);
        _queue.Push(dueAt.Micros, sequence, Pack(data, 0));
        return new TimerId(dueAt, sequence);
    }

    /// <summary>
    /// For a model that posts one event from the handler of another over and over, while nothing else happens: up to and with this
    /// time no other event fires, so the model may fire its own by <see cref="FireAtOnce"/> instead. Holds until something is posted.
    /// A lag model's frames come many times between two events of the schedulers; with their draws they cost 5 ns so, and 30 to 60 by
    /// way of the queue (<c>SchedulerBenchmarks</c>, desktop).
    /// </summary>
    public SimTime QuietUntil =>
        WakeUpGrid.Micros != 0 || _microtasks.Any ? new SimTime(long.MinValue) : new SimTime(Math.Min(_runsUntil, _queue.FirstDue - 1));

    /// <summary>
    /// Fires an event without the queue, as if it had been posted and its turn had come: the clock moves to it, and the caller, who is
    /// about to leave the handler of another, handles it.
    /// </summary>
    /// <param name="dueAt">When it is due, at most <see cref="QuietUntil"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void FireAtOnce(SimTime dueAt)
    {
        _last = new TimerId(dueAt, unchecked(_sequence++));
        _nesting = 0;
        if (dueAt.Micros >= _nowMicros) IdleUntil(dueAt.Micros);
        else BeLate(dueAt.Micros);
        Fired = unchecked(Fired + 1);
    }

    /// <summary>
    /// Adds an event as <c>setTimeout</c> does: <paramref name="delay"/> from now, and at least <see cref="NestedDelayMin"/>
    /// where timers have set timers five deep.
    /// </summary>
    public SimTime PostTimer(SimDuration delay, SimEvent data)
    {
        var level = Math.Min(_nesting + 1, 255);
        if (level > NestingLimit && delay < NestedDelayMin) delay = NestedDelayMin;
        var dueAt = Now + delay;
        _queue.Push(dueAt.Micros, _sequence++, Pack(data, level));
        return dueAt;
    }

    /// <summary>As <see cref="PostTimer"/>, but as the first of a new chain: what sets it was not itself started by a timer.</summary>
    public SimTime PostFirstTimer(SimDuration delay, SimEvent data)
    {
        var dueAt = Now + delay;
        _queue.Push(dueAt.Micros, _sequence++, Pack(data, 1));
        return dueAt;
    }

    /// <summary>
    /// Adds an event that <see cref="Cancel"/> can take back. It counts as a link in a chain of nested timers, and is not itself
    /// lengthened.
    /// </summary>
    /// <param name="dueAt">When it is due, not before <see cref="Now"/>.</param>
    /// <param name="data">What to hand back.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TimerId Schedule(SimTime dueAt, SimEvent data)
    {
        Invariant.Check(dueAt.Micros >= _nowMicros);
        var sequence = unchecked(_sequence++);
        _queue.Push(dueAt.Micros, sequence, Pack(data, Math.Min(_nesting + 1, byte.MaxValue)));
        return new TimerId(dueAt, sequence);
    }

    /// <summary>
    /// Takes a timer back. Its place in the queue is skipped when its time comes, so this costs a note in a set, and nothing else
    /// costs more for it as long as no timer is taken back.
    /// </summary>
    /// <returns>False if it has fired or was cancelled before.</returns>
    public bool Cancel(TimerId id)
    {
        // Whatever fired has a smaller key than all that is pending, as timers are never set for a time that has passed.
        var isPending = id.DueAt > _last.DueAt || (id.DueAt == _last.DueAt && id.Sequence > _last.Sequence);
        return isPending && id.Sequence < _sequence && _cancelled.Add(id.Sequence);
    }

    /// <summary>Adds a reaction that runs after the present one and before the next timer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void PostMicrotask(SimEvent data) => _microtasks.Push(data);

    /// <summary>
    /// Fires the next event with all its microtasks. On return <see cref="Now"/> is the time at which the thread became free.
    /// </summary>
    /// <returns>False if nothing was pending; the clock then stays where it is.</returns>
    public bool Step<THandler>(ref THandler handler)
        where THandler : struct, IEventHandler
    {
        while (_queue.TryPop(long.MaxValue, out var due, out var sequence, out var payload))
        {
            if (Fire(due, sequence, payload, ref handler)) return true;
        }

        return false;
    }

    /// <summary>
    /// Fires everything that is due at or before <paramref name="end"/>. On return <see cref="Now"/> is at least that time;
    /// later only if work that began before it went on for longer.
    /// </summary>
    public void RunUntil<THandler>(ref THandler handler, SimTime end)
        where THandler : struct, IEventHandler
    {
        _runsUntil = end.Micros;

        // An event is held back to the next line of the grid, so it fires in time if it is due by the last line. The model may
        // change the grid while it handles an event.
        while (_queue.TryPop(WakeUpGrid.Micros == 0 ? end.Micros : LastLine(end.Micros), out var due, out var sequence, out var payload))
        {
            Fire(due, sequence, payload, ref handler);
        }

        _runsUntil = long.MinValue;
        if (_nowMicros < end.Micros) IdleUntil(end.Micros);
    }

    /// <summary>Fires events until none is pending; a model that keeps setting timers never comes to an end.</summary>
    public void RunUntilIdle<THandler>(ref THandler handler)
        where THandler : struct, IEventHandler
    {
        while (_queue.TryPop(long.MaxValue, out var due, out var sequence, out var payload)) Fire(due, sequence, payload, ref handler);
    }

    /// <summary>Fires events until the condition holds after one of them.</summary>
    /// <returns>True if the condition came true, false if the events ran out first.</returns>
    public bool RunUntil<THandler>(ref THandler handler, Func<bool> condition)
        where THandler : struct, IEventHandler
    {
        ArgumentNullException.ThrowIfNull(condition);
        while (!condition())
        {
            if (!Step(ref handler)) return false;
        }

        return true;
    }

    /// <summary>
    /// Moves the clock on without firing anything, for work that comes from outside the loop; what was due before fires late.
    /// </summary>
    /// <param name="time">Not before <see cref="Now"/>.</param>
    public void AdvanceTo(SimTime time)
    {
        Invariant.Check(time >= Now);
        _busyMicros += time.Micros - _nowMicros;
        _nowMicros = time.Micros;
    }

    /// <summary>Runs the microtasks that were posted outside any event, at the start of a run.</summary>
    public void RunMicrotasks<THandler>(ref THandler handler)
        where THandler : struct, IEventHandler
    {
        while (_microtasks.TryPop(out var reaction)) handler.Handle(reaction);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pack(SimEvent data, int nesting) =>
        unchecked((uint)data.Subject | ((ulong)data.Kind << 32) | ((ulong)(uint)nesting << 40));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Fire<THandler>(long dueMicros, long sequence, ulong payload, ref THandler handler)
        where THandler : struct, IEventHandler
    {
        _last = new TimerId(new SimTime(dueMicros), sequence);
        if (_cancelled.Count != 0 && _cancelled.Remove(sequence)) return false;
        var data = unchecked(new SimEvent((byte)(payload >> 32), (int)payload));
        _nesting = unchecked((byte)(payload >> 40));
        if (dueMicros >= _nowMicros && WakeUpGrid.Micros == 0) IdleUntil(dueMicros);
        else BeLate(dueMicros);
        Fired = unchecked(Fired + 1);
        handler.Handle(data);
        if (_microtasks.Any) RunMicrotasks(ref handler);
        return true;
    }

    /// <summary>Brings the clock to an event that was due before the thread was free, or that the grid holds back.</summary>
    private void BeLate(long dueMicros)
    {
        var due = WakeUpGrid.Micros == 0 ? dueMicros : Aligned(dueMicros);
        if (due >= _nowMicros) IdleUntil(due);
        else _saturation.OnLate(_nowMicros, _nowMicros - due, _freeAtMicros);
        var lateness = _nowMicros - dueMicros;
        if (lateness > LatenessMax.Micros) LatenessMax = new SimDuration(lateness);
    }

    /// <summary>The thread is free and waits until its next event is due.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void IdleUntil(long time)
    {
        _nowMicros = time;
        _freeAtMicros = time;
    }

    private long Aligned(long dueMicros) => LastLine(dueMicros + WakeUpGrid.Micros - 1);

    private long LastLine(long micros) => micros / WakeUpGrid.Micros * WakeUpGrid.Micros;
}
