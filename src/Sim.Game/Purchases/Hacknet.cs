using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// The player's hacknet nodes and what they have earned. The game pays them in its 200 ms loop; here the money is worked out when
/// it is looked at, from the whole loops since the nodes last changed, so that looking changes nothing.
/// </summary>
public sealed class Hacknet
{
    /// <summary>The game's loop (MilliPerCycle).</summary>
    public static readonly SimDuration Cycle = SimDuration.FromMilliseconds(200);

    private const double CyclesPerSecond = 5;

    private readonly List<HacknetNode> _nodes = [];
    private readonly HacknetMultipliers _multipliers;
    private readonly BitNodeMultipliers _bitNode;
    private double _earnedBefore;
    private long _cyclesBefore;

    internal Hacknet(WorldSpec world)
    {
        _multipliers = HacknetMultipliers.Of(world.Player);
        _bitNode = world.Multipliers;
        HasServers = world.BitNode == 9 || world.Player.SourceFiles.Any(file => file.Key == 9 && file.Value > 0);
    }

    /// <summary>True if the player has hacknet servers in place of nodes; no node can then be bought.</summary>
    public bool HasServers { get; }

    public IReadOnlyList<HacknetNode> Nodes => _nodes;

    /// <summary>$ a second that all nodes bring.</summary>
    public double MoneyPerSecond { get; private set; }

    /// <summary>$ earned up to a time, in whole loops of the game; never less at a later time.</summary>
    /// <param name="now">Not before the last purchase.</param>
    public double EarnedUntil(SimTime now) =>
        MoneyPerSecond == 0 ? _earnedBefore : _earnedBefore + ((CyclesUntil(now) - _cyclesBefore) * (MoneyPerSecond / CyclesPerSecond));

    /// <summary>$ a second of a node.</summary>
    public double MoneyPerSecondOf(HacknetNode node) =>
        HacknetNodeFormulas.MoneyPerSecond(node.Level, node.RamGigabytes, node.Cores, _multipliers.Money, _bitNode);

    /// <summary>Price in $ of the next node.</summary>
    public double NodePrice() => HacknetNodeFormulas.NodeCost(_nodes.Count + 1, _multipliers.NodeCost);

    /// <summary>Price in $ of a number of levels, doublings of RAM, or cores, without regard to the maximum; Infinity at it.</summary>
    /// <param name="kind">HacknetLevel, HacknetRam or HacknetCore.</param>
    /// <param name="node">As it is now.</param>
    /// <param name="count">1 or more.</param>
    public double UpgradePrice(PurchaseKind kind, HacknetNode node, int count) => kind switch
    {
        PurchaseKind.HacknetLevel => HacknetNodeFormulas.LevelUpgradeCost(node.Level, count, _multipliers.LevelCost),
        PurchaseKind.HacknetRam => HacknetNodeFormulas.RamUpgradeCost(node.RamGigabytes, count, _multipliers.RamCost),
        _ => HacknetNodeFormulas.CoreUpgradeCost(node.Cores, count, _multipliers.CoreCost),
    };

    /// <summary>How many more levels, doublings or cores a node can have.</summary>
    public static int UpgradesLeft(PurchaseKind kind, HacknetNode node) => kind switch
    {
        PurchaseKind.HacknetLevel => HacknetNode.LevelMax - node.Level,
        PurchaseKind.HacknetRam => int.Log2(HacknetNode.RamGigabytesMax / node.RamGigabytes),
        _ => HacknetNode.CoresMax - node.Cores,
    };

    /// <summary>The node after an upgrade within the maximum.</summary>
    public static HacknetNode Upgraded(PurchaseKind kind, HacknetNode node, int count) => kind switch
    {
        PurchaseKind.HacknetLevel => node with { Level = node.Level + count },
        PurchaseKind.HacknetRam => node with { RamGigabytes = node.RamGigabytes << count },
        _ => node with { Cores = node.Cores + count },
    };

    internal void Add(SimTime now)
    {
        CloseBooks(now);
        _nodes.Add(HacknetNode.New);
        AddUp();
    }

    internal void Upgrade(PurchaseKind kind, int node, int count, SimTime now)
    {
        CloseBooks(now);
        _nodes[node] = Upgraded(kind, _nodes[node], count);
        AddUp();
    }

    private static long CyclesUntil(SimTime now) => now.Micros / Cycle.Micros;

    private void CloseBooks(SimTime now)
    {
        _earnedBefore = EarnedUntil(now);
        _cyclesBefore = CyclesUntil(now);
    }

    private void AddUp()
    {
        var sum = 0.0;
        foreach (var node in _nodes) sum += MoneyPerSecondOf(node);
        MoneyPerSecond = sum;
    }
}
