using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sim.Experiments.Verification;

/// <summary>
/// A recording of the real engine: the world before, every operation as it was called, every landing as it came out, the world
/// after. Times in ms. Property names are those of the file.
/// </summary>
internal sealed record TraceFile
{
    public required TraceMeta Meta { get; init; }

    public required TraceState Initial { get; init; }

    public required IReadOnlyList<TraceOperation> Operations { get; init; }

    public required IReadOnlyList<TraceResult> Results { get; init; }

    public required TraceState Final { get; init; }

    /// <summary>How trace files are read: camel-case names, and special numbers as strings.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new SpecialNumberConverter() },
    };
}

internal sealed record TraceMeta
{
    /// <summary>Seed of mulberry32, the recording's Math.random.</summary>
    public required uint Seed { get; init; }

    /// <summary>Present if the recording's clock moved while scripts ran.</summary>
    public TraceCpuCost? CpuCostModel { get; init; }
}

/// <param name="ExecMs">The clock advanced by this much at the end of each exec.</param>
internal sealed record TraceCpuCost(double ExecMs);

internal sealed record TraceState
{
    public required TracePlayer Player { get; init; }

    public required TraceBitNode BitNode { get; init; }

    public required IReadOnlyList<TraceServer> Servers { get; init; }
}

internal sealed record TracePlayer
{
    public required double HackingLevel { get; init; }

    public required double HackingExp { get; init; }

    public required double Intelligence { get; init; }

    public required double Money { get; init; }

    public required IReadOnlyDictionary<string, double> Mults { get; init; }
}

internal sealed record TraceBitNode
{
    public required int N { get; init; }

    public required int Level { get; init; }

    public required IReadOnlyDictionary<string, double> Mults { get; init; }
}

internal sealed record TraceServer
{
    public required string Hostname { get; init; }

    public required double MoneyAvailable { get; init; }

    public required double MoneyMax { get; init; }

    public required double HackDifficulty { get; init; }

    public required double MinDifficulty { get; init; }

    public required double BaseDifficulty { get; init; }

    public required double RequiredHackingSkill { get; init; }

    public required double ServerGrowth { get; init; }

    public required double MaxRam { get; init; }

    public required int CpuCores { get; init; }

    public required bool HasAdminRights { get; init; }
}

internal sealed record TraceOperation
{
    public required int Id { get; init; }

    public required string Kind { get; init; }

    public required string Host { get; init; }

    public required int ScriptThreads { get; init; }

    public required double Threads { get; init; }

    public required string Target { get; init; }

    public required double StartMs { get; init; }

    public required long StartSeq { get; init; }

    public required double AdditionalMsec { get; init; }

    public required double DurationMs { get; init; }

    public required double DelayMs { get; init; }

    public required double SecAtStart { get; init; }

    public required double LevelAtStart { get; init; }
}

internal sealed record TraceResult
{
    public required int Id { get; init; }

    public required double EndMs { get; init; }

    public required long EndSeq { get; init; }

    /// <summary>The script was killed in flight; the other fields are then absent.</summary>
    public bool Killed { get; init; }

    public double MoneyBefore { get; init; }

    public double MoneyAfter { get; init; }

    public double SecBefore { get; init; }

    public double SecAfter { get; init; }

    public double ExpBefore { get; init; }

    public double ExpAfter { get; init; }

    public double LevelAfter { get; init; }

    public double PlayerMoneyAfter { get; init; }

    public double Returned { get; init; }

    public double? Rand { get; init; }

    public bool? Success { get; init; }
}

/// <summary>Reads numbers, and "Infinity", "-Infinity", "NaN" and "-0" as the strings that JSON needs for them.</summary>
internal sealed class SpecialNumberConverter : JsonConverter<double>
{
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.GetDouble();
        return reader.GetString() switch
        {
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            "NaN" => double.NaN,
            "-0" => -0.0,
            var text => throw new JsonException($"\"{text}\" is no number"),
        };
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) => throw new NotSupportedException();
}
