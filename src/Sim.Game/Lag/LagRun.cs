using System.Globalization;
using System.Runtime.CompilerServices;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// A <see cref="LagModel"/> at work in one run: it draws what each activity costs, charges the loop for it, and keeps the
/// background going. Every activity has a random stream of its own, so the n-th save or the n-th exec of two runs with equal seeds
/// takes equally long whatever else their schedulers do.
/// </summary>
/// <remarks>
/// A cost of constant zero draws nothing, and a background activity of constant zero is never posted, so a model without costs
/// leaves the run exactly as it is without a model.
/// </remarks>
public sealed class LagRun
{
    private readonly RandomStreams _streams;
    private readonly EventLoop _loop;
    private readonly byte _backgroundEvent;
    private readonly Timer[] _timers = new Timer[Activities.All.Length];
    private int _changes;

    /// <summary>As many durations are drawn at once.</summary>
    private const int DrawnAtOnce = 64;

    private struct Timer
    {
        /// <summary>Null if nothing is charged.</summary>
        public Distribution? Cost;

        /// <summary>Costs drawn ahead, which is the same as drawing each in time, as no other activity draws from this luck.</summary>
        public long[] Drawn;

        /// <summary>Costs in <see cref="Drawn"/> that are still to be charged, at its end.</summary>
        public int DrawnLeft;
        public Distribution? Every;

        /// <summary>The constant gap in microseconds; 0 if gaps are drawn.</summary>
        public long Period;
        public RandomStream Luck;
        public RandomStream GapLuck;
        public SimTime DueAt;

        /// <summary>The event that waits in the loop; none if the activity does not happen.</summary>
        public TimerId Posted;
        public long SpentMicros;
        public long Count;
    }

    /// <param name="model">What things cost.</param>
    /// <param name="streams">Where the luck comes from; the names are those of <see cref="Activities.Stream"/>.</param>
    /// <param name="loop">The thread that is charged.</param>
    /// <param name="backgroundEvent">
    /// The kind of event that background activities are posted as, with the <see cref="Activity"/> as subject; the loop's handler
    /// passes them on to <see cref="OnBackground"/>.
    /// </param>
    public LagRun(LagModel model, RandomStreams streams, EventLoop loop, byte backgroundEvent)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentNullException.ThrowIfNull(loop);
        Model = model;
        _streams = streams;
        _loop = loop;
        _backgroundEvent = backgroundEvent;
        foreach (var activity in Activities.All)
        {
            ref var timer = ref _timers[(int)activity];
            timer.Luck = streams.Stream(activity.Stream());
            timer.GapLuck = streams.Stream(activity.Stream() + ".gap");
            timer.Posted = TimerId.None;
            UseLaws(activity, ref timer);
        }
    }

    public LagModel Model { get; private set; }

    /// <summary>Background events that have fired.</summary>
    public long BackgroundFired { get; private set; }

    /// <summary>True if the thread was found to be given more work than it can do; see <see cref="EventLoop.IsSaturated"/>.</summary>
    public bool IsSaturated => _loop.IsSaturated;

    /// <inheritdoc cref="EventLoop.SaturatedAt"/>
    public SimTime SaturatedAt => _loop.SaturatedAt;

    /// <summary>Background events that wait in the loop: with lag it is never empty.</summary>
    public int BackgroundPending { get; private set; }

    /// <summary>Thread time that an activity has taken so far.</summary>
    public SimDuration Spent(Activity activity) => new(_timers[(int)activity].SpentMicros);

    /// <summary>How often an activity was charged so far; 0 where it costs nothing.</summary>
    public long Count(Activity activity) => _timers[(int)activity].Count;

    /// <summary>Draws the cost of an activity and makes the thread busy for as long. Called when the activity ends.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Charge(Activity activity)
    {
        ref var timer = ref _timers[(int)activity];
        if (timer.Cost is not null) ChargeCost(ref timer, 1);
    }

    /// <summary>Sets the loop's grid and posts the first of each background activity. Called once, before the run begins.</summary>
    public void Start()
    {
        if (Model.WakeUpGrid > SimDuration.Zero) _loop.WakeUpGrid = Model.WakeUpGrid;
        foreach (var activity in Activities.All)
        {
            ref var timer = ref _timers[(int)activity];
            BeginBackground(activity, ref timer);
        }
    }

    /// <summary>
    /// From now on the thread's work costs what another model says. What both models agree on goes on undisturbed, with its luck and
    /// its beat. Where a law is another one, its draws come from a new stream, so they do not depend on how many were drawn before;
    /// background activities whose gaps change, or that cost nothing any more, are taken back from the loop and begin anew from this
    /// moment.
    /// </summary>
    /// <param name="model">What things cost from now on.</param>
    public void Change(LagModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Model = model;
        _changes++;
        _loop.WakeUpGrid = model.WakeUpGrid;
        foreach (var activity in Activities.All)
        {
            ref var timer = ref _timers[(int)activity];
            var (costBefore, everyBefore) = (timer.Cost, timer.Every);
            UseLaws(activity, ref timer);
            var stream = string.Create(CultureInfo.InvariantCulture, $"{activity.Stream()}.{_changes}");
            if (!Equals(timer.Cost, costBefore)) (timer.Luck, timer.DrawnLeft) = (_streams.Stream(stream), 0);
            if (!Equals(timer.Every, everyBefore)) timer.GapLuck = _streams.Stream(stream + ".gap");
            if (timer.Cost is null || !Equals(timer.Every, everyBefore)) TakeBack(ref timer);
            if (timer.Posted == TimerId.None) BeginBackground(activity, ref timer);
        }
    }

    /// <summary>A background activity has come: it takes its time, and only then is the next one posted, so none pile up.</summary>
    /// <param name="activity">The event's subject.</param>
    /// <param name="processes">Processes that run now; a save takes longer the more there are.</param>
    public void OnBackground(Activity activity, int processes)
    {
        ref var timer = ref _timers[(int)activity];
        var quietUntil = _loop.QuietUntil;
        BackgroundPending--;
        while (true)
        {
            BackgroundFired++;
            ChargeCost(ref timer, 1);
            if (activity == Activity.Autosave && _timers[(int)Activity.AutosavePerProcess].Cost is not null)
            {
                ChargeCost(ref _timers[(int)Activity.AutosavePerProcess], processes);
            }

            timer.DueAt = NextDue(ref timer);
            if (timer.DueAt > quietUntil) break;
            _loop.FireAtOnce(timer.DueAt);
        }

        Post(activity);
    }

    private SimTime NextDue(ref Timer timer)
    {
        if (timer.Period == 0) return _loop.Now + Gap(ref timer);

        // The beat is kept; ticks that were missed are caught up with by the one that comes next.
        var next = timer.DueAt.Micros + timer.Period;
        var late = _loop.Now.Micros - next;
        if (late >= 0) next += ((late / timer.Period) + 1) * timer.Period;
        return new SimTime(next);
    }

    /// <summary>At least one tick of the clock, so that the clock moves on even if a cost and a gap are both drawn as zero.</summary>
    private static SimDuration Gap(ref Timer timer) => SimDuration.Max(timer.Every!.Draw(timer.GapLuck), new SimDuration(1));

    /// <summary>Takes over what the model says about an activity.</summary>
    private void UseLaws(Activity activity, ref Timer timer)
    {
        // The part per process is charged with the save, so it makes a save worth posting.
        var isSaveWithParts = activity == Activity.Autosave && !Model[Activity.AutosavePerProcess].Cost.IsZero;
        timer.Cost = Model[activity].Cost is { IsZero: false } cost ? cost : isSaveWithParts ? Distribution.Zero : null;
        timer.Every = Model.Every(activity);
        timer.Cost?.Prepare();
        if (timer.Cost is not null) timer.Drawn ??= new long[DrawnAtOnce];
        timer.Every?.Prepare();
        timer.Period = timer.Every is { Kind: DistributionKind.Constant } constant ? constant.Draw(timer.GapLuck).Micros : 0;
        Invariant.Check(!activity.IsBackground() || timer.Cost is null || timer.Every is { Mean: >= LagModel.EveryMinMicros });
    }

    private void BeginBackground(Activity activity, ref Timer timer)
    {
        if (timer.Cost is null || timer.Every is null) return;
        timer.DueAt = _loop.Now + Gap(ref timer);
        Post(activity);
    }

    private void Post(Activity activity)
    {
        BackgroundPending++;
        ref var timer = ref _timers[(int)activity];
        timer.Posted = _loop.Post(timer.DueAt, new SimEvent(_backgroundEvent, (int)activity));
    }

    private void TakeBack(ref Timer timer)
    {
        if (timer.Posted == TimerId.None) return;
        var wasPending = _loop.Cancel(timer.Posted);
        Invariant.Check(wasPending);
        timer.Posted = TimerId.None;
        BackgroundPending--;
    }

    private void ChargeCost(ref Timer timer, int times)
    {
        unchecked
        {
            var drawn = timer.Drawn;
            if (timer.DrawnLeft == 0)
            {
                timer.Cost!.Fill(timer.Luck, drawn);
                timer.DrawnLeft = drawn.Length;
            }

            var cost = drawn[drawn.Length - timer.DrawnLeft--] * times;
            timer.SpentMicros += cost;
            timer.Count++;
            _loop.Charge(new SimDuration(cost));
        }
    }
}
