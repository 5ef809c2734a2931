using Sim.Engine;

namespace Sim.Game;

/// <content>What the player buys, and what changes at that moment. Rare events: nothing here is on the way of a landing.</content>
public sealed partial class GameRun
{
    private readonly ServerId _home;
    private readonly bool[] _isPlace;
    private readonly Hacknet _hacknet;
    private double _money;
    private int _portOpeners;
    private bool _hasTor;

    /// <summary>The player's money in $: what hacks brought, what hacknet nodes have earned so far, less what was spent.</summary>
    public double Money => _money + _hacknet.EarnedUntil(Loop.Now);

    /// <summary>$ spent so far.</summary>
    public double MoneySpent { get; private set; }

    public Hacknet Hacknet => _hacknet;

    /// <summary>The player's home.</summary>
    public ServerId Home => _home;

    /// <summary>Programs that open ports, 0 to 5.</summary>
    public int PortOpenersOwned => _portOpeners;

    /// <summary>Servers that the player owns, home not counted.</summary>
    public int PurchasedServers
    {
        get
        {
            var owned = 0;
            for (var i = 0; i < _hosts.Length; i++) owned += IsPurchased(new ServerId(i)) ? 1 : 0;
            return owned;
        }
    }

    /// <summary>True for a server that the player has bought; not for home.</summary>
    public bool IsPurchased(ServerId id) =>
        id.Index >= 0 && id.Index < _hosts.Length && _isPlace[id.Index] && _hosts[id.Index].RamMax > 0;

    /// <summary>What something costs now and whether it could be had, with regard to everything but money.</summary>
    /// <param name="request">What would be asked for.</param>
    /// <param name="price">In $; Infinity where there is no price.</param>
    public PurchaseRefusal Price(in PurchaseRequest request, out double price) => Quote(in request, out price, out _);

    /// <summary>
    /// Buys something: the money is paid and the effect is there at once, RAM included. A refusal changes nothing and is told by
    /// the return value.
    /// </summary>
    public PurchaseRefusal Buy(in PurchaseRequest request, out Purchase bought)
    {
        bought = default;
        var refusal = Quote(in request, out var price, out var count);
        if (refusal == PurchaseRefusal.None && Money < price) refusal = PurchaseRefusal.NotEnoughMoney;
        if (refusal != PurchaseRefusal.None) return refusal;
        _money -= price;
        MoneySpent += price;
        var server = ServerOf(in request);
        var before = RamOf(server);
        Take(in request, server, count);
        bought = new Purchase(request with { Count = count }, Loop.Now, price, server, before, RamOf(server));
        Observer?.OnBought(in bought);
        return PurchaseRefusal.None;
    }

    private PurchaseRefusal Quote(in PurchaseRequest request, out double price, out int count)
    {
        price = 0;
        count = 1;
        switch (request.Kind)
        {
            case PurchaseKind.Server:
                var refusal = PriceList.Server(request.Ram, PurchasedServers, Multipliers, out price);
                return refusal == PurchaseRefusal.None && FreePlace().Index < 0 ? PurchaseRefusal.LimitReached : refusal;
            case PurchaseKind.ServerUpgrade:
                return IsPurchased(request.Server)
                    ? PriceList.Upgrade(RamOf(request.Server), request.Ram, Multipliers, out price)
                    : PurchaseRefusal.NotPurchased;
            case PurchaseKind.ServerDeletion:
                if (!IsPurchased(request.Server)) return PurchaseRefusal.NotPurchased;
                return _hosts[request.Server.Index].RamUsed > 0 ? PurchaseRefusal.HostBusy : PurchaseRefusal.None;
            case PurchaseKind.HomeRam:
                return PriceList.HomeRam(RamOf(_home), Multipliers, out price);
            case PurchaseKind.HomeCore:
                return PriceList.HomeCore(_hosts[_home.Index].Cores, out price);
            case PurchaseKind.HacknetNode:
                return PriceList.Node(_hacknet, out price);
            case PurchaseKind.HacknetLevel:
            case PurchaseKind.HacknetRam:
            case PurchaseKind.HacknetCore:
                return PriceList.NodeUpgrade(_hacknet, in request, out count, out price);
            case PurchaseKind.PortOpener:
                return PriceList.PortOpener(_portOpeners, _hasTor, out price);
            default:
                Invariant.Check(request.Kind == PurchaseKind.Root);
                return HasRootToTake() ? PurchaseRefusal.None : PurchaseRefusal.AtMaximum;
        }
    }

    private void Take(in PurchaseRequest request, ServerId server, int count)
    {
        switch (request.Kind)
        {
            case PurchaseKind.Server:
            case PurchaseKind.ServerUpgrade:
                ChangeRam(server, request.Ram.Hundredths);
                break;
            case PurchaseKind.ServerDeletion:
                ChangeRam(server, 0);
                break;
            case PurchaseKind.HomeRam:
                ChangeRam(_home, _hosts[_home.Index].RamMax * 2);
                break;
            case PurchaseKind.HomeCore:
                _hosts[_home.Index].Cores++;
                break;
            case PurchaseKind.HacknetNode:
                _hacknet.Add(Loop.Now);
                break;
            case PurchaseKind.PortOpener:
                _hasTor = true;
                _portOpeners++;
                break;
            case PurchaseKind.Root:
                TakeRoots();
                break;
            default:
                _hacknet.Upgrade(request.Kind, request.Node, count, Loop.Now);
                break;
        }
    }

    private static ServerId HomeOf(WorldSpec world)
    {
        for (var i = 0; i < world.Servers.Length; i++)
        {
            if (world.Servers[i].Hostname == "home") return new ServerId(i);
        }

        throw new InvariantException("Broken invariant: a world without home");
    }

    private ServerId ServerOf(in PurchaseRequest request) => request.Kind switch
    {
        PurchaseKind.Server => FreePlace(),
        PurchaseKind.ServerUpgrade or PurchaseKind.ServerDeletion => request.Server,
        PurchaseKind.HomeRam or PurchaseKind.HomeCore => _home,
        _ => new ServerId(-1),
    };

    private RamSize RamOf(ServerId server) => server.Index < 0 ? RamSize.Zero : new RamSize(_hosts[server.Index].RamMax);

    /// <summary>The first place of the world's array that no server takes; -1 if there is none.</summary>
    private ServerId FreePlace()
    {
        for (var i = 0; i < _hosts.Length; i++)
        {
            if (_isPlace[i] && _hosts[i].RamMax == 0) return new ServerId(i);
        }

        return new ServerId(-1);
    }

    private void ChangeRam(ServerId server, long ram)
    {
        ref var host = ref _hosts[server.Index];
        Invariant.Check(ram >= host.RamUsed);
        host.RamMax = ram;
        if (!_servers[server.Index].HasRoot) return;
        _ramFree[server.Index] = host.RamFree;
        foreach (var freed in _freed) freed.Add(server);
    }

    private bool HasRootToTake()
    {
        for (var i = 0; i < _servers.Length; i++)
        {
            if (IsOpen(i)) return true;
        }

        return false;
    }

    private void TakeRoots()
    {
        for (var i = 0; i < _servers.Length; i++)
        {
            if (!IsOpen(i)) continue;
            _servers[i].HasRoot = true;
            ChangeRam(new ServerId(i), _hosts[i].RamMax);
        }
    }

    /// <summary>True if the player could take root: it can be reached over the network, and has no more ports than there are openers.</summary>
    private bool IsOpen(int index)
    {
        var server = World.Servers[index];
        return !_servers[index].HasRoot && server.PortsRequired <= _portOpeners && !server.Connections.IsEmpty;
    }
}
