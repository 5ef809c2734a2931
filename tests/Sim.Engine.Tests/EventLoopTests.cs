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
