using System.Text.Json;

namespace Sim.Experiments;

/// <summary>
/// A run over time: as many equal intervals whatever its length, one value of each list an interval. Intervals after the moment
/// where a run was stopped are left out.
/// </summary>
public sealed record RunSeries
{
    /// <summary>Version of the file's layout.</summary>
    public const int FormatVersion = 1;

    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public int Format { get; init; } = FormatVersion;

    /// <summary>End of each interval in ms since the start of the run.</summary>
    public required IReadOnlyList<double> EndMs { get; init; }

    /// <summary>$ received from hacks up to the end of the interval.</summary>
    public required IReadOnlyList<double> MoneyEarned { get; init; }

    /// <summary>RAM that jobs held, mean over the interval's time, GB.</summary>
    public required IReadOnlyList<double> RamGbMean { get; init; }

    public required IReadOnlyList<double> RamGbMin { get; init; }

    public required IReadOnlyList<double> RamGbMax { get; init; }

    /// <summary>Real minus planned landing of batch jobs, ms, by kind of job.</summary>
    public required IReadOnlyList<LandingErrors> LandingErrors { get; init; }

    /// <summary>A part of the run in which a dozen batches landed, ms; null if none did.</summary>
    public double? WindowFromMs { get; init; }

    public double? WindowToMs { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, s_json);

    /// <exception cref="JsonException">The text is no such object, or of another version.</exception>
    public static RunSeries Parse(string json)
    {
        var read = JsonSerializer.Deserialize<RunSeries>(json, s_json) ?? throw new JsonException("null is no series");
        return read.Format == FormatVersion ? read : throw new JsonException($"a series of format {read.Format}; this version reads format {FormatVersion}");
    }
}

/// <summary>How far the landings of one kind of job were from their plan.</summary>
/// <param name="Kind">hack, grow or weaken.</param>
/// <param name="Count">Landings.</param>
/// <param name="QuantilesMs">The errors at evenly spaced shares from the smallest to the largest, within 1.6 % in between.</param>
public sealed record LandingErrors(string Kind, long Count, IReadOnlyList<double> QuantilesMs);
