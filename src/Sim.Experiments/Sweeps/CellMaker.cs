using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Puts axis values into scenarios.</summary>
internal static class CellMaker
{
    /// <summary>
    /// Every combination, the last axis fastest. Where a scheduler does not know an option that is varied, the combinations that
    /// differ in nothing else are one cell.
    /// </summary>
    public static ImmutableArray<SweepCell> Make(ImmutableArray<Axis> axes, JsonObject scenario)
    {
        var cells = ImmutableArray.CreateBuilder<SweepCell>();
        var choice = new int[axes.Length];
        do
        {
            if (Combine(axes, scenario, choice) is { } cell)
            {
                var texts = axes.Select((axis, i) => Knows(cell, axis) ? axis.Values[choice[i]].Text : "").ToImmutableArray();
                cells.Add(new SweepCell(cells.Count, texts, cell));
            }
        }
        while (Advance(choice, axes));

        return cells.ToImmutable();
    }

    /// <summary>The scenario with these values; null if it only repeats another combination.</summary>
    public static JsonObject? Combine(ImmutableArray<Axis> axes, JsonObject scenario, ReadOnlySpan<int> choice)
    {
        var cell = (JsonObject)scenario.DeepClone();
        for (var i = 0; i < axes.Length; i++)
        {
            if (!Knows(cell, axes[i]))
            {
                if (choice[i] != 0) return null;
                continue;
            }

            Put(cell, axes[i].Path, axes[i].Values[choice[i]].Json);
        }

        return cell;
    }

    /// <summary>A copy of a scenario with another value at a path.</summary>
    public static JsonObject With(JsonObject scenario, ImmutableArray<string> path, JsonNode value)
    {
        var copy = (JsonObject)scenario.DeepClone();
        Put(copy, path, value);
        return copy;
    }

    private static bool Advance(int[] choice, ImmutableArray<Axis> axes)
    {
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            if (++choice[i] < axes[i].Values.Length) return true;
            choice[i] = 0;
        }

        return false;
    }

    private static bool Knows(JsonObject cell, Axis axis)
    {
        if (axis.Path is not ["scheduler", var option]) return true;
        if (cell["scheduler"] is JsonObject own && own.ContainsKey("script")) return option is "script" or "from" or "args" or "threads";
        var name = cell["scheduler"] is JsonObject scheduler ? scheduler["name"]?.ToString() : cell["scheduler"]?.ToString();
        return SchedulerCatalogue.Find(name ?? "") is not { } known || known.Options.Any(definition => definition.Key == option);
    }

    private static void Put(JsonObject root, ImmutableArray<string> path, JsonNode value)
    {
        var at = root;
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (at[path[i]] is not JsonObject next)
            {
                next = path[i] == "scheduler" && at[path[i]] is JsonValue name ? new JsonObject { ["name"] = name.ToString() } : [];
                at[path[i]] = next;
            }

            at = next;
        }

        var copy = value.DeepClone();
        (copy as JsonObject)?.Remove("label");
        at[path[^1]] = copy;
    }
}
