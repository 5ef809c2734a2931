using System.Collections.Immutable;

namespace Sim.Experiments.Comparing;

/// <summary>A cell before and after.</summary>
public sealed record CellComparison
{
    /// <summary>See <see cref="CellKey"/>.</summary>
    public required string Key { get; init; }

    public required Verdict Verdict { get; init; }

    /// <summary>True if every replica is the same simulation, by its trace hash, or was refused with the same words.</summary>
    public required bool IsIdentical { get; init; }

    /// <summary>money_per_s over the replicas that ran on both sides; null if there is none.</summary>
    public PairedDifference? Money { get; init; }

    /// <summary>Other facts whose means changed, in the order of result files; empty if identical.</summary>
    public ImmutableArray<FactChange> Changes { get; init; } = [];

    /// <summary>What a verdict rests on that is no difference of money, such as an error that is new; null if nothing.</summary>
    public string? Note { get; init; }
}

/// <summary>A fact whose mean changed.</summary>
/// <param name="Fact">Its name in result files.</param>
/// <param name="Base">The old mean; null if no replica had the fact.</param>
/// <param name="New">The new mean; null if no replica has the fact.</param>
public readonly record struct FactChange(string Fact, double? Base, double? New);
