using System.Collections.Immutable;

namespace Sim.Experiments;

/// <summary>Runs with the greed that earns most, where a scenario asks for the best one.</summary>
public static class GreedSearch
{
    /// <summary>The word for it in scenarios.</summary>
    public const string Best = "best";

    /// <summary>What is tried, from small to large.</summary>
    public static ImmutableArray<double> Candidates { get; } =
        [0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.75, 0.9];

    /// <summary>Simulates once, or once for each candidate that RAM holds, and gives the run that earned most.</summary>
    /// <returns>The facts, and the best greed where it was sought.</returns>
    public static (RunFacts Facts, double? Greed) Run(RunSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (!spec.SeeksGreed) return (Simulation.Run(spec), null);
        (RunFacts Facts, double? Greed)? best = null;
        foreach (var greed in Candidates)
        {
            var with = spec.WithGreed(greed);
            if (with.FindProblems().Any) break;
            var facts = Simulation.Run(with);
            if (best is null || facts.MoneyEarned > best.Value.Facts.MoneyEarned) best = (facts, greed);
        }

        return best ?? (Simulation.Run(spec), null);
    }
}
