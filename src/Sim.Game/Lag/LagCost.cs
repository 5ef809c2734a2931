using Sim.Engine;

namespace Sim.Game;

/// <summary>What one <see cref="Activity"/> costs, how often it comes, and how that is known.</summary>
/// <param name="Cost">Thread time each time.</param>
/// <param name="Source">Where the numbers come from, or "assumed" and why; may be empty where the cost is zero.</param>
[SharedState]
public sealed record LagCost(Distribution Cost, string Source = "")
{
    /// <summary>No cost; in the background: does not happen.</summary>
    public static LagCost None { get; } = new(Distribution.Zero);

    /// <summary>
    /// Of background activities only: the time from one to the next. A constant is a steady beat whose missed ticks are left out;
    /// any other law gives the pause from the end of one to the beginning of the next. Null for the game's own:
    /// <see cref="LagModel.UsualPeriod"/>.
    /// </summary>
    public Distribution? Every { get; init; }
}
