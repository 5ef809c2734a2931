using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The service that spends the money: servers, home, hacknet nodes, programs, whatever pays back soonest. It runs beside the
/// scheduler whose income it spends and touches that one's work only as <see cref="UpgradeMode"/> says:
/// <code>
///   vacate     ask for the host --> work drains --> upgrade --> give it back      (one host, or as many as there is room for elsewhere)
///   kill-all   kill everything --> upgrade all --> start the scheduler anew       (when RAM grows by half)
///   in-place   upgrade under the running work
/// </code>
/// Once a second it looks at what could be bought (<see cref="Market"/>). The offer that pays back soonest is bought if the money
/// is there; while it is saved for, others are bought that pay back before it can be afforded.
/// </summary>
/// <param name="options">What it goes by.</param>
/// <param name="home">The player's home.</param>
public sealed class Buyer(GrowthOptions options, ServerId home) : IBatchScheduler
{
    /// <summary>
    /// Work on a vacated host is killed when waiting has cost this many times what it has been given so far. More than once, since a
    /// batch that is killed half way may leave its target out of shape.
    /// </summary>
    private const double KillFactor = 30;

    /// <summary>Seconds between two looks at what a kill would lose.</summary>
    private const int KillEvery = 10;

    /// <summary>Purchases in one turn at most; more follow a second later.</summary>
    private const int PurchasesMax = 50;

    private static readonly SimDuration s_tick = SimDuration.FromSeconds(1);

    private readonly Market _market = new(options.Upgrades == UpgradeMode.KillAll ? options with { BuysServers = false } : options, home);
    private readonly RoundPlanner _rounds = new(options);
    private readonly IncomeMeter _income = new();
    private readonly List<VacatedHost> _vacated = [];
    private readonly HashSet<int> _rooted = [];
    private double _spent;
    private int _purchases;
    private bool _isBuying;

    /// <summary>Who uses the RAM and can be asked for hosts; null if the scheduler can only be started anew.</summary>
    public IHostVacating? Vacating { get; set; }

    /// <summary>Hosts that were asked for and are not upgraded yet.</summary>
    public int HostsVacated => _vacated.Count;

    public void OnWake(int tag, GameView view, Plan plan)
    {
        if (_rooted.Count == 0) NoteRoots(view, isNew: false);
        _income.Look(view, _spent);
        plan.WakeAfter(s_tick);
        if (view.Now < SimTime.Zero + options.Start) return;
        _purchases = 0;
        _isBuying = false;
        if (options.BuysPrograms && view.Price(PurchaseRequest.Root(), out _) == PurchaseRefusal.None) plan.Buy(PurchaseRequest.Root());
        UpgradeVacated(view, plan);
        Shop(view, plan);
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
    }

    public void OnBought(in PurchaseRequest request, PurchaseRefusal reason, in Purchase bought, GameView view, Plan plan)
    {
        if (reason != PurchaseRefusal.None)
        {
            GiveUp(in request, view);
            return;
        }

        _spent += bought.Price;
        var server = bought.Server;
        if (request.Kind != PurchaseKind.ServerDeletion) _vacated.RemoveAll(each => each.Server == server);
        if (request.Kind is PurchaseKind.Server or PurchaseKind.ServerUpgrade or PurchaseKind.HomeRam)
        {
            Vacating?.Reopen(server, bought.RamAfter);
        }

        if (request.Kind == PurchaseKind.Root) NoteRoots(view, isNew: true);
        if (request.Kind == PurchaseKind.PortOpener) plan.Buy(PurchaseRequest.Root());

        // What the host has more is free now: the next one's work may go there before others take it.
        if (_isBuying || (request.Kind == PurchaseKind.ServerUpgrade && options.Upgrades == UpgradeMode.Vacate)) Shop(view, plan);
    }

    /// <summary>A server that was vacated for nothing is lent again as it is.</summary>
    private void GiveUp(in PurchaseRequest request, GameView view)
    {
        var server = request.Server;
        if (_vacated.RemoveAll(each => each.Server == server || view.Host(each.Server).RamMax == 0) == 0 || server.Index < 0) return;
        Vacating?.Reopen(server, new RamSize(view.Host(server).RamMax));
    }

    /// <summary>Servers that have root now have RAM to lend.</summary>
    private void NoteRoots(GameView view, bool isNew)
    {
        for (var i = 0; i < view.ServerCount; i++)
        {
            var id = new ServerId(i);
            if (!view.Server(id).HasRoot || !_rooted.Add(i) || !isNew || view.Host(id).RamMax == 0) continue;
            Vacating?.Reopen(id, new RamSize(view.Host(id).RamMax));
        }
    }

    private bool IsVacated(ServerId server) => _vacated.Exists(each => each.Server == server);

    private void UpgradeVacated(GameView view, Plan plan)
    {
        foreach (var host in _vacated)
        {
            if (!Vacating!.IsVacant(host.Server))
            {
                if (!IsKillCheaper(host, view)) continue;
                plan.KillAll(host.Server);
            }

            _market.BuyLarger(plan, host.Server, host.Size);
        }
    }

    /// <summary>To wait until that has cost as much as a kill, and then to kill, never costs much more than the better of the two.</summary>
    private bool IsKillCheaper(VacatedHost host, GameView view)
    {
        var idle = host.Size.Gigabytes - Vacating!.ClaimedOn(host.Server).Gigabytes;
        host.Waited += Math.Max(0, idle) * _income.Marginal;
        return ++host.Seconds % KillEvery == 0 && host.Waited > view.WorkOn(host.Server) * KillFactor;
    }

    /// <summary>Buys the one thing that is worth it most, and comes back when it is bought.</summary>
    private void Shop(GameView view, Plan plan)
    {
        _isBuying = false;
        if (_purchases++ >= PurchasesMax) return;
        var money = view.Money * options.Spend;
        foreach (var host in _vacated) money -= host.Price;
        if (Choose(view, money) is not { } choice) return;
        if (choice.Request.Kind == PurchaseKind.Server && options.Upgrades == UpgradeMode.KillAll)
        {
            _rounds.TryPlan(view, money, plan);
            return;
        }

        if (choice.Request.Kind == PurchaseKind.ServerUpgrade && options.Upgrades == UpgradeMode.Vacate)
        {
            if (!MayVacate(view, choice.Request.Server)) return;
            Vacating!.Vacate(choice.Request.Server);
            _vacated.Add(new VacatedHost(choice.Request.Server, choice.Request.Ram, choice.Price));
            Shop(view, plan);
            return;
        }

        _isBuying = true;
        plan.Buy(choice.Request);
    }

    /// <summary>The offer to take now; null to wait.</summary>
    private Offer? Choose(GameView view, double money)
    {
        var offers = _market.Look(view, _income, money, IsVacated);
        Offer? best = null;
        Offer? bestNow = null;
        foreach (var offer in offers) Weigh(in offer);
        if (options.Upgrades == UpgradeMode.KillAll && _rounds.Quote(view, Market.PerGigabyte(view, _income)) is { } round) Weigh(in round);
        if (best is not { } wanted || bestNow is not { } possible) return null;
        if (wanted.Price <= money) return wanted;
        var perSecond = (_income.PerSecond + view.Hacknet.MoneyPerSecond) * options.Spend;
        var wait = perSecond > 0 ? (wanted.Price - money) / perSecond : double.PositiveInfinity;
        return possible.PaybackSeconds <= wait ? possible : null;

        void Weigh(in Offer offer)
        {
            if (best is not { } soFar || offer.IsBetterThan(in soFar)) best = offer;
            if (offer.Price <= money && (bestNow is not { } now || offer.IsBetterThan(in now))) bestNow = offer;
        }
    }

    /// <summary>One host at a time, and more as far as their work finds room elsewhere.</summary>
    private bool MayVacate(GameView view, ServerId server) =>
        _vacated.Count == 0 || Vacating!.Free.Hundredths >= view.Host(server).RamMax;
}
