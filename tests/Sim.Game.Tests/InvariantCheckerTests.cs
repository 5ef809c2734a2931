using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>The alarm rings: each checker is shown an observation that cannot be.</summary>
public sealed class InvariantCheckerTests
{
    private readonly GameRun _game;
    private readonly ServerId _host;
    private readonly ServerId _target;

    public InvariantCheckerTests()
    {
        var lab = new Lab();
        _host = lab.Host("host", 100);
        _target = lab.Prepped("target");
        _game = lab.Game;
    }

    [Fact]
    public void Ram_ThatWasNeverTaken_TripsTheChecker() =>
        Trips(new RamConservationChecker(_game), checker => checker.OnLaunched(Job(pid: 1)));

    [Fact]
    public void Ram_OfTheWrongAmount_TripsTheChecker() =>
        Trips(new RamConservationChecker(_game), checker => checker.OnLaunched(Job(pid: 1, threads: 3)));

    [Fact]
    public void Ram_GivenBackTwice_TripsTheChecker()
    {
        var checker = new RamConservationChecker(_game);
        _game.Observer = checker;
        var id = Launch();
        var job = _game.Job(id);
        _game.Kill(id);
        Trips(checker, broken => broken.OnEnded(in job));
    }

    [Fact]
    public void Ram_NotGivenBack_TripsTheChecker()
    {
        var checker = new RamConservationChecker(_game);
        _game.Observer = checker;
        Launch();
        Assert.Throws<InvariantException>(checker.CheckAllFree);
    }

    [Fact]
    public void Ram_MovedBehindTheCheckersBack_TripsTheChecker()
    {
        var checker = new RamConservationChecker(_game);
        _game.Observer = checker;
        Assert.True(_game.TryReserve(_host, RamSize.FromGigabytes(1)));
        Assert.Throws<InvariantException>(() => Launch());
    }

    [Fact]
    public void Ram_GivenBackOnAnotherHost_TripsTheChecker()
    {
        var checker = new RamConservationChecker(_game);
        _game.Observer = checker;
        var job = _game.Job(Launch());
        job.Request.Host = _target;
        Trips(checker, broken => broken.OnEnded(in job));
    }

    [Theory]
    [InlineData(JobKind.Hack, 1e9, -1, 0)]
    [InlineData(JobKind.Grow, 1e9, 1.1e9, 0)]
    [InlineData(JobKind.Grow, 1e9, 0.9e9, 0)]
    [InlineData(JobKind.Weaken, 1e9, 0.9e9, 0)]
    [InlineData(JobKind.Hack, 0.5e9, 0.4e9, 0)]
    [InlineData(JobKind.Hack, 1e9, double.NaN, 0)]
    [InlineData(JobKind.Hack, 1e9, 0.9e9, 1e8)]
    [InlineData(JobKind.Hack, 1e9, 1e9, -1)]
    public void Money_OutOfBounds_TripsTheChecker(JobKind kind, double before, double after, double gained) =>
        Trips(new MoneyBoundsChecker(_game), checker => checker.OnLanded(
            Job(1, kind), new Landing { MoneyBefore = before, MoneyAfter = after, MoneyGained = gained, SecurityBefore = 5, SecurityAfter = 5 }));

    [Theory]
    [InlineData(JobKind.Weaken, 5, 4.9)]
    [InlineData(JobKind.Hack, 5, 100.1)]
    [InlineData(JobKind.Hack, 6, 7)]
    [InlineData(JobKind.Weaken, 5, 6)]
    [InlineData(JobKind.Grow, 5, double.NaN)]
    public void Security_OutOfBounds_TripsTheChecker(JobKind kind, double before, double after) =>
        Trips(new SecurityBoundsChecker(_game), checker => checker.OnLanded(
            Job(1, kind), new Landing { SecurityBefore = before, SecurityAfter = after }));

    [Fact]
    public void Security_OfAnotherMoment_TripsTheChecker() =>
        Trips(new SecurityBoundsChecker(_game), checker => checker.OnStarted(Job(1), Operation(security: 6)));

    [Fact]
    public void Landing_OutOfOrder_TripsTheChecker()
    {
        var checker = new LandingOrderChecker(_game);
        checker.OnStarted(Job(1), Operation());
        checker.OnStarted(Job(2), Operation());
        Trips(checker, broken => broken.OnLanded(Job(2), default));
    }

    [Fact]
    public void Landing_OfALaterDueTimeFirst_TripsTheChecker()
    {
        var checker = new LandingOrderChecker(_game);
        checker.OnStarted(Job(1), Operation(dueAtMs: 20));
        checker.OnStarted(Job(2), Operation(dueAtMs: 10));
        Trips(checker, broken => broken.OnLanded(Job(1), default));
    }

    [Fact]
    public void Landing_ThatIsEarly_TripsTheChecker()
    {
        var checker = new LandingOrderChecker(_game);
        var job = Job(1);
        checker.OnStarted(in job, Operation(dueAtMs: 20));
        Trips(checker, broken => broken.OnLanded(in job, default));
    }

    [Fact]
    public void Landing_AfterTheKill_TripsTheChecker()
    {
        var checker = new LandingOrderChecker(_game);
        checker.OnStarted(Job(1), Operation());
        checker.OnKilled(Job(1));
        Trips(checker, broken => broken.OnLanded(Job(1), default));
    }

    [Fact]
    public void Exp_ThatFalls_TripsTheChecker()
    {
        var exp = _game.Person.Exp;
        Trips(new ExpChecker(_game), checker => checker.OnLanded(
            Job(1), new Landing { ExpBefore = exp, ExpAfter = exp - 1, LevelBefore = 500, LevelAfter = 500 }));
        Trips(new ExpChecker(_game), checker => checker.OnLanded(
            Job(1), new Landing { ExpBefore = exp, ExpAfter = exp + 1, LevelBefore = 500, LevelAfter = 499 }));
    }

    private static void Trips<T>(T checker, Action<T> broken)
        where T : IGameObserver => Assert.Throws<InvariantException>(() => broken(checker));

    private JobId Launch()
    {
        Assert.Equal(LaunchRefusal.None, _game.Launch(new JobRequest { Kind = JobKind.Hack, Host = _host, Target = _target, Threads = 2, Batch = -1 }, out var id));
        return id;
    }

    private Job Job(int pid, JobKind kind = JobKind.Hack, int threads = 2) => new()
    {
        Pid = pid,
        Request = new JobRequest { Kind = kind, Host = _host, Target = _target, Threads = threads, Batch = -1 },
    };

    private static Operation Operation(double security = 5, long dueAtMs = 0) => new()
    {
        StartedAt = SimTime.Zero,
        DueAt = SimTime.FromMilliseconds(dueAtMs),
        DurationMs = dueAtMs,
        OperationMs = dueAtMs,
        SecurityAtStart = security,
        Threads = 2,
    };
}
