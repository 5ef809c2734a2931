using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>What the user asks of one run of scripts.</summary>
public sealed record ScriptRequest
{
    /// <summary>The script to start, by its name from the root of home.</summary>
    public required string Script { get; init; }

    /// <summary>Folder on disk with the files of home.</summary>
    public required string From { get; init; }

    public required WorldSpec World { get; init; }

    public required SimDuration Duration { get; init; }

    public ImmutableArray<string> Arguments { get; init; } = [];

    public int Threads { get; init; } = 1;

    public ulong Seed { get; init; } = 1;

    public LagModel? Lag { get; init; }

    public int MemoryMegabytes { get; init; } = 2048;

    /// <summary>Real time without progress after which the run is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>True if everything that scripts print is told.</summary>
    public bool TellsPrints { get; init; }

    /// <summary>Scripts of which every log line is told.</summary>
    public ImmutableArray<string> Follows { get; init; } = [];
}

/// <summary>What came of a run of scripts.</summary>
/// <param name="Facts">In the terms of the built-in schedulers.</param>
/// <param name="Final">The world, the files and the running scripts at the end.</param>
/// <param name="Wall">Real time of the run.</param>
/// <param name="NsCalls">Calls of ns functions.</param>
/// <param name="Started">Processes that started.</param>
/// <param name="Failed">Processes that ended with an error.</param>
/// <param name="Unmodelled">Functions that were called and are not modelled.</param>
/// <param name="MemoryBytes">The most that the child held.</param>
/// <param name="RanDryAt">When nothing was left to do; null if the run went on to its end.</param>
public sealed record ScriptResult(
    RunFacts Facts,
    JsonElement Final,
    TimeSpan Wall,
    long NsCalls,
    long Started,
    long Failed,
    ImmutableArray<string> Unmodelled,
    long MemoryBytes,
    SimTime? RanDryAt);

/// <summary>Runs scripts in a world and reports.</summary>
public static class ScriptSession
{
    /// <summary>Runs from start to end.</summary>
    /// <param name="request">What to run.</param>
    /// <param name="node">Which Node.</param>
    /// <param name="texts">Is given what the scripts say; null for nobody.</param>
    /// <param name="interrupt">Ends the run when it is cancelled.</param>
    /// <exception cref="InputException">The folder or the script is not there.</exception>
    /// <exception cref="ScriptException">The run failed as a whole.</exception>
    public static ScriptResult Run(ScriptRequest request, NodeInstallation node, Action<JsonElement>? texts = null, CancellationToken interrupt = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var setup = Setup(request);
        try
        {
            return Run(request, setup, node, texts, interrupt);
        }
        catch (ScriptException endless) when (endless.Failure == ScriptFailure.Endless)
        {
            // The run is the same every time, so a second one comes to the same loop and can tell its line.
            Run(request, setup with { FindsEndlessAfter = setup.Patience, Patience = setup.Patience * 4 }, node, null, interrupt);
            throw;
        }
    }

    private static ScriptResult Run(
        ScriptRequest request, ScriptRunSetup setup, NodeInstallation node, Action<JsonElement>? texts, CancellationToken interrupt)
    {
        var recorder = new ScriptRecorder(setup.World) { Texts = texts };
        using var run = new ScriptRun(setup, node, recorder);
        recorder.Run = run;
        using var registration = interrupt.Register(run.Interrupt);
        var clock = Stopwatch.StartNew();
        var isDry = run.RunUntil(SimTime.Zero + request.Duration);
        clock.Stop();
        var memory = run.PeakMemoryBytes;
        var final = run.FinalState();
        var end = run.Game.Loop.IsSaturated ? SimTime.Min(run.Now, SimTime.Zero + request.Duration) : SimTime.Zero + request.Duration;
        var facts = recorder.Report(end, final.GetProperty("refused").GetInt64());
        return new ScriptResult(
            facts, final, clock.Elapsed, final.GetProperty("nsCalls").GetInt64(), recorder.Started, recorder.Failed,
            [.. final.GetProperty("unmodelled").EnumerateArray().Select(name => name.GetString()!)], memory, isDry ? run.LastEventAt : null);
    }

    private static ScriptRunSetup Setup(ScriptRequest request)
    {
        var files = ScriptFolder.Read(request.From);
        var script = request.Script.TrimStart('/');
        if (!files.Any(file => file.Path == script))
        {
            var scripts = files.Where(file => file.Path.EndsWith(".js", StringComparison.Ordinal)).Select(file => file.Path).ToArray();
            throw new InputException(new InputProblem("", request.Script, $"there is no such script in {request.From}", NearestName.Hint(script, scripts)));
        }

        var world = ScriptWorlds.WithSpares(request.World);
        return new ScriptRunSetup
        {
            World = world,
            View = WorldView.Of(request.World),
            Files = files,
            Starts = [new FirstScript(SimTime.Zero, "home", script, request.Threads, [.. request.Arguments.Select(Argument)])],
            Seed = request.Seed,
            Lag = request.Lag,
            MemoryMegabytes = request.MemoryMegabytes,
            Patience = request.Patience,
            TellsPrints = request.TellsPrints,
            Follows = [.. request.Follows.Select(name => name.TrimStart('/'))],
        };
    }

    /// <summary>As the game's terminal reads arguments: numbers and true and false become what they look like, the rest stays text.</summary>
    private static JsonNode? Argument(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when Units.TryParseNumber(text, out var number) => number,
        _ => text,
    };
}
