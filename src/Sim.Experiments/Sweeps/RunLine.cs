using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sim.Experiments;

/// <summary>One line of a result file: which run, and its simulated facts or why there are none. The same on every machine.</summary>
public sealed record RunLine
{
    /// <summary>Version of the line's layout.</summary>
    public const int FormatVersion = 1;

    /// <summary>How the error of a run begins that has no result because its worker died again and again.</summary>
    public const string LostError = "lost: ";

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    public int Format { get; init; } = FormatVersion;

    /// <summary>Number of the cell in its sweep, from 0.</summary>
    public required int Cell { get; init; }

    /// <summary>Number of the repetition, from 0.</summary>
    public required int Replica { get; init; }

    /// <summary>Axis name and value, in the order of the axes.</summary>
    public required IReadOnlyDictionary<string, string> Axes { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The target that was hacked, if the run came so far.</summary>
    public string? Target { get; init; }

    /// <summary>The greed of the best run, where the best was sought.</summary>
    public string? GreedBest { get; init; }

    /// <summary>Null if there was an error.</summary>
    public RunFacts? Facts { get; init; }

    /// <summary>Why the cell could not be run, such as too little RAM.</summary>
    public string? Error { get; init; }

    /// <summary>True if the run was given up. It is no result: a sweep that is resumed tries it again.</summary>
    [JsonIgnore]
    public bool IsLost => Error?.StartsWith(LostError, StringComparison.Ordinal) == true;

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <exception cref="JsonException">The text is no such line.</exception>
    public static RunLine Parse(string line)
    {
        var read = JsonSerializer.Deserialize<RunLine>(line, s_json) ?? throw new JsonException("null is no result");
        return read.Format == FormatVersion ? read : throw new JsonException($"results of format {read.Format}; this version reads format {FormatVersion}");
    }
}
