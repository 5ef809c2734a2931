using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>What the buyer buys, when, and what it does to the work on the servers that it upgrades.</summary>
public sealed class BuyerTests
{
    /// <summary>By then the weakens have landed that the tenant began with.</summary>
    private static readonly SimTime s_drained = SimTime.FromMilliseconds(300_000);

    private static readonly GrowthOptions s_servers = new() { BuysHome = false, BuysHacknet = false, BuysPrograms = false };

    [Fact]
    public void Vacate_WaitsForTheWork_AndUpgradesOneAfterTheOther()
    {
        var (stage, tenant) = Stage(money: 11e6, servers: 3, s_servers with { ServersMax = 3, ServerRamMax = RamSize.FromGigabytes(128) });
        stage.RunUntil(SimTime.FromMilliseconds(10_000));
        Assert.Equal(3, tenant.Jobs.Count);
        Assert.Empty(stage.Bought);
        Assert.Equal(1, stage.Buyer.HostsVacated);

        stage.RunUntil(s_drained);
        Assert.Equal(0, stage.Killed);
        Assert.All(stage.Bought, bought => Assert.Equal(PurchaseKind.ServerUpgrade, bought.Request.Kind));
        Assert.All(stage.Servers, server => Assert.Equal(128_00, stage.Game.Host(server).RamMax));
        Assert.All(stage.Servers, server => Assert.False(tenant.Allocator.IsVacated(server)));
        Assert.Equal(128_00 * 3, tenant.Allocator.Usable.Hundredths);
        tenant.Allocator.CheckForLeaks();
    }

    [Fact]
    public void Vacate_KeepsTheMoneyForWhatItHasAskedFor()
    {
        // Enough for one upgrade by 64 GB (3.52 million), not for two.
        var (stage, _) = Stage(money: 7e6, servers: 2, s_servers with { ServersMax = 2, ServerRamMax = RamSize.FromGigabytes(128) });
        stage.RunUntil(SimTime.FromMilliseconds(10_000));
        Assert.Equal(1, stage.Buyer.HostsVacated);
        stage.RunUntil(s_drained);
        Assert.Equal(3_480_000, stage.Game.Money);
        Assert.Single(stage.Bought);
        Assert.Equal(0, stage.Buyer.HostsVacated);
    }

    [Fact]
    public void Vacate_KillsWhereThatIsCheaper()
    {
        // Four threads hold 7 GB of a server that is to grow by 960: after ten seconds waiting has cost more than they.
        var (stage, tenant) = Stage(money: 60e6, servers: 1, s_servers with { ServersMax = 1, ServerRamMax = RamSize.FromGigabytes(1024) }, threads: 4);
        stage.RunUntil(SimTime.FromMilliseconds(9_500));
        Assert.Equal(0, stage.Killed);
        stage.RunUntil(SimTime.FromMilliseconds(11_500));
        Assert.Equal(1, stage.Killed);
        Assert.False(stage.Game.IsAlive(tenant.Jobs[0]));
        Assert.Equal(1024_00, stage.Game.Host(stage.Servers[0]).RamMax);
    }

    [Fact]
    public void InPlace_UpgradesUnderTheWork()
    {
        var (stage, tenant) = Stage(money: 10e6, servers: 2, s_servers with { Upgrades = UpgradeMode.InPlace, ServersMax = 2, ServerRamMax = RamSize.FromGigabytes(128) });
        stage.RunUntil(SimTime.FromMilliseconds(5_000));
        Assert.Equal(0, stage.Killed);
        Assert.All(tenant.Jobs, job => Assert.True(stage.Game.IsAlive(job)));
        Assert.All(stage.Servers, server => Assert.Equal(128_00, stage.Game.Host(server).RamMax));
        Assert.Equal(128_00 * 2, tenant.Allocator.Usable.Hundredths);
    }

    [Fact]
    public void Rebuy_PaysTheFullPrice_AndTheWorkHasLeftFirst()
    {
        var (stage, tenant) = Stage(money: 10e6, servers: 1, s_servers with { Rebuys = true, ServersMax = 1, ServerRamMax = RamSize.FromGigabytes(128) });
        stage.RunUntil(s_drained);
        Assert.Equal([PurchaseKind.ServerDeletion, PurchaseKind.Server], stage.Bought.Select(bought => bought.Request.Kind));
        Assert.Equal(10e6 - (128 * 55_000), stage.Game.Money);
        Assert.Equal(0, stage.Killed);
        Assert.Equal(128_00, tenant.Allocator.Usable.Hundredths);
    }

    [Fact]
    public void KillAll_StopsBuysAndStartsAnew()
    {
        var (stage, tenant) = Stage(money: 10e6, servers: 2, s_servers with { Upgrades = UpgradeMode.KillAll, ServersMax = 2, ServerRamMax = RamSize.FromGigabytes(128) });
        stage.RunUntil(SimTime.FromMilliseconds(25_000));
        Assert.Equal(2, stage.Killed);
        Assert.All(tenant.Jobs, job => Assert.False(stage.Game.IsAlive(job)));
        Assert.Equal(2, stage.Bought.Count);

        // The old one's timer wakes nobody; the new one begins at once, on the larger hosts.
        Assert.Single(tenant.Wakes);
        var anew = Assert.Single(stage.Restarted);
        Assert.Equal(3, anew.Wakes.Count);
        Assert.Equal(128_00 * 2, anew.Allocator.Usable.Hundredths);
        Assert.All(anew.Jobs, job => Assert.True(stage.Game.IsAlive(job)));
        Assert.Equal(73 * 2, anew.Jobs.Sum(job => stage.Game.Job(job).Request.Threads));
    }

    [Fact]
    public void NewServers_AreBoughtUpToTheLimit_WithoutVacatingAny()
    {
        var (stage, tenant) = Stage(money: 10e6, servers: 0, s_servers with { ServersMax = 4, ServerRamMax = RamSize.FromGigabytes(32) });
        stage.RunUntil(SimTime.FromMilliseconds(2_000));
        Assert.Equal(4, stage.Bought.Count);
        Assert.All(stage.Bought, bought => Assert.Equal(PurchaseKind.Server, bought.Request.Kind));
        Assert.Equal(4, stage.Game.PurchasedServers);
        Assert.Equal(32_00 * 4, tenant.Allocator.Usable.Hundredths);
    }

    [Fact]
    public void Start_IsWaitedFor()
    {
        var (stage, _) = Stage(money: 10e6, servers: 0, s_servers with { Start = SimDuration.FromSeconds(30) });
        stage.RunUntil(SimTime.FromMilliseconds(29_500));
        Assert.Empty(stage.Bought);
        stage.RunUntil(SimTime.FromMilliseconds(31_500));
        Assert.NotEmpty(stage.Bought);
    }

    [Theory]
    [InlineData(3600, true)]
    [InlineData(300, false)]
    public void HacknetNodes_AreBought_IfTheyPayBackInTime(int payback, bool expected)
    {
        var options = new GrowthOptions { BuysServers = false, BuysHome = false, BuysPrograms = false, Payback = SimDuration.FromSeconds(payback) };
        var (stage, _) = Stage(money: 1e6, servers: 0, options);
        stage.RunUntil(SimTime.FromMilliseconds(60_000));
        Assert.Equal(expected, stage.Game.Hacknet.Nodes.Count > 0);

        // The first node costs $1,000 and brings $1.50 a second: it pays back in 667 seconds.
        Assert.All(stage.Bought, bought => Assert.True(bought.Price / 3600 < 1e6));
    }

    [Fact]
    public void Programs_OpenServers_WhoseRamIsLent()
    {
        var options = new GrowthOptions { BuysServers = false, BuysHome = false, BuysHacknet = false };
        var (stage, tenant) = Stage(money: 1e6, servers: 0, options);
        stage.RunUntil(SimTime.FromMilliseconds(3_000));
        Assert.Equal([PurchaseKind.PortOpener, PurchaseKind.Root], stage.Bought.Select(bought => bought.Request.Kind));
        Assert.True(tenant.Allocator.Usable > RamSize.Zero);
    }

    [Fact]
    public void Offers_AreRankedByPayback_ThenByPriceOfAGigabyte_ThenBySize()
    {
        var slow = new Offer(default, 1000, 1, RamSize.Zero);
        var fast = new Offer(default, 1000, 2, RamSize.Zero);
        var cheap = new Offer(default, 1000, 0, RamSize.FromGigabytes(10));
        var dear = new Offer(default, 1000, 0, RamSize.FromGigabytes(5));
        var large = new Offer(default, 2000, 0, RamSize.FromGigabytes(20));
        Assert.True(fast.IsBetterThan(in slow) && !slow.IsBetterThan(in fast));
        Assert.True(slow.IsBetterThan(in cheap) && !cheap.IsBetterThan(in slow));
        Assert.True(cheap.IsBetterThan(in dear) && !dear.IsBetterThan(in cheap));
        Assert.True(large.IsBetterThan(in cheap) && !cheap.IsBetterThan(in large));
    }

    private static (Theatre Stage, Tenant Tenant) Stage(double money, int servers, GrowthOptions options, int threads = 1_000_000)
    {
        var stage = new Theatre(money, servers, options, threads);
        return (stage, stage.Tenant);
    }

    /// <summary>A new game whose foreign servers and home lend no RAM, with servers of 64 GB, a tenant and a buyer.</summary>
    private sealed class Theatre : IGameObserver, ISchedulerSource
    {
        private readonly Conductor _conductor;

        private readonly ServerId _target;
        private readonly int _threads;

        public Theatre(double money, int servers, GrowthOptions options, int threads)
        {
            var world = NewGame.Create(new NewGameOptions { Money = money, Level = 100, PortOpeners = 0, PurchasedServers = servers, PurchasedServerRam = RamSize.FromGigabytes(64) });
            world = world with { Servers = [.. world.Servers.Select(server => server.PurchasedByPlayer && server.Hostname != "home" ? server : server with { RamMax = server.State.HasRoot ? RamSize.Zero : server.RamMax })] };
            Game = new GameRun(world.WithPlacesToBuy(), ScriptedLuck.Good) { Observer = this };
            Servers = [.. Enumerable.Range(0, Game.World.Servers.Length).Select(index => new ServerId(index)).Where(Game.IsPurchased)];
            (_target, _threads) = (new ServerNames(Game.World).Find("n00dles"), threads);
            Tenant = new Tenant(Game.View, Game.Home, _target, threads);
            Buyer = new Buyer(options, Game.Home) { Vacating = HostVacating.Of([Tenant]) };
            _conductor = new Conductor(Game, Tenant, Buyer) { Source = this };
            _conductor.Start();
        }

        public GameRun Game { get; }

        public Tenant Tenant { get; }

        public Buyer Buyer { get; }

        public IReadOnlyList<ServerId> Servers { get; }

        public List<Tenant> Restarted { get; } = [];

        public List<Purchase> Bought { get; } = [];

        public int Killed { get; private set; }

        public IReadOnlyList<IBatchScheduler> Make()
        {
            Restarted.Add(new Tenant(Game.View, Game.Home, _target, _threads));
            return [Restarted[^1]];
        }

        public void RunUntil(SimTime time) => Game.RunUntil(time);

        public void OnLaunched(in Job job)
        {
        }

        public void OnStarted(in Job job, in Operation operation)
        {
        }

        public void OnLanded(in Job job, in Landing landing)
        {
        }

        public void OnEnded(in Job job)
        {
        }

        public void OnKilled(in Job job) => Killed++;

        public void OnRefused(in JobRequest request, LaunchRefusal reason)
        {
        }

        public void OnBought(in Purchase purchase) => Bought.Add(purchase);
    }
}
