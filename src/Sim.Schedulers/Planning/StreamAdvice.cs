using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>A stream of the plan that <c>planned</c> begins with, for those who read it.</summary>
public sealed record StreamAdvice
{
    public required ServerId Target { get; init; }

    /// <summary>The letters of the jobs in landing order.</summary>
    public required string Pattern { get; init; }

    /// <summary>Share of the full money that the first hack takes, 0 to 1.</summary>
    public required double Greed { get; init; }

    /// <summary>In landing order.</summary>
    public required ImmutableArray<JobAdvice> Jobs { get; init; }

    /// <summary>Between neighbouring landings.</summary>
    public required SimDuration Spacer { get; init; }

    /// <summary>From batch to batch.</summary>
    public required SimDuration Period { get; init; }

    /// <summary>Batches in flight at a time.</summary>
    public required int Depth { get; init; }

    /// <summary>RAM of all places.</summary>
    public required RamSize Ram { get; init; }

    /// <summary>$ a second that the plan reckons with.</summary>
    public required double MoneyPerS { get; init; }

    /// <summary>How long a weaken takes: from the first launch to the first landing.</summary>
    public required SimDuration WeakenTakes { get; init; }
}

/// <summary>One job of a batch and its places; batch n runs at place n modulo their number.</summary>
/// <param name="Kind">hack, grow or weaken.</param>
/// <param name="Threads">Threads on hosts whose cores do not help.</param>
/// <param name="Places">Hosts, the number of places there, and the threads there.</param>
public sealed record JobAdvice(JobKind Kind, int Threads, ImmutableArray<PlaceAdvice> Places);

/// <summary>Places on a host.</summary>
/// <param name="Host">The host.</param>
/// <param name="Count">Jobs at a time, 1 or more.</param>
/// <param name="Threads">Threads of each.</param>
public readonly record struct PlaceAdvice(ServerId Host, int Count, int Threads);
