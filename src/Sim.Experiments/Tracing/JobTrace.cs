using System.Text.Json;
using System.Text.Json.Serialization;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>One job of a run from launch to landing, as a line of a trace. Times in ms since the start of the run.</summary>
[SharedState]
public sealed record JobTrace
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public required int Pid { get; init; }

    /// <summary>Which of the controller's schedulers launched it, from 0.</summary>
    public required int Owner { get; init; }

    /// <summary>The owner's number of the batch; null for preparation and loops.</summary>
    public int? Batch { get; init; }

    /// <summary>Place in the batch, 0 for the first landing; null without a batch.</summary>
    public int? Position { get; init; }

    /// <summary>hack, grow or weaken.</summary>
    public required string Kind { get; init; }

    public required string Host { get; init; }

    public required string Target { get; init; }

    public required double Threads { get; init; }

    /// <summary>When exec was called.</summary>
    public required double LaunchedMs { get; init; }

    /// <summary>When the operation would have had to start to land as planned without extra delay.</summary>
    public required double StartLatestMs { get; init; }

    /// <summary>When the operation was called and its duration fixed; null if it never was.</summary>
    public double? StartedMs { get; init; }

    public double? DurationMs { get; init; }

    public double? SecurityAtStart { get; init; }

    /// <summary>The planned landing; null for loops, which plan none.</summary>
    public double? LandingPlannedMs { get; init; }

    /// <summary>When the landing's timer was due.</summary>
    public double? LandingDueMs { get; init; }

    /// <summary>When it landed; null if it was killed or the run ended first.</summary>
    public double? LandedMs { get; init; }

    /// <summary>Place among all landings of the run, from 1; null if it did not land.</summary>
    public long? LandingOrder { get; init; }

    public double? SecurityBefore { get; init; }

    public double? SecurityAfter { get; init; }

    public double? MoneyBefore { get; init; }

    public double? MoneyAfter { get; init; }

    public double? MoneyGained { get; init; }

    /// <summary>False for a hack that failed; null if it did not land.</summary>
    public bool? Success { get; init; }

    /// <summary>landed, running, killed or refused.</summary>
    public required string Outcome { get; init; }

    /// <exception cref="JsonException">The text is no such line.</exception>
    public static JobTrace Parse(string line) => JsonSerializer.Deserialize<JobTrace>(line, s_json) ?? throw new JsonException("null is no job");

    /// <summary>One line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, s_json);
}
