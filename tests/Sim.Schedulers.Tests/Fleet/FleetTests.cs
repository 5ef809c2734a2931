using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

public sealed class FleetTests
{
    /// <summary>A player who gains no exp, so that only what the fleet does changes anything.</summary>
    private readonly Lab _lab = new() { Level = 500, Player = person => person with { ExpMultiplier = 0 } };

    public static TheoryData<string> Selectors => ["greedy", "rebalancing", "knapsack"];

    internal static ITaskSelector Selector(string name) => name switch
    {
        "greedy" => new GreedySelector(),
        "rebalancing" => new RebalancingSelector(),
        _ => new KnapsackSelector(),
    };

    [Theory]
    [MemberData(nameof(Selectors))]
    public void Target_IsTilled_ThenSown_ThenHarvested(string selector)
    {
        _lab.Host("big", 4096);
        var target = _lab.Target("raw", Raw(money: 1e6, security: 30));
        var fleet = new FleetLab(_lab, Selector(selector), [target]);
        fleet.Run(90);
        var kinds = _lab.Landings.Select(entry => entry.Job.Request.Kind).ToList();
        var (grow, hack) = (kinds.IndexOf(JobKind.Grow), kinds.IndexOf(JobKind.Hack));
        Assert.True(grow > 0 && hack > grow);
        Assert.All(kinds.Take(grow), kind => Assert.Equal(JobKind.Weaken, kind));
        Assert.DoesNotContain(JobKind.Hack, kinds.Take(grow));
        Assert.True(fleet.Lab.Game.Money > 0);
        Assert.Equal(Lifecycle.Harvest, fleet.Target(target).Task!.Lifecycle);
        Assert.True(fleet.Checker.Checks > 0);
        Assert.Equal(0, fleet.Fleet.Lost);
    }

    [Fact]
    public void Harvest_OverlapsBatchTimeOverIntervalRoundedUp_AndHacksOncePerInterval()
    {
        _lab.Host("big", 1 << 20);
        var target = _lab.Prepped("rich");
        var fleet = new FleetLab(_lab, new GreedySelector(), [target]);
        fleet.Run(20);
        var weaken = _lab.Game.View.Seconds(JobKind.Weaken, target);
        var overlap = (int)Math.Ceiling((weaken + 0.06) / 1);
        Assert.Equal(overlap, fleet.Target(target).Curve.Overlap);
        Assert.Equal(overlap, fleet.Target(target).Task!.Flights);
        var hacks = fleet.LandingsOf(JobKind.Hack, target);
        Assert.True(hacks.Length > overlap * 2);
        for (var i = 1; i < overlap; i++) Assert.Equal(1.0, (hacks[i] - hacks[i - 1]).TotalSeconds);
        var late = hacks.Skip(overlap * 2).ToArray();
        Assert.InRange((late[^1] - late[0]).TotalSeconds / (late.Length - 1), 1.0, 1.05);
        Assert.True(BatchMath.IsInShape(in _lab.Game.Server(target), 0.5));
    }

    [Fact]
    public void Harvest_IsScaledDown_ToTheRamThatIsFree()
    {
        _lab.Host("small", 40);
        var target = _lab.Prepped("rich");
        var fleet = new FleetLab(_lab, new GreedySelector(), [target]);
        var money = fleet.Run(30);
        var harvest = fleet.Target(target).Harvest!;
        Assert.InRange(harvest.Batches, 1, harvest.Target.Curve.Overlap - 1);
        Assert.True(harvest.Ram <= 40_00);
        Assert.True(money > 0);
    }

    [Fact]
    public void TargetOutOfShape_IsMended_WithinTheRamOfABatch()
    {
        _lab.Host("big", 1 << 14);
        var target = _lab.Prepped("rich");
        var fleet = new FleetLab(_lab, new GreedySelector(), [target]);
        fleet.Run(20);
        var harvest = fleet.Target(target).Harvest!;
        _lab.Disturb(JobKind.Hack, target, 200);
        var mended = _lab.Landings.Count;
        fleet.Run(40);
        Assert.Same(harvest, fleet.Target(target).Task);
        var mending = _lab.Landings.Skip(mended).Where(entry => entry.Job.Request.Batch < 0).ToList();
        Assert.NotEmpty(mending);
        Assert.DoesNotContain(mending, entry => entry.Job.Request.Kind == JobKind.Hack);
        Assert.Equal(JobKind.Weaken, mending[^1].Job.Request.Kind);
        foreach (var batch in mending.GroupBy(entry => entry.Job.HeldSince)) Assert.True(batch.Sum(entry => entry.Job.RamHundredths) <= harvest.Size.Chunk);
        Assert.True(BatchMath.IsInShape(in _lab.Game.Server(target), 0.6));
    }

    [Theory]
    [MemberData(nameof(Selectors))]
    public void RamThatOthersTake_CostsItsChunks_AndNothingElse(string selector)
    {
        // The bug of seed 004: RAM is allocated, then workers fail to start on one host, and nothing of the harvest goes on.
        var crowded = _lab.Host("crowded", 1024);
        _lab.Host("other", 1024);
        var target = _lab.Prepped("rich");
        var fleet = new FleetLab(_lab, Selector(selector), [target], new FleetOptions { Interval = SimDuration.FromMilliseconds(100) });
        _lab.Game.Observer = fleet.Checker;
        var before = fleet.Run(30);
        var taken = new RamSize(_lab.Game.Host(crowded).RamFree + 300_00);
        Take(fleet, crowded, taken);
        fleet.Run(10);
        var after = fleet.Run(20);
        Assert.True(after > before / 2, $"{after} after, {before} before");
        Assert.True(fleet.Fleet.Allocator.AllocatedOn(crowded).Hundredths <= 1024_00 - taken.Hundredths);
        Assert.Empty(LeakCheck.Find(fleet.Fleet.Allocator.Snapshot()));
        Assert.NotNull(fleet.Target(target).Harvest);
    }

    [Fact]
    public void WorkersThatAreKilledFromOutside_AreCleanedUpAfter()
    {
        _lab.Host("big", 1 << 14);
        var target = _lab.Prepped("rich");
        var fleet = new FleetLab(_lab, new GreedySelector(), [target]);
        fleet.Run(20);
        var flights = fleet.Target(target).Task!.Flights;
        var killed = 0;
        for (var slot = 0; slot < 40; slot++)
        {
            for (var generation = 0; generation < 100; generation++) killed += _lab.Game.Kill(new JobId(slot, generation)) ? 1 : 0;
        }

        Assert.True(killed > 20);
        fleet.Run(0.5);
        Assert.True(fleet.Fleet.Lost > 0);
        fleet.Run(20);
        Assert.Equal(flights, fleet.Target(target).Task!.Flights);
        Assert.Empty(LeakCheck.Find(fleet.Fleet.Allocator.Snapshot()));
    }

    [Fact]
    public void TargetAboveTheLevel_IsLeftAlone_UntilTheLevelIsThere()
    {
        _lab.Host("big", 4096);
        var target = _lab.Prepped("high", levelRequired: 501);
        var fleet = new FleetLab(_lab, new KnapsackSelector(), [target]);
        Assert.Equal(0, fleet.Run(10));
        Assert.Empty(_lab.Landings);
    }

    [Fact]
    public void SixtyTargets_OnAHundredHosts_AllocateNothingPerLandingOnceTheyRun()
    {
        for (var i = 0; i < 100; i++) _lab.Host($"host-{i}", 1 << (6 + (i % 8)));
        var targets = Enumerable.Range(0, 60).Select(i => _lab.Prepped($"target-{i}", moneyMax: 1e6 * (i + 1), securityMin: 1 + (i % 20))).ToArray();
        var fleet = new FleetScheduler(_lab.Game.View, null, targets, new FleetOptions(), new GreedySelector());
        _lab.Game.Observer = null;
        new Conductor(_lab.Game, fleet).Start();
        _lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(20));
        var (events, bytes) = (_lab.Game.Loop.Fired, GC.GetAllocatedBytesForCurrentThread());
        _lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(20.9));
        events = _lab.Game.Loop.Fired - events;
        Assert.True(events > 1_000, $"{events} events");
        Assert.InRange((GC.GetAllocatedBytesForCurrentThread() - bytes) / (double)events, 0, 8);
        Assert.Equal(60, fleet.Targets.Length);
    }

    internal static Server Raw(double money, double security, double moneyMax = 1e9, double growth = 50) => new()
    {
        MoneyMax = moneyMax,
        Money = money,
        SecurityMin = 5,
        Security = security,
        SecurityBase = 15,
        LevelRequired = 50,
        Growth = growth,
        HasRoot = true,
    };

    /// <summary>Another script of the player takes RAM, as soon as it is there: what runs on the host is killed for it.</summary>
    private static void Take(FleetLab fleet, ServerId host, RamSize ram)
    {
        var game = fleet.Lab.Game;
        for (var slot = 0; slot < 1 << 16 && !game.TryReserve(host, ram); slot++)
        {
            for (var generation = 0; generation < 200; generation++)
            {
                var id = new JobId(slot, generation);
                if (game.IsAlive(id) && game.Job(id).Request.Host == host) game.Kill(id);
            }
        }

        fleet.Checker.Accept(host, ram);
    }
}
