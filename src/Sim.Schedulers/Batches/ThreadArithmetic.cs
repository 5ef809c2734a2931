namespace Sim.Schedulers;

/// <summary>How threads are worked out.</summary>
/// <param name="Greed">Share of the money that each hack takes, above 0 and at most 1; rounded down to whole threads, at least one.</param>
/// <param name="Padding">Share by which grow threads are overestimated, 0 or more.</param>
/// <param name="WithFormulas">
/// True for the game's own formulas; false for what scripts get without Formulas.exe (hackAnalyze, growthAnalyze).
/// </param>
public readonly record struct ThreadArithmetic(double Greed, double Padding = 0, bool WithFormulas = true);
