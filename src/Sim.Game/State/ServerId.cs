using System.Globalization;

namespace Sim.Game;

/// <summary>A server's place in its world's list; targets and hosts are both servers. Never a count.</summary>
/// <param name="Index">0 to the number of servers - 1.</param>
public readonly record struct ServerId(int Index)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"#{Index}");
}
