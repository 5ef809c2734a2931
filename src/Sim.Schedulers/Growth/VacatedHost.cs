using Sim.Game;

namespace Sim.Schedulers;

/// <summary>A host that the buyer has asked for.</summary>
/// <param name="server">The host.</param>
/// <param name="size">What it is to have.</param>
/// <param name="price">$ that are kept for it.</param>
internal sealed class VacatedHost(ServerId server, RamSize size, double price)
{
    public ServerId Server { get; } = server;

    public RamSize Size { get; } = size;

    public double Price { get; } = price;

    /// <summary>RAM x time that waiting has cost so far, in GB-seconds: what is idle there already, and what the upgrade would add.</summary>
    public double Waited { get; set; }

    /// <summary>Seconds since it was asked for.</summary>
    public int Seconds { get; set; }
}
