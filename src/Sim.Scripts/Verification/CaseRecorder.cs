using System.Globalization;
using System.Text;
using System.Text.Json;
using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts.Verification;

/// <summary>Keeps what a script case is compared by.</summary>
internal sealed class CaseRecorder : IScriptObserver
{
    private const int DigestEvery = 1000;
    private const int FirstLandingsMax = 400;
    private const int FirstStartsMax = 300;

    private readonly StringBuilder _line = new();

    public ScriptRun Run { get; set; } = null!;

    public WorldSpec World { get; set; } = null!;

    public RollingDigest LandingDigest { get; } = new();

    public RollingDigest StartDigest { get; } = new();

    public List<string> LandingDigests { get; } = [];

    public List<string> StartDigests { get; } = [];

    public List<Dictionary<string, object>> FirstLandings { get; } = [];

    public List<string> FirstStarts { get; } = [];

    public List<(double At, string Text)> Errors { get; } = [];

    public void OnLanded(SimTime at, in ScriptOperation operation, in Landing landing)
    {
        var target = Name(operation.Target);
        _line.Clear();
        _line.Append(operation.Kind.ToString().ToLowerInvariant()).Append(' ').Append(target).Append(' ');
        JsText.AppendNumber(_line, operation.Threads);
        _line.Append(' ');
        JsText.AppendNumber(_line, at.TotalMilliseconds);
        _line.Append(' ');
        JsText.AppendNumber(_line, landing.MoneyAfter);
        _line.Append(' ');
        JsText.AppendNumber(_line, landing.SecurityAfter);
        LandingDigest.Add(_line.ToString());
        if (LandingDigest.Lines % DigestEvery == 0) LandingDigests.Add(LandingDigest.Current);
        if (FirstLandings.Count < FirstLandingsMax) FirstLandings.Add(InFull(at, in operation, in landing, target));
    }

    public void OnText(JsonElement text)
    {
        if (text.TryGetProperty("start", out var start) && text.GetProperty("via").GetString() is "exec" or "run")
        {
            StartDigest.Add(start.GetString()!);
            if (StartDigest.Lines % DigestEvery == 0) StartDigests.Add(StartDigest.Current);
            if (FirstStarts.Count < FirstStartsMax) FirstStarts.Add(WithoutArguments(start.GetString()!));
        }
        else if (text.TryGetProperty("error", out var error) && text.GetProperty("pid").GetInt32() != 0)
        {
            Errors.Add((text.GetProperty("at").GetDouble(), error.GetString()!));
        }
    }

    public void OnStarted(SimTime at, in StartedScript script)
    {
    }

    public void OnOperation(in ScriptOperation operation)
    {
    }

    public void OnEnded(SimTime at, int pid, ScriptEnd how)
    {
    }

    private string Name(ServerId id) => World.Servers[id.Index].Hostname;

    /// <summary>The line up to the args: "atMs pid file host threads ".</summary>
    private static string WithoutArguments(string line)
    {
        var at = 0;
        for (var blanks = 0; blanks < 5; at++)
        {
            if (line[at] == ' ') blanks++;
        }

        return line[..at];
    }

    private Dictionary<string, object> InFull(SimTime at, in ScriptOperation operation, in Landing landing, string target)
    {
        var full = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["start"] = (double)(operation.Number - 1),
            ["kind"] = operation.Kind.ToString().ToLowerInvariant(),
            ["target"] = target,
            ["cores"] = (double)operation.Cores,
            ["file"] = Run.ScriptName(operation.Script),
            ["pid"] = (double)operation.Pid,
            ["scriptThreads"] = operation.ScriptThreads,
            ["threads"] = operation.Threads,
            ["additionalMsec"] = operation.AdditionalMsec,
            ["startMs"] = operation.StartedAt.TotalMilliseconds,
            ["durationMs"] = operation.DurationMs,
            ["secAtStart"] = operation.SecurityAtStart,
            ["levelAtStart"] = operation.LevelAtStart,
            ["endMs"] = at.TotalMilliseconds,
            ["moneyBefore"] = landing.MoneyBefore,
            ["moneyAfter"] = landing.MoneyAfter,
            ["secBefore"] = landing.SecurityBefore,
            ["secAfter"] = landing.SecurityAfter,
            ["expBefore"] = landing.ExpBefore,
            ["expAfter"] = landing.ExpAfter,
            ["levelAfter"] = landing.LevelAfter,
            ["playerMoneyAfter"] = Run.Game.Money,
            ["returned"] = landing.Returned,
        };
        if (operation.Kind == JobKind.Hack)
        {
            full["rand"] = landing.Draw;
            full["success"] = landing.Success ? "True" : "False";
        }

        return full;
    }
}
