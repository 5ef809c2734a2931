using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sim.Engine;
using Sim.Experiments.Verification;
using Sim.Game;

namespace Sim.Scripts.Verification;

/// <summary>
/// Runs a script case and compares landings, starts, digests, error texts, the final state and every text file that the scripts
/// wrote with what the real game did.
/// </summary>
public sealed class ScriptCaseVerifier
{
    private readonly ScriptCase _case;
    private readonly ScriptRunSetup _setup;
    private readonly CaseRecorder _recorder = new();
    private readonly Dictionary<string, (long Checked, long Mismatched)> _tallies = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly List<string> _differences = [];
    private ScriptRun _run = null!;

    private ScriptCaseVerifier(ScriptCase scriptCase, ScriptRunSetup setup)
    {
        _case = scriptCase;
        _setup = setup;
    }

    /// <summary>What a verification found, and how fast it ran.</summary>
    /// <param name="Report">Checked and mismatched.</param>
    /// <param name="Differences">The first differences, one line each.</param>
    /// <param name="Landings">Landings of the run.</param>
    /// <param name="NsCalls">Calls of ns functions.</param>
    /// <param name="Turns">Messages each way.</param>
    /// <param name="Wall">Real time of the run loop.</param>
    /// <param name="PeakMemoryBytes">The child's.</param>
    public sealed record Result(
        VerifyReport Report, IReadOnlyList<string> Differences, long Landings, long NsCalls, long Turns, TimeSpan Wall, long PeakMemoryBytes);

    /// <summary>Runs and compares one case.</summary>
    /// <param name="path">The case's file.</param>
    /// <param name="scripts">The folder with the scripts.</param>
    /// <param name="node">Which Node.</param>
    /// <exception cref="InputException">The file is no case, or its scripts are not there.</exception>
    /// <exception cref="ScriptException">The run failed.</exception>
    public static Result Verify(string path, string scripts, NodeInstallation node)
    {
        var scriptCase = ScriptCase.Load(path);
        return new ScriptCaseVerifier(scriptCase, scriptCase.Setup(scripts)).Run(node);
    }

    /// <summary>How long a case takes with nobody watching.</summary>
    /// <param name="Landings">Landings of the run.</param>
    /// <param name="NsCalls">Calls of ns functions.</param>
    /// <param name="Turns">Messages each way.</param>
    /// <param name="Wall">Real time of the run loop.</param>
    /// <param name="Simulator">Processor time of the simulator in it.</param>
    /// <param name="Child">Processor time of the child in it.</param>
    /// <param name="PeakMemoryBytes">The child's.</param>
    public sealed record Speed(long Landings, long NsCalls, long Turns, TimeSpan Wall, TimeSpan Simulator, TimeSpan Child, long PeakMemoryBytes);

    /// <summary>Runs a case without comparing anything, and takes the time.</summary>
    public static Speed Time(string path, string scripts, NodeInstallation node)
    {
        var scriptCase = ScriptCase.Load(path);
        using var run = new ScriptRun(scriptCase.Setup(scripts) with { Records = false }, node, null);
        var own = Process.GetCurrentProcess().TotalProcessorTime;
        var child = run.ChildProcessorTime;
        var clock = Stopwatch.StartNew();
        run.RunUntil(scriptCase.End);
        clock.Stop();
        own = Process.GetCurrentProcess().TotalProcessorTime - own;
        child = run.ChildProcessorTime - child;
        var memory = run.PeakMemoryBytes;
        var calls = run.FinalState().GetProperty("nsCalls").GetInt64();
        return new Speed(run.Landings, calls, run.Turns, clock.Elapsed, own, child, memory);
    }

    private Result Run(NodeInstallation node)
    {
        using var run = new ScriptRun(_setup, node, _recorder);
        _run = run;
        _recorder.Run = run;
        _recorder.World = _setup.World;
        var clock = Stopwatch.StartNew();
        var ranDry = run.RunUntil(_case.End);
        clock.Stop();
        var memory = run.PeakMemoryBytes;
        var final = run.FinalState();
        CompareLandings();
        CompareStarts();
        CompareTotals(ranDry);
        CompareErrors();
        CompareFinal(final);
        var tallies = _order.Select(kind => new VerifyTally(kind, _tallies[kind].Checked, _tallies[kind].Mismatched));
        var report = new VerifyReport(
            _case.Name, _tallies.Values.Sum(tally => tally.Checked), _tallies.Values.Sum(tally => tally.Mismatched),
            _differences.Count > 0 ? _differences[0] : null)
        {
            Tallies = [.. tallies],
        };
        return new Result(report, _differences, run.Landings, final.GetProperty("nsCalls").GetInt64(), run.Turns, clock.Elapsed, memory);
    }

    private void CompareLandings()
    {
        CompareDigests("landings", _case.Root.GetProperty("digests"), "landings", _recorder.LandingDigests);
        var final = _case.Root.GetProperty("finalDigest");
        Check("landings", "number", final.GetProperty("landings").GetInt64(), _recorder.LandingDigest.Lines);
        Check("landings", "digest of all", final.GetProperty("sha256").GetString()!, _recorder.LandingDigest.Current);
        var n = 0;
        foreach (var expected in _case.Root.GetProperty("firstLandings").EnumerateArray())
        {
            if (n >= _recorder.FirstLandings.Count) break;
            var got = _recorder.FirstLandings[n++];
            foreach (var member in expected.EnumerateObject())
            {
                if (got.TryGetValue(member.Name, out var value)) CheckJson("landings", $"landing {n} {member.Name}", member.Value, value);
            }
        }
    }

    private void CompareStarts()
    {
        CompareDigests("starts", _case.Root.GetProperty("startDigests"), "starts", _recorder.StartDigests);
        var final = _case.Root.GetProperty("finalStartDigest");
        Check("starts", "number", final.GetProperty("starts").GetInt64(), _recorder.StartDigest.Lines);
        Check("starts", "digest of all", final.GetProperty("sha256").GetString()!, _recorder.StartDigest.Current);
        var n = 0;
        foreach (var expected in _case.Root.GetProperty("firstStarts").EnumerateArray())
        {
            if (n >= _recorder.FirstStarts.Count) break;
            var line = string.Create(CultureInfo.InvariantCulture,
                $"{Plain(expected.GetProperty("atMs"))} {expected.GetProperty("pid").GetInt32()} {expected.GetProperty("file").GetString()} {expected.GetProperty("host").GetString()} {expected.GetProperty("threads").GetInt32()} ");
            Check("starts", $"start {n + 1}", line, _recorder.FirstStarts[n++]);
        }
    }

    private void CompareDigests(string kind, JsonElement expected, string counter, List<string> got)
    {
        var n = 0;
        foreach (var digest in expected.EnumerateArray())
        {
            var ours = n < got.Count ? got[n] : "nothing";
            n++;
            Check(kind, $"digest of the first {digest.GetProperty(counter).GetInt64()}", digest.GetProperty("sha256").GetString()!, ours);
        }
    }

    private void CompareTotals(bool ranDry)
    {
        var totals = _case.Root.GetProperty("totals");
        Check("totals", "operations started", totals.GetProperty("operationsStarted").GetInt64(), _run.Operations);
        Check("totals", "killed in flight", totals.GetProperty("killedInFlight").GetInt64(), _run.Killed);
        Check("totals", "in flight at the end", totals.GetProperty("inFlightAtEnd").GetInt64(), _run.InFlight);
        var stopped = _case.Root.GetProperty("stopped");
        Check("totals", "stopped", stopped.GetProperty("why").GetString()!, ranDry ? "empty" : "until");
        if (ranDry) Check("totals", "stopped at", stopped.GetProperty("atMs").GetDouble(), _run.LastEventAt.TotalMilliseconds);
    }

    private void CompareErrors()
    {
        var errors = _case.Root.GetProperty("errors");
        var n = 0;
        if (!errors.TryGetProperty("dialogSamples", out var samples)) return;
        foreach (var expected in samples.EnumerateArray())
        {
            var text = Flat(expected.GetProperty("text").GetString()!);
            var (at, got) = n < _recorder.Errors.Count ? _recorder.Errors[n] : (double.NaN, "nothing");
            n++;
            got = Flat(got);
            Check("errors", $"error {n} at", expected.GetProperty("atMs").GetDouble(), at);
            Check("errors", $"error {n}", text, text.Length < got.Length ? got[..text.Length] : got);
        }
    }

    /// <summary>Texts of dialogs are kept cut and without empty lines in the cases.</summary>
    private static string Flat(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        return string.Join('|', lines);
    }

    private void CompareFinal(JsonElement final)
    {
        var expected = _case.Root.GetProperty("final");
        CheckJson("final state", "player", expected.GetProperty("player"), final.GetProperty("player"));
        Check("final state", "money here", final.GetProperty("player").GetProperty("money").GetDouble(), _run.Game.Money);
        Check("final state", "exp here", final.GetProperty("player").GetProperty("exp").GetProperty("hacking").GetDouble(), _run.Game.Person.Exp);
        var servers = final.GetProperty("servers").EnumerateArray().ToDictionary(server => server.GetProperty("hostname").GetString()!, StringComparer.Ordinal);
        var changed = expected.GetProperty("serversChanged").EnumerateArray().ToDictionary(server => server.GetProperty("hostname").GetString()!, StringComparer.Ordinal);
        foreach (var initial in _case.Root.GetProperty("initial").GetProperty("servers").EnumerateArray())
        {
            var name = initial.GetProperty("hostname").GetString()!;

            // Servers that nothing leads to are there for nobody: scripts are told that there is no such host.
            if (name != "home" && initial.GetProperty("serversOnNetwork").GetArrayLength() == 0 && !changed.ContainsKey(name)) continue;
            CompareServer(name, changed.Remove(name, out var other) ? other : initial, servers);
        }

        foreach (var (name, server) in changed) CompareServer(name, server, servers);
        var rams = final.GetProperty("rams").EnumerateArray()
            .ToDictionary(file => (file.GetProperty("host").GetString()!, file.GetProperty("file").GetString()!), file => file.GetProperty("ram").GetDouble());
        foreach (var file in _case.Root.GetProperty("source").GetProperty("files").EnumerateArray())
        {
            if (file.GetProperty("ramGB") is not { ValueKind: JsonValueKind.Number } ram) continue;
            var key = (file.GetProperty("host").GetString()!, file.GetProperty("gamePath").GetString()!);
            if (rams.TryGetValue(key, out var got)) Check("RAM", key.Item2, ram.GetDouble(), got);
        }

        CompareTexts(expected, final);
        CompareLogs(final);
    }

    private void CompareServer(string name, JsonElement expected, Dictionary<string, JsonElement> servers)
    {
        if (!servers.TryGetValue(name, out var got))
        {
            Check("final state", $"server {name}", "is there", "is not there");
            return;
        }

        foreach (var member in expected.EnumerateObject())
        {
            if (got.TryGetProperty(member.Name, out var value)) CheckJson("final state", $"{name} {member.Name}", member.Value, value);
        }
    }

    private void CompareTexts(JsonElement expected, JsonElement final)
    {
        var texts = final.GetProperty("texts").EnumerateArray()
            .ToDictionary(text => (text.GetProperty("host").GetString()!, text.GetProperty("name").GetString()!), text => text.GetProperty("text").GetString()!);
        foreach (var file in expected.GetProperty("textFiles").EnumerateArray())
        {
            var key = (file.GetProperty("host").GetString()!, file.GetProperty("name").GetString()!);
            if (!texts.TryGetValue(key, out var got))
            {
                Check("text files", key.Item2, "is there", "is not there");
                continue;
            }

            var lines = got.Split('\n').ToList();
            if (lines.Count > 0 && lines[^1].Length == 0) lines.RemoveAt(lines.Count - 1);
            var n = 0;
            foreach (var line in file.GetProperty("lines").EnumerateArray())
            {
                Check("text files", $"{key.Item2} line {n + 1}", line.GetString()!, n < lines.Count ? lines[n] : "nothing");
                n++;
            }

            Check("text files", $"{key.Item2} lines", n, lines.Count);
        }
    }

    private void CompareLogs(JsonElement final)
    {
        var running = final.GetProperty("running").EnumerateArray().ToDictionary(script => script.GetProperty("pid").GetInt32());
        foreach (var expected in _case.Root.GetProperty("mainScriptLog").EnumerateArray())
        {
            var pid = expected.GetProperty("pid").GetInt32();
            Check("logs", $"pid {pid} running", expected.GetProperty("running").GetBoolean() ? 1 : 0, running.ContainsKey(pid) ? 1 : 0);
            if (!expected.TryGetProperty("log", out var log) || !running.TryGetValue(pid, out var script)) continue;
            var got = script.GetProperty("log").EnumerateArray().Select(line => line.GetString()!).ToArray();
            var lines = log.EnumerateArray().Select(line => line.GetString()!).ToArray();
            for (var i = 1; i <= lines.Length; i++) Check("logs", $"pid {pid} line {lines.Length - i}", lines[^i], i <= got.Length ? got[^i] : "nothing");
        }
    }

    private void CheckJson(string kind, string what, JsonElement expected, object got)
    {
        switch (expected.ValueKind)
        {
            case JsonValueKind.Number when got is JsonElement { ValueKind: JsonValueKind.Array } list:
                Check(kind, what, expected.GetDouble(), list.GetArrayLength());
                break;
            case JsonValueKind.Number:
                Check(kind, what, expected.GetDouble(), got is JsonElement { ValueKind: JsonValueKind.Number } e ? e.GetDouble() : got is double d ? d : double.NaN);
                break;
            case JsonValueKind.Object when got is JsonElement { ValueKind: JsonValueKind.Object } other:
                foreach (var member in expected.EnumerateObject())
                {
                    if (other.TryGetProperty(member.Name, out var value)) CheckJson(kind, $"{what}.{member.Name}", member.Value, value);
                    else Check(kind, $"{what}.{member.Name}", member.Value.GetRawText(), "nothing");
                }

                break;
            case JsonValueKind.Array when got is JsonElement { ValueKind: JsonValueKind.Array } list:
                Check(kind, $"{what} length", expected.GetArrayLength(), list.GetArrayLength());
                for (var i = 0; i < Math.Min(expected.GetArrayLength(), list.GetArrayLength()); i++) CheckJson(kind, $"{what}[{i}]", expected[i], list[i]);
                break;
            case JsonValueKind.Object:
                break;
            default:
                // hacknetNodes is a count in the cases; ports open are a list there and flags here.
                Check(kind, what, expected.ToString(), got is JsonElement element ? element.ToString() : got.ToString()!);
                break;
        }
    }

    private void Check(string kind, string what, double expected, double got)
    {
        var isEqual = BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(got);
        Count(kind, isEqual);
        if (!isEqual) Differ(kind, what, expected.ToString("R", CultureInfo.InvariantCulture), got.ToString("R", CultureInfo.InvariantCulture));
    }

    private void Check(string kind, string what, string expected, string got)
    {
        var isEqual = string.Equals(expected, got, StringComparison.Ordinal);
        Count(kind, isEqual);
        if (!isEqual) Differ(kind, what, expected, got);
    }

    private void Count(string kind, bool isEqual)
    {
        if (!_tallies.TryGetValue(kind, out var tally)) _order.Add(kind);
        _tallies[kind] = (tally.Checked + 1, tally.Mismatched + (isEqual ? 0 : 1));
    }

    private void Differ(string kind, string what, string expected, string got)
    {
        if (_differences.Count < 1000) _differences.Add($"{_case.Name}: {kind}: {what}:\n  game      {expected}\n  simulator {got}");
    }

    private static string Plain(JsonElement number)
    {
        var text = new StringBuilder();
        JsText.AppendNumber(text, number.GetDouble());
        return text.ToString();
    }
}
