using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// The threads of a batch and what each landing should find, worked out once and shared by every batch that is launched from it.
/// </summary>
[SharedState]
public sealed record BatchPlan
{
    public required ServerId Target { get; init; }

    /// <summary>The player's level that the threads were worked out for.</summary>
    public required double Level { get; init; }

    /// <summary>In landing order.</summary>
    public required ImmutableArray<PlannedJob> Jobs { get; init; }

    /// <summary>RAM of all jobs in hundredths of a GB, at the cores the plan was made for.</summary>
    public long RamHundredths { get; init; }

    /// <summary>Money in $ that the batch takes if all its hacks succeed.</summary>
    public double MoneyTaken { get; init; }
}

/// <summary>One job of a <see cref="BatchPlan"/>.</summary>
/// <param name="Kind">hack, grow or weaken.</param>
/// <param name="Threads">Threads on a host with one core; 1 or more.</param>
/// <param name="ThreadsOnHome">Threads on home, fewer where its cores help.</param>
/// <param name="SecurityExpected">Security that the landing should find, at most, if every hack before it succeeded.</param>
/// <param name="MoneyExpected">Money in $ that the landing should find, at least.</param>
/// <param name="ThreadsNeeded">Threads (real-valued) that the effect takes; the rest is rounding or padding.</param>
public readonly record struct PlannedJob(
    JobKind Kind, int Threads, int ThreadsOnHome, double SecurityExpected, double MoneyExpected, double ThreadsNeeded);
