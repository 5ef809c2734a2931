using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Sim.Experiments;

/// <summary>Where and by what results were made. Kept apart from them: it differs from machine to machine.</summary>
public sealed record RunEnvironment
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true, NewLine = "\n" };

    /// <summary>Version of this program.</summary>
    public required string Version { get; init; }

    /// <summary>Commit that it was built from; empty if it was built outside a repository.</summary>
    public required string Commit { get; init; }

    public required string OperatingSystem { get; init; }

    public required string Processor { get; init; }

    /// <summary>Logical processors.</summary>
    public required int Processors { get; init; }

    public required string Runtime { get; init; }

    public static RunEnvironment Current()
    {
        var informational = typeof(RunEnvironment).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        var parts = informational.Split('+', 2);
        return new RunEnvironment
        {
            Version = parts[0],
            Commit = parts.Length > 1 ? parts[1] : "",
            OperatingSystem = RuntimeInformation.OSDescription,
            Processor = $"{RuntimeInformation.ProcessArchitecture} {ProcessorName()}".Trim(),
            Processors = Environment.ProcessorCount,
            Runtime = RuntimeInformation.FrameworkDescription,
        };
    }

    /// <exception cref="JsonException">The text is no such object.</exception>
    public static RunEnvironment Parse(string json) => JsonSerializer.Deserialize<RunEnvironment>(json, s_json) ?? throw new JsonException("null is no environment");

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <summary>The processor's name where the system tells it.</summary>
    private static string ProcessorName()
    {
        const string Source = "/proc/cpuinfo";
        if (!File.Exists(Source)) return "";
        var line = File.ReadLines(Source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal));
        return line?.Split(':', 2)[^1].Trim() ?? "";
    }
}
