using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// What could be bought at a moment, with what it costs and what it is expected to bring. RAM brings what RAM has brought so far, less if much of it is idle;
/// a hacknet node what the game's formula says; a core what grows and weakens on home gain by it; a port opener the RAM of the
/// hosts that it opens, and a better target if one is among them.
/// </summary>
internal sealed class Market(GrowthOptions options, ServerId home)
{
    /// <summary>The smallest server worth a place.</summary>
    private const long ServerGigabytesMin = 16;

    /// <summary>Share of the RAM of a batch that grows and weakens take: cores help those.</summary>
    private const double CoreDependentShare = 0.9;

    private readonly List<Offer> _offers = [];

    /// <summary>Looks around; what is returned is valid until the next look.</summary>
    /// <param name="view">The game now.</param>
    /// <param name="income">What hacks bring.</param>
    /// <param name="money">$ that may be spent.</param>
    /// <param name="isTaken">Servers that are being upgraded already.</param>
    public IReadOnlyList<Offer> Look(GameView view, IncomeMeter income, double money, Func<ServerId, bool> isTaken)
    {
        _offers.Clear();
        var total = TotalRam(view);
        var perGigabyte = PerGigabyte(view, income);
        if (options.BuysServers) OfferServers(view, perGigabyte, money, isTaken);
        if (options.BuysHome) OfferHome(view, income.PerSecond, perGigabyte, total);
        if (options.BuysHacknet) OfferHacknet(view);
        if (options.BuysPrograms) OfferPrograms(view, income.PerSecond, perGigabyte);
        return _offers;
    }

    /// <summary>$ a second that a GB more is expected to bring.</summary>
    public static double PerGigabyte(GameView view, IncomeMeter income)
    {
        var total = TotalRam(view);
        return total > 0 ? income.PerSecond * income.Marginal / (total / 100.0) : 0;
    }

    /// <summary>RAM of all hosts in hundredths of a GB.</summary>
    public static long TotalRam(GameView view)
    {
        var total = 0L;
        for (var i = 0; i < view.ServerCount; i++)
        {
            var id = new ServerId(i);
            if (view.Server(id).HasRoot) total += view.Host(id).RamMax;
        }

        return total;
    }

    private void OfferServers(GameView view, double perGigabyte, double money, Func<ServerId, bool> isTaken)
    {
        var sizeMax = SizeMax(view);
        var isFull = view.PurchasedServers >= (options.ServersMax ?? int.MaxValue);
        var smallest = Smallest(view, isTaken);
        var isAnyAffordable = false;
        for (var gigabytes = ServerGigabytesMin; RamSize.FromGigabytes(gigabytes) <= sizeMax; gigabytes *= 2)
        {
            var size = RamSize.FromGigabytes(gigabytes);
            var before = _offers.Count;
            if (!isFull) OfferServer(view, size, perGigabyte);
            if (smallest.Index >= 0) OfferUpgrade(view, smallest, size, perGigabyte);

            // Of what is too dear only the smallest is worth saving for: all sizes cost about the same for each GB.
            for (var i = _offers.Count - 1; i >= before; i--)
            {
                if (_offers[i].Price <= money) isAnyAffordable = true;
                else if (isAnyAffordable) _offers.RemoveAt(i);
            }

            if (_offers.Count > before && _offers[^1].Price > money) break;
        }
    }

    /// <summary>The largest server that is bought.</summary>
    public RamSize SizeMax(GameView view)
    {
        var most = BitNodes.PurchasedServerRamMax(view.Multipliers);
        return options.ServerRamMax is { } limit && limit < most ? limit : most;
    }

    /// <summary>Price in $ of making a server larger, by upgrade or by buying it anew.</summary>
    public bool TryUpgradePrice(GameView view, ServerId server, RamSize size, out double price)
    {
        if (!options.Rebuys) return view.Price(PurchaseRequest.Upgrade(server, size), out price) == PurchaseRefusal.None;

        // The limit does not matter: the old server is deleted first.
        var refusal = view.Price(PurchaseRequest.NewServer(size), out price);
        return size.Hundredths > view.Host(server).RamMax && refusal is PurchaseRefusal.None or PurchaseRefusal.LimitReached;
    }

    /// <summary>Plans to make a server larger, at the price that <see cref="TryUpgradePrice"/> tells.</summary>
    public void BuyLarger(Plan plan, ServerId server, RamSize size)
    {
        if (options.Rebuys)
        {
            plan.Buy(PurchaseRequest.Delete(server));
            plan.Buy(PurchaseRequest.NewServer(size));
        }
        else
        {
            plan.Buy(PurchaseRequest.Upgrade(server, size));
        }
    }

    private void OfferServer(GameView view, RamSize size, double perGigabyte)
    {
        if (view.Price(PurchaseRequest.NewServer(size), out var price) != PurchaseRefusal.None) return;
        _offers.Add(new Offer(PurchaseRequest.NewServer(size), price, size.Gigabytes * perGigabyte, size));
    }

    private void OfferUpgrade(GameView view, ServerId server, RamSize size, double perGigabyte)
    {
        var added = size - new RamSize(view.Host(server).RamMax);
        if (added <= RamSize.Zero || !TryUpgradePrice(view, server, size, out var price)) return;
        _offers.Add(new Offer(PurchaseRequest.Upgrade(server, size), price, added.Gigabytes * perGigabyte, added));
    }

    private static ServerId Smallest(GameView view, Func<ServerId, bool> isTaken)
    {
        var smallest = new ServerId(-1);
        var least = long.MaxValue;
        for (var i = 0; i < view.ServerCount; i++)
        {
            var id = new ServerId(i);
            if (view.Host(id).RamMax >= least || !view.IsPurchased(id) || isTaken(id)) continue;
            (smallest, least) = (id, view.Host(id).RamMax);
        }

        return smallest;
    }

    private void OfferHome(GameView view, double income, double perGigabyte, long total)
    {
        ref readonly var host = ref view.Host(home);
        if (view.Price(PurchaseRequest.HomeRam(), out var price) == PurchaseRefusal.None)
        {
            var added = new RamSize(host.RamMax);
            _offers.Add(new Offer(PurchaseRequest.HomeRam(), price, added.Gigabytes * perGigabyte, added));
        }

        if (total == 0 || view.Price(PurchaseRequest.HomeCore(), out price) != PurchaseRefusal.None) return;

        // One core more does a sixteenth of one core's work more; the same work then takes less RAM.
        var share = (double)host.RamMax / total * CoreDependentShare / (16 + host.Cores - 1);
        OfferIfItPays(new Offer(PurchaseRequest.HomeCore(), price, income * share, RamSize.Zero));
    }

    private void OfferHacknet(GameView view)
    {
        var hacknet = view.Hacknet;
        if (view.Price(PurchaseRequest.NewNode(), out var price) == PurchaseRefusal.None)
        {
            OfferIfItPays(new Offer(PurchaseRequest.NewNode(), price, hacknet.MoneyPerSecondOf(HacknetNode.New), RamSize.Zero));
        }

        for (var number = 0; number < hacknet.Nodes.Count; number++)
        {
            OfferPart(view, PurchaseRequest.NodeLevels(number), hacknet.Nodes[number]);
            OfferPart(view, PurchaseRequest.NodeRam(number), hacknet.Nodes[number]);
            OfferPart(view, PurchaseRequest.NodeCores(number), hacknet.Nodes[number]);
        }
    }

    private void OfferPart(GameView view, in PurchaseRequest request, HacknetNode node)
    {
        if (view.Price(in request, out var price) != PurchaseRefusal.None) return;
        var after = Hacknet.Upgraded(request.Kind, node, 1);
        var gain = view.Hacknet.MoneyPerSecondOf(after) - view.Hacknet.MoneyPerSecondOf(node);
        OfferIfItPays(new Offer(request, price, gain, RamSize.Zero));
    }

    private void OfferIfItPays(in Offer offer)
    {
        if (offer.PaybackSeconds <= options.Payback.TotalSeconds) _offers.Add(offer);
    }

    private void OfferPrograms(GameView view, double income, double perGigabyte)
    {
        if (view.Price(PurchaseRequest.PortOpener(), out var price) != PurchaseRefusal.None) return;
        var ram = RamSize.Zero;
        var (best, bestBehind) = (0.0, 0.0);
        for (var i = 0; i < view.ServerCount; i++)
        {
            var id = new ServerId(i);
            var spec = view.World.Servers[i];
            var isRooted = view.Server(id).HasRoot;
            if (isRooted)
            {
                best = Math.Max(best, Score(view, id));
            }
            else if (spec.PortsRequired <= view.PortOpeners + 1 && !spec.Connections.IsEmpty)
            {
                ram += new RamSize(view.Host(id).RamMax);
                bestBehind = Math.Max(bestBehind, Score(view, id));
            }
        }

        var better = best > 0 ? Math.Max(0, (bestBehind / best) - 1) : 0;
        _offers.Add(new Offer(PurchaseRequest.PortOpener(), price, (ram.Gigabytes * perGigabyte) + (income * better), ram));
    }

    /// <summary>Maximum money x chance / time of a weaken, all as if prepped; 0 above the player's level.</summary>
    private static double Score(GameView view, ServerId id)
    {
        ref readonly var server = ref view.Server(id);
        if (!(server.MoneyMax > 0) || server.LevelRequired > view.Person.Level) return 0;
        var prepped = BatchMath.Prepped(in server);
        var intelligence = HackingFormulas.IntelligenceBonus(view.Person.Intelligence, 1);
        var chance = HackingFormulas.Chance(in prepped, in view.Person, intelligence);
        return server.MoneyMax * chance / HackingFormulas.HackSeconds(in prepped, in view.Person, view.Multipliers, intelligence);
    }
}
