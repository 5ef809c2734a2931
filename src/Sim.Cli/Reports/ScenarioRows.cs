using System.Collections.Immutable;
using System.Text.Json;
using Sim.Charts.Reports;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>A scenario with its defaults as names and values.</summary>
internal static class ScenarioRows
{
    /// <param name="scenario">What is shown.</param>
    /// <param name="leftOut">Keys, with dots, that are shown elsewhere.</param>
    /// <param name="lengthMax">Longer values are cut.</param>
    public static ImmutableArray<KeyValueRow> Of(Scenario scenario, IReadOnlySet<string> leftOut, int lengthMax)
    {
        using var document = JsonDocument.Parse(ScenarioFile.Write(scenario));
        var rows = ImmutableArray.CreateBuilder<KeyValueRow>();
        Add(rows, document.RootElement, "", leftOut, lengthMax);
        return rows.ToImmutable();
    }

    private static void Add(ImmutableArray<KeyValueRow>.Builder rows, JsonElement element, string path, IReadOnlySet<string> leftOut, int lengthMax)
    {
        if (leftOut.Contains(path) || path == "title") return;
        if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject()) Add(rows, member.Value, path.Length > 0 ? $"{path}.{member.Name}" : member.Name, leftOut, lengthMax);
            return;
        }

        var isNames = element.ValueKind == JsonValueKind.Array && element.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String);
        var text = isNames ? string.Join(", ", element.EnumerateArray().Select(item => item.GetString())) : element.ToString();
        rows.Add(new KeyValueRow(path, text.Length <= lengthMax ? text : $"{text[..lengthMax]}..."));
    }
}
