namespace Sim.Game;

/// <summary>What a controller asks to buy. Make one with the methods below.</summary>
/// <param name="Kind">What.</param>
/// <param name="Server">The server to upgrade or delete; home for upgrades of home; nothing for the rest.</param>
/// <param name="Ram">RAM of a new or larger server; 0 for the rest.</param>
/// <param name="Node">Number of a hacknet node, 0 for the first.</param>
/// <param name="Count">Levels, doublings or cores of a hacknet node; 1 for the rest.</param>
public readonly record struct PurchaseRequest(PurchaseKind Kind, ServerId Server, RamSize Ram, int Node, int Count)
{
    private static readonly ServerId s_none = new(-1);

    public static PurchaseRequest NewServer(RamSize ram) => new(PurchaseKind.Server, s_none, ram, -1, 1);

    public static PurchaseRequest Upgrade(ServerId server, RamSize ram) => new(PurchaseKind.ServerUpgrade, server, ram, -1, 1);

    public static PurchaseRequest Delete(ServerId server) => new(PurchaseKind.ServerDeletion, server, RamSize.Zero, -1, 1);

    public static PurchaseRequest HomeRam() => Of(PurchaseKind.HomeRam);

    public static PurchaseRequest HomeCore() => Of(PurchaseKind.HomeCore);

    public static PurchaseRequest NewNode() => Of(PurchaseKind.HacknetNode);

    public static PurchaseRequest NodeLevels(int node, int count = 1) => new(PurchaseKind.HacknetLevel, s_none, RamSize.Zero, node, count);

    public static PurchaseRequest NodeRam(int node, int doublings = 1) => new(PurchaseKind.HacknetRam, s_none, RamSize.Zero, node, doublings);

    public static PurchaseRequest NodeCores(int node, int count = 1) => new(PurchaseKind.HacknetCore, s_none, RamSize.Zero, node, count);

    public static PurchaseRequest PortOpener() => Of(PurchaseKind.PortOpener);

    public static PurchaseRequest Root() => Of(PurchaseKind.Root);

    private static PurchaseRequest Of(PurchaseKind kind) => new(kind, s_none, RamSize.Zero, -1, 1);
}
