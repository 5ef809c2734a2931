using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>What to run now, what it brings, and what would bring more.</summary>
public sealed record Advice
{
    public required WorldSpec World { get; init; }

    /// <summary>The gap between landings that earned most of those tried.</summary>
    public required SimDuration Spacer { get; init; }

    /// <summary>$ a second on prepped targets once the streams run, by simulation with several seeds.</summary>
    public required Estimate MoneyPerS { get; init; }

    /// <summary>$ a second that no scheduler could exceed with these patterns and this spacer, at the level at the end of the simulation.</summary>
    public required double BoundMoneyPerS { get; init; }

    public required PlanAdvice Plan { get; init; }

    /// <summary>What each spacer that was tried earned.</summary>
    public required IReadOnlyList<(SimDuration Spacer, double MoneyPerS)> Spacers { get; init; }

    /// <summary>The guide's schedulers on their best target.</summary>
    public required IReadOnlyList<ComparedScheduler> Compared { get; init; }

    public required IReadOnlyList<Upgrade> Upgrades { get; init; }
}

/// <summary>What another scheduler earns in the same circumstances.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Target">Its target; empty if it cannot run.</param>
/// <param name="MoneyPerS">$ a second once it runs; null if it cannot.</param>
public sealed record ComparedScheduler(string Name, string Target, double? MoneyPerS);

/// <summary>Something that would bring more money.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Cost">$; null if it cannot be bought.</param>
/// <param name="MoneyPerS">$ a second more.</param>
public sealed record Upgrade(string Name, double? Cost, double MoneyPerS)
{
    /// <summary>Seconds until it has earned its price; null if it never does, or has none.</summary>
    public double? PayBackS => Cost / MoneyPerS is { } seconds && double.IsFinite(seconds) ? seconds : null;

    /// <summary>$ a second for each $ of its price; null if it has none.</summary>
    public double? MoneyPerSPerDollar => Cost > 0 ? MoneyPerS / Cost : null;
}
