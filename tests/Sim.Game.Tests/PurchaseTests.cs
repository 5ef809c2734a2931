using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>What money buys, what it costs, and every way in which nothing is bought.</summary>
public sealed class PurchaseTests
{
    private static readonly RamSize s_8 = RamSize.FromGigabytes(8);

    [Fact]
    public void Server_HasItsRamAtOnce_AndIsPaid()
    {
        var game = Game(money: 1_000_000);
        Assert.Equal(PurchaseRefusal.None, game.Buy(PurchaseRequest.NewServer(s_8), out var bought));
        Assert.Equal(440_000, bought.Price);
        Assert.Equal(560_000, game.Money);
        Assert.Equal(800, game.View.RamFree(bought.Server));
        Assert.Equal(1, game.PurchasedServers);
        Assert.True(game.IsPurchased(bought.Server));
        Assert.Equal(1, game.Host(bought.Server).Cores);
    }

    /// <summary>The sequence that the game was recorded with (case semantics, script 21), with what it paid.</summary>
    [Fact]
    public void Servers_CostAndRefuse_AsRecorded()
    {
        var game = Game(money: 500_000_000);
        foreach (var (gigabytes, cost) in ((long, double)[])[(1, 55_000), (2, 110_000), (4, 220_000), (16, 880_000), (1024, 56_320_000), (65536, 3_604_480_000), (1048576, 57_671_680_000)])
        {
            Assert.Equal(PurchaseRefusal.None, game.Price(PurchaseRequest.NewServer(RamSize.FromGigabytes(gigabytes)), out var price));
            Assert.Equal(cost, price);
        }

        foreach (var gigabytes in (long[])[0, 3, 100, 2097152, -2]) Refused(game, PurchaseRequest.NewServer(RamSize.FromGigabytes(gigabytes)), PurchaseRefusal.InvalidSize);
        var mine = Paid(game, PurchaseRequest.NewServer(s_8), 440_000).Server;
        Refused(game, PurchaseRequest.NewServer(RamSize.FromGigabytes(1 << 20)), PurchaseRefusal.NotEnoughMoney);
        Paid(game, PurchaseRequest.Upgrade(mine, RamSize.FromGigabytes(32)), 1_320_000);
        Refused(game, PurchaseRequest.Upgrade(mine, RamSize.FromGigabytes(32)), PurchaseRefusal.InvalidSize);
        Refused(game, PurchaseRequest.Upgrade(mine, s_8), PurchaseRefusal.InvalidSize);
        Refused(game, PurchaseRequest.Upgrade(mine, RamSize.FromGigabytes(48)), PurchaseRefusal.InvalidSize);
        Refused(game, PurchaseRequest.Upgrade(Find(game, "n00dles"), RamSize.FromGigabytes(64)), PurchaseRefusal.NotPurchased);
        Refused(game, PurchaseRequest.Upgrade(mine, RamSize.FromGigabytes(1 << 20)), PurchaseRefusal.NotEnoughMoney);
        Refused(game, PurchaseRequest.Delete(Find(game, "n00dles")), PurchaseRefusal.NotPurchased);
        Refused(game, PurchaseRequest.Delete(game.Home), PurchaseRefusal.NotPurchased);
        Paid(game, PurchaseRequest.Delete(mine), 0);
        Refused(game, PurchaseRequest.Delete(mine), PurchaseRefusal.NotPurchased);
        for (var i = 0; i < 25; i++) Paid(game, PurchaseRequest.NewServer(RamSize.FromGigabytes(2)), 110_000);
        Refused(game, PurchaseRequest.NewServer(RamSize.FromGigabytes(2)), PurchaseRefusal.LimitReached);
    }

    /// <summary>The sequence that the game was recorded with (case semantics, script 22), with what it paid to the last bit.</summary>
    [Fact]
    public void Hacknet_CostsAndProduces_AsRecorded()
    {
        var game = Game(money: 495_163_578.40576524);
        Paid(game, PurchaseRequest.NewNode(), 1000);
        Paid(game, PurchaseRequest.NewNode(), 1850);
        Assert.Equal(3.0, game.Hacknet.MoneyPerSecond);
        Paid(game, PurchaseRequest.NodeLevels(0), 520);
        Assert.Equal(2929.147240459919, Difference(game, PurchaseRequest.NodeLevels(0, 5)));
        Paid(game, PurchaseRequest.NodeRam(0), 30_000);
        Assert.Equal(5363749.552128017, Difference(game, PurchaseRequest.NodeRam(0, 5)));
        Refused(game, PurchaseRequest.NodeRam(0), PurchaseRefusal.AtMaximum);
        Paid(game, PurchaseRequest.NodeCores(0), 500_000);
        Assert.Equal(9405432.67839998, Difference(game, PurchaseRequest.NodeCores(0, 5)));
        Assert.Equal(new HacknetNode(7, 64, 7), game.Hacknet.Nodes[0]);
        Assert.Equal(183.42618425345705, game.Hacknet.MoneyPerSecondOf(game.Hacknet.Nodes[0]));
    }

    [Fact]
    public void Hacknet_PaysInWholeLoops_AndLookingChangesNothing()
    {
        var (game, other) = (Game(money: 1e6), Game(money: 1e6));
        foreach (var each in (GameRun[])[game, other])
        {
            Paid(each, PurchaseRequest.NewNode(), 1000);
            Paid(each, PurchaseRequest.NodeLevels(0), 520);
        }

        for (var ms = 50; ms <= 100_000; ms += 50)
        {
            game.RunUntil(SimTime.FromMilliseconds(ms));
            Assert.Equal(998_480 + (ms / 200 * (3.0 / 5)), game.Money);
        }

        other.RunUntil(SimTime.FromMilliseconds(100_000));
        Assert.Equal(game.Money, other.Money);
        Assert.Equal(300, game.Hacknet.EarnedUntil(game.Loop.Now), 9);
    }

    [Fact]
    public void HacknetUpgrade_BeyondTheMaximum_BuysWhatIsLeft()
    {
        var game = Game(money: 1e12);
        Paid(game, PurchaseRequest.NewNode(), 1000);
        Assert.Equal(PurchaseRefusal.None, game.Buy(PurchaseRequest.NodeLevels(0, 1000), out var bought));
        Assert.Equal(199, bought.Request.Count);
        Assert.Equal(HacknetNode.LevelMax, game.Hacknet.Nodes[0].Level);
        Refused(game, PurchaseRequest.NodeLevels(0), PurchaseRefusal.AtMaximum);
        Refused(game, PurchaseRequest.NodeCores(0, 0), PurchaseRefusal.NothingAsked);
        Refused(game, PurchaseRequest.NodeCores(1), PurchaseRefusal.NoSuchNode);
        Refused(game, PurchaseRequest.NodeCores(-1), PurchaseRefusal.NoSuchNode);
    }

    [Fact]
    public void Hacknet_WhereThereAreHacknetServers_IsRefused()
    {
        var world = NewGame.Create(new NewGameOptions { BitNode = 9, Money = 1e9 });
        Refused(new GameRun(world, ScriptedLuck.Good), PurchaseRequest.NewNode(), PurchaseRefusal.HasHacknetServers);
    }

    [Fact]
    public void Home_DoublesItsRam_AndGetsCores_UpToItsLimits()
    {
        var game = Game(money: 1e30, homeRam: 8);
        var home = game.Home;
        var cost = HomeFormulas.RamUpgradeCost(8, game.Multipliers);
        Paid(game, PurchaseRequest.HomeRam(), cost);
        Assert.Equal(1600, game.View.RamFree(home));
        Paid(game, PurchaseRequest.HomeCore(), HomeFormulas.CoreUpgradeCost(1));
        Assert.Equal(2, game.Host(home).Cores);
        for (var i = 2; i < 8; i++) Assert.Equal(PurchaseRefusal.None, game.Buy(PurchaseRequest.HomeCore(), out _));
        Refused(game, PurchaseRequest.HomeCore(), PurchaseRefusal.AtMaximum);
        while (game.Host(home).RamMax < 100L << 30) Assert.Equal(PurchaseRefusal.None, game.Buy(PurchaseRequest.HomeRam(), out _));
        Refused(game, PurchaseRequest.HomeRam(), PurchaseRefusal.AtMaximum);
    }

    [Fact]
    public void HomeRam_ThatIsNoPowerOfTwo_HasNoPrice()
    {
        var lab = new Lab();
        lab.Host("home", 100);
        lab.Prepped("target");
        Refused(lab.Game, PurchaseRequest.HomeRam(), PurchaseRefusal.InvalidSize);
    }

    [Fact]
    public void PortOpeners_WithTheRouter_OpenServersForRoot()
    {
        var game = Game(money: 1e9);
        var iron = Find(game, "iron-gym");
        Refused(game, PurchaseRequest.Root(), PurchaseRefusal.AtMaximum);
        Paid(game, PurchaseRequest.PortOpener(), 700_000);
        Assert.Equal(0, game.View.RamFree(iron));
        Paid(game, PurchaseRequest.Root(), 0);
        Assert.Equal(3200, game.View.RamFree(iron));
        Assert.True(game.Server(iron).HasRoot);
        foreach (var price in (double[])[1_500_000, 5_000_000, 30_000_000, 250_000_000]) Paid(game, PurchaseRequest.PortOpener(), price);
        Refused(game, PurchaseRequest.PortOpener(), PurchaseRefusal.AtMaximum);
        Paid(game, PurchaseRequest.Root(), 0);
        Assert.False(game.Server(Find(game, "w0r1d_d43m0n")).HasRoot);
        Assert.True(game.Server(Find(game, "ecorp")).HasRoot);
    }

    [Fact]
    public void Delete_WhileAJobRuns_IsRefused_AndAnUpgradeIsNot()
    {
        var game = Game(money: 1e9);
        var server = Paid(game, PurchaseRequest.NewServer(s_8), 440_000).Server;
        Assert.Equal(LaunchRefusal.None, game.Launch(new JobRequest { Kind = JobKind.Weaken, Host = server, Target = Find(game, "n00dles"), Threads = 4, HasFixedDelay = true, Batch = -1 }, out var job));
        game.RunMicrotasks();
        Refused(game, PurchaseRequest.Delete(server), PurchaseRefusal.HostBusy);
        Paid(game, PurchaseRequest.Upgrade(server, RamSize.FromGigabytes(16)), 440_000);
        Assert.True(game.IsAlive(job));
        Assert.Equal(900, game.View.RamFree(server));
        game.KillAll(server);
        Assert.False(game.IsAlive(job));
        Paid(game, PurchaseRequest.Delete(server), 0);
        Assert.Equal(0, game.View.RamFree(server));

        // The place is free again.
        Assert.Equal(server, Paid(game, PurchaseRequest.NewServer(s_8), 440_000).Server);
    }

    [Fact]
    public void Prices_FollowTheBitNode()
    {
        var world = NewGame.Create(new NewGameOptions { BitNode = 5, Money = 1e12 }).WithPlacesToBuy();
        var game = new GameRun(world, ScriptedLuck.Good);
        Assert.Equal(PurchaseRefusal.None, game.Price(PurchaseRequest.NewServer(RamSize.FromGigabytes(1024)), out var price));
        Assert.Equal(PurchasedServerFormulas.Cost(1024, world.Multipliers), price);
        Assert.True(price > 56_320_000);
    }

    [Fact]
    public void PlacesToBuy_FillUpToTheLimit_AndKeepWhatIsThere()
    {
        var world = NewGame.Create(new NewGameOptions { PurchasedServers = 3, PurchasedServerRam = s_8 });
        var places = world.WithPlacesToBuy();
        Assert.Equal(world.Servers.Length + 22, places.Servers.Length);
        Assert.True(world.Servers.SequenceEqual(places.Servers.Take(world.Servers.Length)));
        Assert.Equal(places.Servers.Length, places.Servers.Select(server => server.Hostname).Distinct().Count());
        Assert.Same(places, places.WithPlacesToBuy());
        Assert.True(world.Hosts().SequenceEqual(places.Hosts()));
    }

    [Fact]
    public void WithoutPlaces_NoServerIsBought() =>
        Refused(new GameRun(NewGame.Create(new NewGameOptions { Money = 1e9 }), ScriptedLuck.Good), PurchaseRequest.NewServer(s_8), PurchaseRefusal.LimitReached);

    private static GameRun Game(double money, int homeRam = 32) =>
        new(NewGame.Create(new NewGameOptions { Money = money, HomeRam = RamSize.FromGigabytes(homeRam), PortOpeners = 0 }).WithPlacesToBuy(), ScriptedLuck.Good);

    private static ServerId Find(GameRun game, string name) => new ServerNames(game.World).Find(name);

    private static Purchase Paid(GameRun game, in PurchaseRequest request, double price)
    {
        Assert.Equal(PurchaseRefusal.None, game.Buy(in request, out var bought));
        Assert.Equal(price, bought.Price);
        Assert.Equal(request.Kind, bought.Request.Kind);
        return bought;
    }

    /// <summary>By how much the player's money falls, which is the price up to the rounding of large sums.</summary>
    private static double Difference(GameRun game, in PurchaseRequest request)
    {
        var before = game.Money;
        Assert.Equal(PurchaseRefusal.None, game.Buy(in request, out _));
        return before - game.Money;
    }

    private static void Refused(GameRun game, in PurchaseRequest request, PurchaseRefusal expected)
    {
        var (money, spent, servers) = (game.Money, game.MoneySpent, game.PurchasedServers);
        Assert.Equal(expected, game.Buy(in request, out var bought));
        Assert.Equal(default, bought);
        Assert.Equal((money, spent, servers), (game.Money, game.MoneySpent, game.PurchasedServers));
    }
}
