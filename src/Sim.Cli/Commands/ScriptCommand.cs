using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Scripts;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary><c>sim script FILE --from DIR</c>: the player's own scripts, unmodified, in simulated time.</summary>
internal sealed class ScriptCommand
{
    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly CliConsole _console;
    private readonly Argument<string> _script = new("SCRIPT") { Description = "The script to start on home, such as /batcher/controller.js" };
    private readonly Option<string> _from = new("--from") { Description = "Folder with your scripts; it becomes the root of home", HelpName = "DIR", DefaultValueFactory = _ => "." };
    private readonly Option<string[]> _args = new("--args") { Description = "Arguments of the script", HelpName = "ARG", AllowMultipleArgumentsPerToken = true };
    private readonly Option<int> _threads = new("--threads") { Description = "Threads of the script", HelpName = "N", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object with exact values" };
    private readonly Option<string?> _out = new("--out") { Description = "Folder for the run's results, logs and files", HelpName = "DIR" };
    private readonly Option<string[]> _tail = new("--tail") { Description = "Print every log line of this script as it comes", HelpName = "SCRIPT" };
    private readonly Option<bool> _watch = new("--watch") { Description = "Run again whenever a file of the folder is saved, and show what changed" };
    private readonly Option<string?> _node = new("--node") { Description = "Node 20 or later; the one on PATH if not given", HelpName = "PATH" };
    private readonly Option<string> _memory = new("--script-memory") { Description = "The most memory that the scripts may use", HelpName = "SIZE", DefaultValueFactory = _ => "2GB" };
    private readonly Option<string> _patience = new("--script-time") { Description = "Real time without progress after which the run is given up", HelpName = "TIME", DefaultValueFactory = _ => "20s" };
    private readonly WorldOptions _world;

    private ScriptCommand(CliConsole console, Command command)
    {
        _console = console;
        command.Arguments.Add(_script);
        command.Options.Add(_from);
        _world = new WorldOptions(command);
        foreach (Option option in new Option[] { _args, _threads, _json, _out, _tail, _watch, _node, _memory, _patience }) command.Options.Add(option);
    }

    public static Command Create(CliConsole console)
    {
        var command = new Command("script", "Runs your own Netscript scripts, unmodified, in simulated time");
        var self = new ScriptCommand(console, command);
        command.SetAction(parsed => console.Run(() => self.Run(parsed)));
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var node = NodeInstallation.Find(parsed.GetValue(_node));
        using var interrupted = new CancellationTokenSource();
        ConsoleCancelEventHandler stop = (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            var request = Read(parsed);
            return parsed.GetValue(_watch) ? Watch(parsed, request, node, interrupted.Token) : Once(parsed, request, node, interrupted.Token);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    private ScriptRequest Read(ParseResult parsed)
    {
        var problems = new InputProblems("");
        var world = _world.Read(parsed, problems);
        if (!TryParseMegabytes(parsed.GetValue(_memory)!, out var memory) || memory is < 64 or > 65536)
        {
            problems.Add("--script-memory", $"\"{parsed.GetValue(_memory)}\"", "a size from 64MB to 64GB is needed");
        }

        if (!Units.TryParseDuration(parsed.GetValue(_patience)!, out var patience) || patience < SimDuration.FromSeconds(1))
        {
            problems.Add("--script-time", $"\"{parsed.GetValue(_patience)}\"", $"{Units.DurationHelp}, 1s or more");
        }

        if (parsed.GetValue(_threads) < 1) problems.Add("--threads", $"{parsed.GetValue(_threads)}", "a whole number of at least 1 is needed");
        problems.ThrowIfAny();
        return new ScriptRequest
        {
            Script = parsed.GetValue(_script)!,
            From = parsed.GetValue(_from)!,
            World = world!.World,
            Duration = world.Duration,
            Seed = world.Seed,
            Lag = world.Lag,
            Arguments = [.. parsed.GetValue(_args) ?? []],
            Threads = parsed.GetValue(_threads),
            MemoryMegabytes = memory,
            Patience = TimeSpan.FromSeconds(patience.TotalSeconds),
            TellsPrints = parsed.GetValue(_out) is not null,
            Follows = [.. parsed.GetValue(_tail) ?? []],
        };
    }

    private static bool TryParseMegabytes(string text, out int megabytes)
    {
        megabytes = 0;
        var isMega = text.EndsWith("MB", StringComparison.Ordinal);
        if (!isMega && !text.EndsWith("GB", StringComparison.Ordinal)) return false;
        if (!Units.TryParseNumber(text[..^2], out var number) || number is < 0 or > 1e6) return false;
        megabytes = (int)(isMega ? number : number * 1024);
        return true;
    }

    private int Once(ParseResult parsed, ScriptRequest request, NodeInstallation node, CancellationToken interrupt)
    {
        using var folder = parsed.GetValue(_out) is { } path ? new ScriptRunFolder(path) : null;
        var errors = new ErrorList();
        var result = ScriptSession.Run(request, node, text => Tell(text, request, folder, errors), interrupt);
        folder?.Finish(result, WriteJson(request, result));
        if (parsed.GetValue(_json)) _console.Output.WriteLine(WriteJson(request, result));
        else Show(request, result, errors);
        return ExitCode.Fine;
    }

    private void Tell(JsonElement text, ScriptRequest request, ScriptRunFolder? folder, ErrorList errors)
    {
        folder?.OnText(text);
        if (text.TryGetProperty("error", out _)) errors.Add(text);
        var isFollowed = text.TryGetProperty("file", out var file) && request.Follows.Any(name => name.TrimStart('/') == file.GetString());
        if (text.TryGetProperty("log", out var line) && isFollowed)
        {
            _console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{text.GetProperty("at").GetDouble() / 1000,10:0.000} {file.GetString()} {text.GetProperty("pid").GetInt32()}: {line.GetString()}"));
        }
        else if (text.TryGetProperty("terminal", out var terminal) && request.Follows.Length > 0)
        {
            _console.Output.WriteLine(terminal.GetString());
        }
    }

    private void Show(ScriptRequest request, ScriptResult result, ErrorList errors)
    {
        var facts = result.Facts;
        var what = string.Join(' ', request.Arguments.Prepend(request.Script));
        _console.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}; {request.World.Source}, hacking level {facts.LevelStart:0}, {RamUnits.Format(new RamSize((long)(facts.RamGbTotal * 100)))} of RAM, seed {request.Seed}"));
        var table = new Table { UseSafeBorder = true, ShowHeaders = false }.Border(TableBorder.Rounded).BorderColor(Color.Grey);
        table.AddColumn(new TableColumn(""));
        table.AddColumn(new TableColumn("") { Alignment = Justify.Right });
        foreach (var (name, value) in RunCommand.Rows(facts, result.Wall)) table.AddRow(Markup.Escape(name), Markup.Escape(value));
        table.AddRow("scripts started / failed", string.Create(CultureInfo.InvariantCulture, $"{result.Started:#,0} / {result.Failed:#,0}"));
        table.AddRow("ns calls", string.Create(CultureInfo.InvariantCulture, $"{result.NsCalls:#,0}"));
        _console.Tables().Write(table);
        if (result.RanDryAt is { } dry)
        {
            _console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"note: nothing was left to do after {dry.TotalSeconds:0.###} s; the rest of the time passed idle."));
        }

        if (!result.Unmodelled.IsEmpty) _console.Output.WriteLine($"note: not modelled, each call threw: {string.Join(", ", result.Unmodelled)}");
        foreach (var line in errors.Lines) _console.Output.WriteLine(line);
    }

    private static string WriteJson(ScriptRequest request, ScriptResult result)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("script", request.Script);
            json.WriteStartArray("args");
            foreach (var argument in request.Arguments) json.WriteStringValue(argument);
            json.WriteEndArray();
            json.WriteString("world", Path.GetFileName(request.World.Source));
            json.WriteNumber("seed", request.Seed);
            foreach (var fact in JsonSerializer.SerializeToElement(result.Facts, s_json).EnumerateObject()) fact.WriteTo(json);
            json.WriteNumber("scripts_started", result.Started);
            json.WriteNumber("scripts_failed", result.Failed);
            json.WriteNumber("ns_calls", result.NsCalls);
            json.WriteStartArray("not_modelled");
            foreach (var name in result.Unmodelled) json.WriteStringValue(name);
            json.WriteEndArray();
            json.WriteNumber("wall_s", result.Wall.TotalSeconds);
            json.WriteNumber("landings_per_s", result.Facts.Landings / result.Wall.TotalSeconds);
            json.WriteNumber("memory_mb", result.MemoryBytes / 1048576);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private int Watch(ParseResult parsed, ScriptRequest request, NodeInstallation node, CancellationToken interrupt)
    {
        using var saved = new AutoResetEvent(false);
        using var watcher = new FileSystemWatcher(request.From) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.LastWrite | NotifyFilters.FileName };
        FileSystemEventHandler changed = (_, _) => saved.Set();
        watcher.Changed += changed;
        watcher.Created += changed;
        watcher.Deleted += changed;
        watcher.Renamed += (_, _) => saved.Set();
        watcher.EnableRaisingEvents = true;
        RunFacts? before = null;
        while (!interrupt.IsCancellationRequested)
        {
            try
            {
                var errors = new ErrorList();
                var result = ScriptSession.Run(request, node, text => Tell(text, request, null, errors), interrupt);
                Show(request, result, errors);
                if (before is not null) ShowDifference(before, result.Facts);
                before = result.Facts;
            }
            catch (ScriptException failed) when (failed.Failure != ScriptFailure.Interrupted)
            {
                _console.Errors.WriteLine($"sim: {failed.Message}");
            }
            catch (InputException refused)
            {
                foreach (var problem in refused.Problems) _console.Errors.WriteLine($"sim: {problem}");
            }

            _console.Output.WriteLine("waiting for a saved change (Ctrl-C ends)");
            WaitHandle.WaitAny([saved, interrupt.WaitHandle]);

            // Editors save in several steps; wait until they are through.
            while (!interrupt.IsCancellationRequested && saved.WaitOne(200))
            {
            }
        }

        return ExitCode.Interrupted;
    }

    private void ShowDifference(RunFacts before, RunFacts now)
    {
        if (before == now)
        {
            _console.Output.WriteLine("no difference to the last run");
            return;
        }

        var zero = TimeSpan.FromSeconds(1);
        var rows = RunCommand.Rows(before, zero).Zip(RunCommand.Rows(now, zero), (old, changed) => (old.Name, Before: old.Value, Now: changed.Value));
        foreach (var (name, was, value) in rows.Where(row => row.Before != row.Now)) _console.Output.WriteLine($"  {name}: {was} -> {value}");
    }
}

/// <summary>Errors of scripts, equal ones once.</summary>
internal sealed class ErrorList
{
    private const int LinesMax = 20;
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    public IEnumerable<string> Lines =>
        _order.Take(LinesMax).Select(text => _counts[text] == 1 ? text : string.Create(CultureInfo.InvariantCulture, $"{text} ({_counts[text]} times)"))
            .Concat(_order.Count > LinesMax ? [string.Create(CultureInfo.InvariantCulture, $"... and {_order.Count - LinesMax} more kinds of errors")] : []);

    public void Add(JsonElement text)
    {
        var lines = text.GetProperty("error").GetString()!.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToArray();
        var where = text.GetProperty("stack").EnumerateArray().Select(frame => frame.GetString()).FirstOrDefault();
        var file = text.GetProperty("file").GetString()!;
        var message = string.Join(" ", lines.Skip(lines.Length > 2 ? 2 : 0).Take(2));
        var line = $"error in {(where is not null ? where : file.Length > 0 ? file : "a timer or promise")}: {message}";
        if (_counts.TryGetValue(line, out var count))
        {
            _counts[line] = count + 1;
        }
        else if (_order.Count < 1000)
        {
            _counts[line] = 1;
            _order.Add(line);
        }
    }
}
