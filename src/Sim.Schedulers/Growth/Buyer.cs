using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The service that spends the money: servers, home, hacknet nodes, programs, whatever pays back soonest. It runs beside the
/// scheduler whose income it spends and touches that one's work only as <see cref="UpgradeMode"/> says:
/// <code>
///   vacate     ask for the host --> work drains --> upgrade --> give it back      (one tenth of the RAM at a time)
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
    /// <summary>RAM that may be vacated at a time, but for one host, as a share of all.</summary>
    private const double ShareVacated = 0.1;

    /// <summary>
    /// Work is killed for a server that grows by this many times the RAM that the work holds: it loses what it has done so far, and
    /// its batches leave their targets out of shape, but the new RAM comes a weaken time earlier.
    /// </summary>
    private const double KillFactor = 10;

    /// <summary>Purchases in one turn at most; more follow a second later.</summary>
    private const int PurchasesMax = 50;

    private static readonly SimDuration s_tick = SimDuration.FromSeconds(1);

    private readonly Market _market = new(options.Upgrades == UpgradeMode.KillAll ? options with { BuysServers = false } : options, home);
    private readonly RoundPlanner _rounds = new(options);
    private readonly IncomeMeter _income = new();
    private readonly List<(ServerId Server, RamSize Size, double Price)> _vacated = [];
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
        if (_isBuying) Shop(view, plan);
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
        foreach (var (server, size, _) in _vacated)
        {
            var added = size.Hundredths - view.Host(server).RamMax;
            if (!Vacating!.IsVacant(server))
            {
                if (added <= Vacating.ClaimedOn(server).Hundredths * KillFactor) continue;
                plan.KillAll(server);
            }

            _market.BuyLarger(plan, server, size);
        }
    }

    /// <summary>Buys the one thing that is worth it most, and comes back when it is bought.</summary>
    private void Shop(GameView view, Plan plan)
    {
        _isBuying = false;
        if (_purchases++ >= PurchasesMax) return;
        var money = view.Money * options.Spend;
        foreach (var (_, _, price) in _vacated) money -= price;
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
            _vacated.Add((choice.Request.Server, choice.Request.Ram, choice.Price));
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

    private bool MayVacate(GameView view, ServerId server)
    {
        if (_vacated.Count == 0) return true;
        var ram = view.Host(server).RamMax;
        foreach (var (vacated, _, _) in _vacated) ram += view.Host(vacated).RamMax;
        return ram <= Market.TotalRam(view) * ShareVacated;
    }
}
