using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary>A run as one JSON object: what was simulated, the facts, and apart from them what it cost on this machine.</summary>
internal static class RunJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(RunSpec spec, RunFacts facts, TimeSpan wall)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("title", spec.Title);
            json.WriteString("world", spec.World.Source);
            json.WriteString("scheduler", spec.Scheduler.Name);
            json.WriteStartObject("options");
            foreach (var (key, value) in spec.Options.Resolved) json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteStartArray("targets");
            foreach (var target in spec.Targets) json.WriteStringValue(spec.World.Servers[target.Index].Hostname);
            json.WriteEndArray();
            json.WriteNumber("seed", spec.Seed);
            foreach (var fact in JsonSerializer.SerializeToElement(facts, s_options).EnumerateObject()) fact.WriteTo(json);
            json.WriteNumber("wall_s", wall.TotalSeconds);
            json.WriteNumber("landings_per_s", facts.Landings / wall.TotalSeconds);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
