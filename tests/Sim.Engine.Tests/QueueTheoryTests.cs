namespace Sim.Engine.Tests;

/// <summary>
/// The loop as a server with one thread against the formulas of queueing theory: arrivals are posted at exponential gaps, each one
/// charges the loop for its service, and it waits from when it was due to when it fired.
/// </summary>
public sealed class QueueTheoryTests
{
    /// <summary>Mean time between arrivals; long against the clock's microsecond, so that rounding does not count.</summary>
    private const double MeanGapMicros = 20_000;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void ExponentialService_WaitsAsMM1(double load)
    {
        double service = load * MeanGapMicros;
        double expected = service * load / (1 - load);
        Assert.InRange(MeanWait(Distribution.Exponential(service), 4_000_000) / expected, 0.99, 1.01);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.7)]
    public void ConstantService_WaitsAsMD1(double load)
    {
        double service = load * MeanGapMicros;
        double expected = service * load / (2 * (1 - load));
        Assert.InRange(MeanWait(Distribution.Constant(new SimDuration((long)service)), 4_000_000) / expected, 0.99, 1.01);
    }

    [Fact]
    public void Load_IsThePartOfTheTimeInWhichTheThreadIsBusy()
    {
        var queue = new SingleServer(Distribution.Exponential(0.6 * MeanGapMicros), 1);
        queue.Serve(500_000);
        Assert.InRange(queue.Loop.Load, 0.59, 0.61);
        Assert.False(queue.Loop.IsSaturated);
        Assert.Equal(SimTime.Never, queue.Loop.SaturatedAt);
    }

    [Theory]
    [InlineData(1.1)]
    [InlineData(1.5)]
    [InlineData(3)]
    public void LoadOverOne_IsReportedAsSaturated_WithLatenessGrowing(double load)
    {
        var queue = new SingleServer(Distribution.Exponential(load * MeanGapMicros), 1);
        queue.Serve(10_000);
        SimDuration early = queue.Loop.LatenessMax;
        queue.Serve(100_000);
        Assert.True(queue.Loop.IsSaturated);
        Assert.InRange(queue.Loop.SaturatedAt.TotalSeconds, 60, 600);
        Assert.True(queue.Loop.LatenessMax > early * 2);
        Assert.InRange(queue.Loop.Load, 0.99, 1);

        // The events are few however late they are: the next arrival is posted when the last was served.
        Assert.Equal(1, queue.Loop.Pending);
        queue.Loop.Reset();
        Assert.False(queue.Loop.IsSaturated);
        Assert.Equal(SimDuration.Zero, queue.Loop.IdleTime);
    }

    [Fact]
    public void OneLongStall_IsCaughtUpWith_AndNoSaturation()
    {
        var queue = new SingleServer(Distribution.Constant(new SimDuration(10_000)), 1);
        queue.Serve(1_000);
        queue.Loop.Charge(SimDuration.FromSeconds(120));
        queue.Serve(30_000);
        Assert.False(queue.Loop.IsSaturated);
        Assert.InRange(queue.Loop.LatenessMax.TotalSeconds, 100, 130);
    }

    [Fact]
    public void HiddenTab_IsLateButNotSaturated()
    {
        var queue = new SingleServer(Distribution.Constant(new SimDuration(1_000)), 1);
        queue.Loop.WakeUpGrid = SimDuration.FromSeconds(1);
        queue.Serve(50_000);
        Assert.False(queue.Loop.IsSaturated);
        Assert.InRange(queue.Loop.LatenessMax.TotalMilliseconds, 990, 1_200);
    }

    private static double MeanWait(Distribution service, int customers)
    {
        var queue = new SingleServer(service, 1);
        queue.Serve(customers);
        return queue.TotalWaitMicros / customers;
    }

    private sealed class SingleServer(Distribution service, ulong seed)
    {
        private readonly Distribution _gap = Distribution.Exponential(MeanGapMicros);
        private readonly RandomStream _gapLuck = new RandomStreams(seed).Stream("gap");
        private readonly RandomStream _serviceLuck = new RandomStreams(seed).Stream("service");
        private SimTime _dueAt;

        public EventLoop Loop { get; } = new();

        public double TotalWaitMicros { get; private set; }

        public void Serve(int customers)
        {
            var handler = new Handler(this);
            if (Loop.Pending == 0) Loop.Post(_dueAt, new SimEvent(0, 0));
            for (int i = 0; i < customers; i++) Loop.Step(ref handler);
        }

        private void Arrive()
        {
            TotalWaitMicros += (Loop.Now - _dueAt).Micros;
            _dueAt += _gap.Draw(_gapLuck);
            Loop.Post(_dueAt, new SimEvent(0, 0));
            Loop.Charge(service.Draw(_serviceLuck));
        }

        private readonly struct Handler(SingleServer server) : IEventHandler
        {
            public void Handle(SimEvent fired) => server.Arrive();
        }
    }
}
