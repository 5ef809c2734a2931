using Sim.Engine;

namespace Sim.Game;

/// <summary>Something that was bought.</summary>
/// <param name="Request">What was asked for; a count that went beyond the maximum is lowered to what was bought.</param>
/// <param name="At">When.</param>
/// <param name="Price">In $, 0 or more.</param>
/// <param name="Server">The server that is new, larger or gone; home for upgrades of home; -1 for the rest.</param>
/// <param name="RamBefore">RAM of that server before.</param>
/// <param name="RamAfter">RAM of that server from now on.</param>
public readonly record struct Purchase(
    PurchaseRequest Request, SimTime At, double Price, ServerId Server, RamSize RamBefore, RamSize RamAfter);
