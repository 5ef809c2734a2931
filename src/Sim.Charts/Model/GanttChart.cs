using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>Bars along time in rows, with markers where effects land.</summary>
public sealed record GanttChart : Chart
{
    /// <summary>The time axis; its ends may be narrowed to look at one moment.</summary>
    public required Axis X { get; init; }

    /// <summary>The rows, from the top. Bars of one row that overlap in time get lanes of their own.</summary>
    public required ImmutableArray<GanttRow> Rows { get; init; }

    /// <summary>The kinds in the legend's order; kinds that only appear in rows follow. Empty by default.</summary>
    public ImmutableArray<string> Kinds { get; init; } = [];
}

/// <summary>One row, such as a batch or a host.</summary>
/// <param name="Name">The name at the left and in read-outs.</param>
/// <param name="Bars">The bars, in lane order where they overlap.</param>
public sealed record GanttRow(string Name, ImmutableArray<GanttBar> Bars)
{
    /// <summary>Where effects land in this row; empty by default.</summary>
    public ImmutableArray<LandingMarker> Landings { get; init; } = [];
}

/// <summary>A span of time.</summary>
/// <param name="Start">When it begins, on the x axis.</param>
/// <param name="End">When it ends, not before it begins.</param>
/// <param name="Kind">What it is; gives the colour.</param>
/// <param name="Label">The text inside, shown where it fits; also in read-outs.</param>
public readonly record struct GanttBar(double Start, double End, string Kind, string? Label = null);

/// <summary>The moment an effect applies.</summary>
/// <param name="At">When, on the x axis.</param>
/// <param name="Kind">What it is; gives the colour and the marker's shape.</param>
/// <param name="Order">The place in the observed order, shown where it fits.</param>
/// <param name="IsInOrder">Whether it landed where the plan wanted it; a wrong one is ringed.</param>
/// <param name="Note">A remark for the read-out.</param>
public readonly record struct LandingMarker(double At, string Kind, int? Order = null, bool IsInOrder = true, string? Note = null);
