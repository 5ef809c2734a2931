using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sim.Experiments;

/// <summary>Writes a sweep as <see cref="SweepFile"/> reads it, with ranges spelled out as lists.</summary>
public static class SweepWriter
{
    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",

        // These texts are for files, never for web pages, and a quote in a title should stay readable.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The sweep as one object.</summary>
    /// <param name="sweep">What is written.</param>
    /// <param name="mapFile">Gives the path to write for each save, lag file or folder of scripts that the sweep names; null leaves the paths.</param>
    public static JsonObject ToJson(Sweep sweep, Func<string, string>? mapFile = null)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        var axes = new JsonObject();
        foreach (var axis in sweep.Axes) axes[axis.Name] = new JsonArray([.. axis.Values.Select(value => value.Json.DeepClone())]);
        var root = new JsonObject
        {
            ["title"] = sweep.Title,
            ["scenario"] = sweep.Scenario.DeepClone(),
            ["axes"] = axes,
            ["replicas"] = sweep.Replicas,
            ["seed"] = sweep.Seed,
        };
        if (mapFile is not null) MapFiles(root, sweep.Folder, mapFile);
        return root;
    }

    /// <summary>Indented, with a line end at the end.</summary>
    public static string ToText(JsonObject sweep) => sweep.ToJsonString(s_indented) + "\n";

    /// <summary>Saves stand under "save", lag models under "lag", scripts under "from"; a text there is a file if there is one of that name beside the sweep.</summary>
    private static void MapFiles(JsonNode? node, string folder, Func<string, string> mapFile)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list) MapFiles(item, folder, mapFile);
            return;
        }

        if (node is not JsonObject parent) return;
        foreach (var (key, value) in parent.ToArray())
        {
            var namesFiles = key is "save" or "world.save" or "lag" || (key == "from" && parent.ContainsKey("script"));
            if (namesFiles && value is JsonArray names)
            {
                for (var i = 0; i < names.Count; i++) names[i] = Map(names[i]!, folder, mapFile);
            }
            else if (value is not null)
            {
                if (namesFiles) parent[key] = Map(value, folder, mapFile);
                else MapFiles(value, folder, mapFile);
            }
        }
    }

    private static JsonNode Map(JsonNode value, string folder, Func<string, string> mapFile)
    {
        if (value is not JsonValue text || text.GetValueKind() != JsonValueKind.String) return value.DeepClone();
        var name = text.GetValue<string>();
        var path = Path.Combine(folder, name);
        return File.Exists(path) || Directory.Exists(path) ? JsonValue.Create(mapFile(name)) : value.DeepClone();
    }
}
