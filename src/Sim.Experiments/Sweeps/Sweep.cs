using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Sim.Experiments;

/// <summary>
/// A scenario, the axes along which it is varied, and how often each cell is repeated. Cells are counted in a fixed order: the
/// last axis runs fastest.
/// </summary>
public sealed record Sweep
{
    public required string Title { get; init; }

    /// <summary>The scenario that axes change, as JSON.</summary>
    public required JsonObject Scenario { get; init; }

    public required ImmutableArray<Axis> Axes { get; init; }

    /// <summary>Runs of each cell, 1 or more; replica r of every cell has the same luck.</summary>
    public required int Replicas { get; init; }

    /// <summary>Seed of replica 0; the others follow from it, never from the cell.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Where saves with relative paths are looked for.</summary>
    public required string Folder { get; init; }

    /// <summary>The cells in order.</summary>
    public required ImmutableArray<SweepCell> Cells { get; init; }

    public long Runs => (long)Cells.Length * Replicas;

    /// <summary>Axis name and value of a cell, without those that its scheduler does not know.</summary>
    public IReadOnlyDictionary<string, string> AxesOf(SweepCell cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Axes.Zip(cell.Values, (axis, value) => KeyValuePair.Create(axis.Name, value))
            .Where(value => value.Value.Length > 0).ToDictionary(StringComparer.Ordinal);
    }

    /// <summary>Runs the cells whose scheduler is a script; null if there is nothing that can.</summary>
    public IScriptEngine? Scripts { get; init; }
}

/// <summary>One way to vary a scenario.</summary>
/// <param name="Name">As written in the file, such as ram or greed.</param>
/// <param name="Path">Keys from the scenario's root, such as scheduler, greed.</param>
/// <param name="Values">What is put there, in order.</param>
public sealed record Axis(string Name, ImmutableArray<string> Path, ImmutableArray<AxisValue> Values);

/// <summary>One value of an axis.</summary>
/// <param name="Text">What results and charts call it.</param>
/// <param name="Json">What is put into the scenario.</param>
public sealed record AxisValue(string Text, JsonNode Json);

/// <summary>One combination of axis values.</summary>
/// <param name="Number">Place in the sweep, from 0.</param>
/// <param name="Values">The text of each axis's value, in the order of the axes.</param>
/// <param name="Scenario">The scenario with these values.</param>
public sealed record SweepCell(int Number, ImmutableArray<string> Values, JsonObject Scenario);
