using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

public sealed class PoolTests
{
    private readonly Lab _lab = new() { Level = 500, Player = person => person with { ExpMultiplier = 0 } };

    [Fact]
    public void Ecorp_HasTheNumbersOfSeed000()
    {
        // The seed gives no level; of the levels required that a new game draws (1,050 to 1,400), these two give its times at minimum security.
        var lab = new Lab { Level = 5346 };
        lab.Host("big", 1 << 14);
        var ecorp = lab.Target("ecorp", new Server
        {
            Money = 0, MoneyMax = 1.25e12, Security = 33, SecurityMin = 33, SecurityBase = 99, LevelRequired = 1199, Growth = 99, HasRoot = true,
        });
        var view = lab.Game.View;
        var timing = new GwTiming(view.Seconds(JobKind.Grow, ecorp) * 1000, view.Seconds(JobKind.Weaken, ecorp) * 1000, SimDuration.FromSeconds(1));
        Assert.Equal((294_789, 368_486), (Math.Round(timing.GrowMs), Math.Round(timing.WeakenMs)));
        Assert.Equal(368.987, timing.Total.TotalSeconds);
        Assert.Equal(1000, timing.Hot.TotalMilliseconds);
        Assert.Equal(0.27, Math.Round(timing.HotShare * 100, 2));
        Assert.Equal((369, 738), (timing.Batches, timing.Helpers));

        // And so it comes to pass: 738 helpers are busy at once, and every GW batch ends when it should.
        var pool = new PoolScheduler(view, null, [ecorp], new PoolOptions { IsMultiThreaded = false, MaxBotsPerHost = 3538, SpinUp = 10_000 });
        new Conductor(lab.Game, pool).Start();
        lab.Game.RunUntil(SimTime.FromMilliseconds(368_000));
        Assert.Equal((3538, 738), (pool.Helpers.Count, lab.Game.JobsAlive));
        lab.Game.RunUntil(SimTime.FromMilliseconds(1_000_000));
        var first = lab.Landings[0];
        var second = lab.Landings[1];
        Assert.Equal((JobKind.Grow, JobKind.Weaken), (first.Job.Request.Kind, second.Job.Request.Kind));
        Assert.Equal(368.987, (second.At - second.Job.HeldSince).TotalSeconds, 0.0011);
        Assert.Equal(1.0, (lab.Landings[2].At - first.At).TotalSeconds);
    }

    [Theory]
    [InlineData(100, 4, "50 25 13 12")]
    [InlineData(60, 8, "25 15 9 5 3 2 1")]
    [InlineData(7, 20, "1 1 1 1 1 1 1")]
    [InlineData(1, 20, "1")]
    [InlineData(5, 1, "5")]
    public void Hosts_AreCutIntoUnequalSegments(int threads, int most, string expected)
    {
        Assert.Equal(expected, string.Join(' ', Segments.Cut(threads, most, isMultiThreaded: true)));
        Assert.Equal(Math.Min(threads, most), Segments.Cut(threads, most, isMultiThreaded: false).Count());
    }

    [Fact]
    public void Pool_HandsOutTheSmallestHelperThatWillDo()
    {
        var pool = new HelperPool();
        foreach (var threads in new[] { 4, 16, 8, 16 }) pool.Add(pool.Build(new ServerId(0), threads, ClaimId.None));
        Assert.Equal(8, pool[pool.Take(5, exactly: true)].Threads);
        Assert.Equal(16, pool[pool.Take(5, exactly: true)].Threads);
        Assert.Equal(16, pool[pool.Take(17, exactly: false)].Threads);
        Assert.Equal(-1, pool.Take(5, exactly: true));
        Assert.Equal(4, pool[pool.Take(5, exactly: false)].Threads);
        Assert.Equal((-1, 0), (pool.Take(1, exactly: false), pool.Free));
    }

    [Fact]
    public void DrainedTarget_IsPreparedByGwBatches_ThenHacked()
    {
        _lab.Host("big", 2048);
        _lab.Host("small", 128);
        var target = _lab.Target("drained", FleetTests.Raw(money: 1e5, security: 12));
        var pool = Start([target]);
        Run(120);
        var kinds = _lab.Landings.Select(entry => entry.Job.Request.Kind).ToList();
        Assert.DoesNotContain(JobKind.Hack, kinds.Take(kinds.IndexOf(JobKind.Grow)));
        Assert.True(_lab.Game.Money > 0);
        Assert.True(_lab.Landings.Count(entry => entry.Job.Request.Kind == JobKind.Hack) > 20);
        Assert.InRange(pool.Helpers.Count, 2, 40);
        Assert.Empty(LeakCheck.Find(pool.Allocator.Snapshot()));
    }

    [Fact]
    public void SeveralTargets_AreServed_AndEarnTogether()
    {
        _lab.Host("big", 8192);
        _lab.Host("more", 8192);
        var targets = Enumerable.Range(0, 4).Select(i => _lab.Prepped($"target-{i}", moneyMax: 1e8 * (i + 1))).ToArray();
        Start(targets, new PoolOptions { MaxBotsPerHost = 400, Hot = SimDuration.FromSeconds(8) });
        Run(60);
        Assert.Equal(4, _lab.Landings.Where(entry => entry.Job.Request.Kind == JobKind.Hack).Select(entry => entry.Job.Request.Target).Distinct().Count());
    }

    [Fact]
    public void NewHelpers_AreAnnouncedWhileItRuns_AndALostMessageIsMadeGood()
    {
        var host = _lab.Host("growing", 64);
        var target = _lab.Prepped("target");
        var pool = Start([target], new PoolOptions { MaxBotsPerHost = 1000, IsMultiThreaded = false, SpinUp = 3 });
        Run(0.05);
        var few = pool.Helpers.Count;
        Assert.InRange(few, 1, 15);
        _lab.Game.SetRam(host, RamSize.FromGigabytes(256));

        // Somebody else floods the port: announcements are dropped.
        for (var i = 0; i < 200; i++) pool.Announcements.Write(0);
        Run(2);
        Assert.True(pool.Announcements.Lost > 0);
        Assert.Equal(128, pool.Helpers.Count);
        Assert.Equal(128, pool.Helpers.Free + _lab.Game.JobsAlive);
        Assert.Empty(LeakCheck.Find(pool.Allocator.Snapshot()));
    }

    [Fact]
    public void VacatedHost_IsLeftByItsHelpers()
    {
        var host = _lab.Host("leaving", 64);
        _lab.Host("staying", 64);
        var target = _lab.Prepped("target");
        var pool = Start([target]);
        Run(10);
        pool.Allocator.Vacate(host);
        Run(20);
        Assert.True(pool.Allocator.IsVacant(host));
        Assert.Equal(0, _lab.Game.Host(host).RamUsed);
        Assert.True(_lab.Game.Host(new ServerId(2)).RamUsed > 0);
        pool.Allocator.Reopen(host, RamSize.FromGigabytes(128));
        Run(20);
        Assert.True(_lab.Game.Host(host).RamUsed > 0);
        Assert.Empty(LeakCheck.Find(pool.Allocator.Snapshot()));
    }

    private PoolScheduler Start(ServerId[] targets, PoolOptions? options = null)
    {
        var pool = new PoolScheduler(_lab.Game.View, null, targets, options ?? new PoolOptions());
        _lab.Game.Observer = new ObserverList(_lab.Game.Observer!, new AllocatorChecker(_lab.Game, pool.Allocator));
        new Conductor(_lab.Game, pool).Start();
        return pool;
    }

    private void Run(double minutes) => _lab.Game.RunUntil(_lab.Game.Loop.Now + FleetLab.Minutes(minutes));
}
