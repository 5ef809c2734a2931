namespace Sim.Game;

/// <summary>What things cost in a running world at this moment, and why they can't be had. Looks and changes nothing.</summary>
internal static class PriceList
{
    /// <summary>The most RAM that home can have (HomeComputerMaxRam), in GB.</summary>
    public const long HomeRamGigabytesMax = 1L << 30;

    /// <summary>The most cores that home can have.</summary>
    public const int HomeCoresMax = 8;

    /// <summary>Price of a new server.</summary>
    public static PurchaseRefusal Server(RamSize ram, int owned, BitNodeMultipliers node, out double price)
    {
        price = double.PositiveInfinity;
        if (!IsWholeGigabytes(ram)) return PurchaseRefusal.InvalidSize;
        price = PurchasedServerFormulas.Cost(ram.Gigabytes, node);
        if (!double.IsFinite(price)) return PurchaseRefusal.InvalidSize;
        return owned >= BitNodes.PurchasedServersMax(node) ? PurchaseRefusal.LimitReached : PurchaseRefusal.None;
    }

    /// <summary>Price of more RAM for a purchased server.</summary>
    public static PurchaseRefusal Upgrade(RamSize now, RamSize ram, BitNodeMultipliers node, out double price)
    {
        price = double.PositiveInfinity;
        if (!IsWholeGigabytes(now) || !IsWholeGigabytes(ram)) return PurchaseRefusal.InvalidSize;
        return PurchasedServerFormulas.TryUpgradeCost(now.Gigabytes, ram.Gigabytes, node, out price) && double.IsFinite(price)
            ? PurchaseRefusal.None
            : PurchaseRefusal.InvalidSize;
    }

    /// <summary>Price of twice the RAM at home.</summary>
    public static PurchaseRefusal HomeRam(RamSize now, BitNodeMultipliers node, out double price)
    {
        price = double.PositiveInfinity;
        var gigabytes = now.Hundredths / 100;
        if (!IsWholeGigabytes(now) || !long.IsPow2(gigabytes)) return PurchaseRefusal.InvalidSize;
        if (gigabytes >= HomeRamGigabytesMax) return PurchaseRefusal.AtMaximum;
        price = HomeFormulas.RamUpgradeCost(gigabytes, node);
        return PurchaseRefusal.None;
    }

    /// <summary>Price of one more core at home.</summary>
    public static PurchaseRefusal HomeCore(int now, out double price)
    {
        price = HomeFormulas.CoreUpgradeCost(now);
        return now >= HomeCoresMax ? PurchaseRefusal.AtMaximum : PurchaseRefusal.None;
    }

    /// <summary>Price of a hacknet node.</summary>
    public static PurchaseRefusal Node(Hacknet hacknet, out double price)
    {
        price = hacknet.NodePrice();
        return hacknet.HasServers ? PurchaseRefusal.HasHacknetServers : PurchaseRefusal.None;
    }

    /// <summary>Price of levels, RAM or cores of a hacknet node; as in the game a count beyond the maximum buys what is left.</summary>
    public static PurchaseRefusal NodeUpgrade(Hacknet hacknet, in PurchaseRequest request, out int count, out double price)
    {
        (count, price) = (0, double.PositiveInfinity);
        if (request.Node < 0 || request.Node >= hacknet.Nodes.Count) return PurchaseRefusal.NoSuchNode;
        if (request.Count < 1) return PurchaseRefusal.NothingAsked;
        var node = hacknet.Nodes[request.Node];
        count = Math.Min(request.Count, Hacknet.UpgradesLeft(request.Kind, node));
        if (count == 0) return PurchaseRefusal.AtMaximum;
        price = hacknet.UpgradePrice(request.Kind, node, count);
        return PurchaseRefusal.None;
    }

    /// <summary>Price of the next port opener, with the TOR router if that is missing.</summary>
    /// <param name="owned">Openers that the player has, 0 to 5.</param>
    /// <param name="hasTor">Whether the dark web can be reached.</param>
    /// <param name="price">In $.</param>
    public static PurchaseRefusal PortOpener(int owned, bool hasTor, out double price)
    {
        price = double.PositiveInfinity;
        if (owned >= PortOpeners.Prices.Length) return PurchaseRefusal.AtMaximum;
        price = PortOpeners.Prices[owned] + (hasTor ? 0 : PortOpeners.TorPrice);
        return PurchaseRefusal.None;
    }

    private static bool IsWholeGigabytes(RamSize size) => size > RamSize.Zero && size.Hundredths % 100 == 0;
}
