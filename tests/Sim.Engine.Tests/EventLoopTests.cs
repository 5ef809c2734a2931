namespace Sim.Engine.Tests;

public sealed class EventLoopTests
{
    private readonly EventLoop _loop = new();
    private readonly Log _log = new();

    [Fact]
    public void Events_FireInOrderOfDueTimeThenCreation()
    {
        Post(20, 1);
        Post(10, 2);
        Post(20, 3);
        Post(10, 4);
        RunUntilIdle();
        Assert.Equal([(10, 2), (10, 4), (20, 1), (20, 3)], _log.Fired);
    }

    [Fact]
    public void Microtasks_RunBeforeTheNextTimer()
    {
        Post(10, 1);
        Post(10, 2);
        _log.On[1] = () =>
        {
            _loop.PostMicrotask(new SimEvent(0, 11));
            _loop.PostMicrotask(new SimEvent(0, 12));
        };
        _log.On[11] = () => _loop.PostMicrotask(new SimEvent(0, 13));
        RunUntilIdle();
        Assert.Equal([(10, 1), (10, 11), (10, 12), (10, 13), (10, 2)], _log.Fired);
    }

    [Fact]
    public void LateTimers_FireInOrderOfDueTimeWhenTheThreadIsFree()
    {
        Post(10, 1);
        Post(14, 3);
        Post(12, 2);
        Post(30, 4);
        _log.On[1] = () => _loop.Charge(SimDuration.FromMilliseconds(5));
        RunUntilIdle();
        Assert.Equal([(10, 1), (15, 2), (15, 3), (30, 4)], _log.Fired);
        Assert.Equal(SimDuration.FromMilliseconds(3), _loop.LatenessMax);
    }

    [Fact]
    public void Cancel_TakesATimerBack_OnceAndOnlyThatOne()
    {
        var first = _loop.Schedule(SimTime.FromMilliseconds(10), new SimEvent(0, 1));
        var second = _loop.Schedule(SimTime.FromMilliseconds(10), new SimEvent(0, 2));
        Assert.True(_loop.Cancel(first));
        Assert.False(_loop.Cancel(first));
        Assert.Equal(1, _loop.Pending);
        var third = _loop.Schedule(SimTime.FromMilliseconds(11), new SimEvent(0, 3));
        Assert.NotEqual(first, third);
        RunUntilIdle();
        Assert.Equal([(10, 2), (11, 3)], _log.Fired);
        Assert.False(_loop.Cancel(second));
        Assert.False(_loop.Cancel(TimerId.None));
    }

    [Fact]
    public void NestedTimers_LastFourMilliseconds_FromTheSixthInAChain()
    {
        for (var i = 0; i < 9; i++)
        {
            var next = i + 1;
            _log.On[i] = () => _loop.PostTimer(SimDuration.FromMilliseconds(1), new SimEvent(0, next));
        }

        _loop.PostTimer(SimDuration.FromMilliseconds(1), new SimEvent(0, 0));
        RunUntilIdle();
        Assert.Equal([1, 2, 3, 4, 5, 9, 13, 17, 21, 25], _log.Fired.Select(entry => entry.Ms));
    }

    [Fact]
    public void NestedTimers_CountCancellableOnesAsLinks()
    {
        for (var i = 0; i < 5; i++)
        {
            var next = i + 1;
            _log.On[i] = () => _loop.Schedule(_loop.Now + SimDuration.FromMilliseconds(1), new SimEvent(0, next));
        }

        _log.On[5] = () => _loop.PostTimer(SimDuration.FromMilliseconds(1), new SimEvent(0, 6));
        _loop.Schedule(SimTime.FromMilliseconds(1), new SimEvent(0, 0));
        RunUntilIdle();
        Assert.Equal([1, 2, 3, 4, 5, 6, 10], _log.Fired.Select(entry => entry.Ms));
    }

    [Fact]
    public void WakeUpGrid_HoldsTimersBack_AndKeepsTheirOrder()
    {
        _loop.WakeUpGrid = SimDuration.FromSeconds(1);
        Post(1500, 3);
        Post(1200, 2);
        Post(1000, 1);
        RunUntilIdle();
        Assert.Equal([(1000, 1), (2000, 2), (2000, 3)], _log.Fired);
    }

    [Fact]
    public void RunUntil_StopsAtItsTime_InclusiveOfEventsDueThen()
    {
        Post(10, 1);
        Post(20, 2);
        Post(21, 3);
        var handler = new Handler(_loop, _log);
        _loop.RunUntil(ref handler, SimTime.FromMilliseconds(20));
        Assert.Equal(2, _log.Fired.Count);
        Assert.Equal(SimTime.FromMilliseconds(20), _loop.Now);
        _loop.RunUntil(ref handler, SimTime.FromMilliseconds(21));
        Assert.Equal(3, _log.Fired.Count);
    }

    [Fact]
    public void RunUntilCondition_StopsAsSoonAsItHolds()
    {
        for (var i = 1; i <= 5; i++) Post(i, i);
        var handler = new Handler(_loop, _log);
        Assert.True(_loop.RunUntil(ref handler, () => _log.Fired.Count == 3));
        Assert.Equal(SimTime.FromMilliseconds(3), _loop.Now);
        Assert.False(_loop.RunUntil(ref handler, () => _log.Fired.Count == 99));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EventsFiredAtOnce_ComeAsIfTheyHadBeenPosted(ulong seed)
    {
        var (atOnce, posted) = (new BeatModel(seed, true), new BeatModel(seed, false));
        for (var end = 50; end <= 2_000; end += 50)
        {
            atOnce.RunUntil(SimTime.FromMilliseconds(end));
            posted.RunUntil(SimTime.FromMilliseconds(end));
            Assert.Equal(posted.State, atOnce.State);
        }

        Assert.Equal(posted.Fired, atOnce.Fired);
        Assert.True(atOnce.FiredAtOnce > 100);
    }

    [Fact]
    public void NothingMayBeFiredAtOnce_WhereTheLoopWouldNotComeToIt()
    {
        var until = SimTime.Never;
        _log.On[1] = () => until = _loop.QuietUntil;
        var handler = new Handler(_loop, _log);
        Post(10, 1);
        _loop.RunUntil(ref handler, SimTime.FromMilliseconds(30));
        Assert.Equal(SimTime.FromMilliseconds(30), until);
        Post(40, 1);
        Post(45, 2);
        _loop.RunUntil(ref handler, SimTime.FromMilliseconds(60));
        Assert.Equal(new SimTime(44_999), until);
        Post(70, 1);
        _loop.Step(ref handler);
        Assert.True(until < SimTime.Zero);
        Post(80, 1);
        _loop.WakeUpGrid = SimDuration.FromMilliseconds(10);
        _loop.RunUntil(ref handler, SimTime.FromMilliseconds(90));
        Assert.True(until < SimTime.Zero);
    }

    [Fact]
    public void Reset_LeavesNothingBehind()
    {
        Post(10, 1);
        var timer = _loop.Schedule(SimTime.FromMilliseconds(10), new SimEvent(0, 2));
        _loop.Charge(SimDuration.FromMilliseconds(3));
        _loop.Reset();
        Assert.Equal(SimTime.Zero, _loop.Now);
        Assert.Equal(0, _loop.Pending);
        Assert.False(_loop.Cancel(timer));
        RunUntilIdle();
        Assert.Empty(_log.Fired);
    }

    private void Post(long milliseconds, int subject) =>
        _loop.Post(SimTime.FromMilliseconds(milliseconds), new SimEvent(0, subject));

    private void RunUntilIdle()
    {
        var handler = new Handler(_loop, _log);
        _loop.RunUntilIdle(ref handler);
    }

    /// <summary>Timers at random times, and a beat every 3 ms that keeps the thread busy for up to 6 ms.</summary>
    private sealed class BeatModel(ulong seed, bool mayFireAtOnce)
    {
        private const byte Beat = 1;
        private readonly EventLoop _loop = new();
        private readonly RandomStream _random = new(seed);
        private SimTime _beatDueAt;
        private bool _isStarted;

        public List<(SimTime At, int Kind)> Fired { get; } = [];

        public int FiredAtOnce { get; private set; }

        public (SimTime Now, long Fired, SimDuration LatenessMax, SimDuration Idle, int Pending) State =>
            (_loop.Now, _loop.Fired, _loop.LatenessMax, _loop.IdleTime, _loop.Pending);

        public void RunUntil(SimTime end)
        {
            if (!_isStarted) _loop.Post(_beatDueAt, new SimEvent(Beat, 0));
            _isStarted = true;
            for (var i = 0; i < 4; i++) PostTimer();
            var handler = new Handler(this);
            _loop.RunUntil(ref handler, end);
        }

        private void Handle(SimEvent fired)
        {
            Fired.Add((_loop.Now, fired.Kind));
            if (fired.Kind == Beat) KeepTheBeat();
            else if (_random.NextInt(0, 3) == 0) PostTimer();
        }

        private void KeepTheBeat()
        {
            var quietUntil = mayFireAtOnce ? _loop.QuietUntil : new SimTime(long.MinValue);
            while (true)
            {
                _loop.Charge(new SimDuration(_random.NextInt(0, 10) == 0 ? 6_000 : 200));
                _beatDueAt += SimDuration.FromMilliseconds(3);
                if (_beatDueAt > quietUntil) break;
                _loop.FireAtOnce(_beatDueAt);
                Fired.Add((_loop.Now, Beat));
                FiredAtOnce++;
            }

            _loop.Post(_beatDueAt, new SimEvent(Beat, 0));
        }

        private void PostTimer() => _loop.Post(_loop.Now + new SimDuration(_random.NextInt(0, 60) * 1_000), new SimEvent(0, 0));

        private readonly struct Handler(BeatModel model) : IEventHandler
        {
            public void Handle(SimEvent fired) => model.Handle(fired);
        }
    }

    private sealed class Log
    {
        public List<(double Ms, int Subject)> Fired { get; } = [];

        public Dictionary<int, Action> On { get; } = [];
    }

    private readonly struct Handler(EventLoop loop, Log log) : IEventHandler
    {
        public void Handle(SimEvent fired)
        {
            log.Fired.Add((loop.Now.TotalMilliseconds, fired.Subject));
            if (log.On.TryGetValue(fired.Subject, out var action)) action();
        }
    }
}
