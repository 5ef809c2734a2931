using System.Collections.Immutable;
using System.Text.Json;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>Reads milestones where people write them: at the command line, and in scenario files as a text or a list of texts.</summary>
public static class MilestoneList
{
    /// <summary>Reads milestones with commas between them.</summary>
    /// <param name="text">As given.</param>
    /// <param name="problems">Gets each part that is none.</param>
    /// <param name="place">Where it was given.</param>
    public static ImmutableArray<Milestone> Parse(string text, InputProblems problems, string place)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(problems);
        var milestones = ImmutableArray.CreateBuilder<Milestone>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (Milestone.TryParse(part, out var milestone)) milestones.Add(milestone);
            else problems.Add(place, $"\"{part}\"", Milestone.Help);
        }

        return milestones.ToImmutable();
    }

    /// <summary>Reads the value of a scenario's key.</summary>
    public static ImmutableArray<Milestone> Read(InputNode node, InputProblems problems)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (node.Kind == JsonValueKind.String) return Parse(node.Text, problems, node.PathAndLine);
        if (node.Kind == JsonValueKind.Array && node.Items.Length > 0 && node.Items.All(item => item.Kind == JsonValueKind.String))
        {
            return [.. node.Items.SelectMany(item => Parse(item.Text, problems, item.PathAndLine))];
        }

        problems.Add(node.PathAndLine, node.Describe(), Milestone.Help);
        return [];
    }
}
