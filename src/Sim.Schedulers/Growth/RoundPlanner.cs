using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Plans the purchase of servers in rounds, since each round kills everything: a round is due when it adds half of what the player's
/// servers have, or what all hosts have if none was bought yet.
/// </summary>
internal sealed class RoundPlanner(GrowthOptions options)
{
    /// <summary>RAM that a round must add, as a share of what there is.</summary>
    private const double ShareMin = 0.5;

    private const long ServerGigabytesMin = 16;

    private readonly List<(ServerId Server, RamSize Size)> _larger = [];
    private readonly Market _market = new(options, default);
    private int _newServers;
    private RamSize _newSize;
    private long _added;
    private double _price;

    /// <summary>The smallest round that would be due, as something to save for; null if there is nothing more to buy.</summary>
    /// <param name="view">The game now.</param>
    /// <param name="perGigabyte">$ a second that a GB brings.</param>
    public Offer? Quote(GameView view, double perGigabyte)
    {
        if (!options.BuysServers || !TryFill(view, _market.SizeMax(view), double.PositiveInfinity, mayBePart: false) || _added == 0) return null;
        var ram = new RamSize(Math.Min(_added, Least(view)));
        var price = _price / new RamSize(_added).Gigabytes * ram.Gigabytes;
        return new Offer(PurchaseRequest.NewServer(ram), price, ram.Gigabytes * perGigabyte, ram);
    }

    /// <summary>Writes a round into the plan: stop, buy, start again.</summary>
    /// <returns>False if none is due.</returns>
    public bool TryPlan(GameView view, double money, Plan plan)
    {
        var least = Least(view);
        var isDue = false;
        for (var size = _market.SizeMax(view); size.Hundredths >= ServerGigabytesMin * 100 && !isDue; size = new RamSize(size.Hundredths / 2))
        {
            var isSmallest = size.Hundredths / 2 < ServerGigabytesMin * 100;
            isDue = TryFill(view, size, money, mayBePart: isSmallest) && _added >= least;
        }

        if (!isDue) return false;
        plan.StopOthers();
        foreach (var (server, size) in _larger) _market.BuyLarger(plan, server, size);
        for (var i = 0; i < _newServers; i++) plan.Buy(PurchaseRequest.NewServer(_newSize));
        plan.StartOthers();
        return true;
    }

    /// <summary>RAM that a round must add, in hundredths of a GB.</summary>
    private static long Least(GameView view)
    {
        var bought = 0L;
        for (var i = 0; i < view.ServerCount; i++) bought += view.IsPurchased(new ServerId(i)) ? view.Host(new ServerId(i)).RamMax : 0;
        return Math.Max(1, (long)((bought > 0 ? bought : Market.TotalRam(view)) * ShareMin));
    }

    /// <summary>Works out what it takes to bring every server that the player may own to one size.</summary>
    /// <returns>False if the money is not enough.</returns>
    private bool TryFill(GameView view, RamSize size, double money, bool mayBePart)
    {
        _larger.Clear();
        (_newServers, _newSize, _added, _price) = (0, size, 0, 0);
        for (var i = 0; i < view.ServerCount; i++)
        {
            var id = new ServerId(i);
            if (!view.IsPurchased(id) || view.Host(id).RamMax >= size.Hundredths) continue;
            if (!_market.TryUpgradePrice(view, id, size, out var price)) continue;
            if (price > money) return mayBePart;
            money -= price;
            _price += price;
            _larger.Add((id, size));
            _added += size.Hundredths - view.Host(id).RamMax;
        }

        var limit = Math.Min(options.ServersMax ?? int.MaxValue, BitNodes.PurchasedServersMax(view.Multipliers));
        if (limit <= view.PurchasedServers || view.Price(PurchaseRequest.NewServer(size), out var each) != PurchaseRefusal.None) return true;
        for (var places = limit - view.PurchasedServers; places > 0; places--)
        {
            if (each > money) return mayBePart;
            money -= each;
            _price += each;
            _newServers++;
            _added += size.Hundredths;
        }

        return true;
    }
}
