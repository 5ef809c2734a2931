using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Cli.Reports;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Spectre.Console;

namespace Sim.Cli.Commands;

/// <summary><c>sim wall</c>: how small a spacer may be on a laggy machine before batches collide.</summary>
internal static class WallCommand
{
    private const int SpacerMsMax = 1000;
    private static readonly string[] s_spacers = ["2ms", "5ms", "10ms", "20ms", "50ms", "100ms", "200ms"];

    public static Command Create(CliConsole console)
    {
        var command = new Command("wall", "Finds the collision wall: the smallest safe spacer, by lag");
        var scenario = new ScenarioOptions(command, withLag: false);
        var spacers = new Option<string[]>("--spacers") { Description = "Spacers of the table", HelpName = "TIME,...", AllowMultipleArgumentsPerToken = true };
        var lags = new Option<string[]>("--lags") { Description = "Lag presets or files [default: all presets]", HelpName = "NAME,...", AllowMultipleArgumentsPerToken = true };
        var depths = new Option<string[]>("--depths") { Description = "Depths of the table, where the scheduler has them", HelpName = "N,...", AllowMultipleArgumentsPerToken = true };
        var seeds = new Option<int>("--seeds") { Description = "Runs of each cell", HelpName = "N", DefaultValueFactory = _ => 8 };
        var threshold = new Option<string>("--threshold") { Description = "Share of batches that may go wrong", HelpName = "SHARE", DefaultValueFactory = _ => "0.1%" };
        var markdown = new Option<bool>("--markdown") { Description = "Print the walls as one row of a Markdown table" };
        var output = new Option<string?>("--out") { Description = "Folder for the cells (runs.jsonl, summary.csv) and walls.jsonl", HelpName = "DIR" };
        var resume = new Option<bool>("--resume") { Description = "Go on where an earlier run into the same folder ended" };
        var parallel = new Option<int>("--parallel") { Description = "Threads [default: all cores]", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        foreach (Option option in new Option[] { spacers, lags, depths, seeds, threshold, markdown, output, resume, parallel }) command.Options.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(console.Run(() =>
        {
            var problems = new InputProblems("");
            if (!Units.TryParseFraction(parsed.GetValue(threshold)!, out var share) || share is <= 0 or >= 1) problems.Add("--threshold", $"\"{parsed.GetValue(threshold)}\"", "a share above 0% and below 100% is needed");
            if (parsed.GetValue(seeds) < 1) problems.Add("--seeds", parsed.GetValue(seeds).ToString(CultureInfo.InvariantCulture), "1 or more is needed");
            var wanted = scenario.Read(parsed);
            if (!wanted.Scheduler.Options.Has("spacer") || !wanted.Scheduler.Options.Has("pattern")) problems.Add("--scheduler", wanted.Scheduler.Name, "a batcher is needed: there is no wall without batches");
            if (parsed.GetValue(depths) is { Length: > 0 } && !wanted.Scheduler.Options.Has("depth")) problems.Add("--depths", $"not an option of {wanted.Scheduler.Name}", "shotgun, periodic and super have a depth");
            problems.ThrowIfAny();
            var request = new Request(
                wanted,
                Split(parsed.GetValue(spacers), s_spacers),
                Split(parsed.GetValue(lags), [.. LagPresets.Names]),
                Split(parsed.GetValue(depths), []),
                parsed.GetValue(seeds),
                share,
                parsed.GetValue(output),
                parsed.GetValue(resume),
                Math.Clamp(parsed.GetValue(parallel), 1, 1024),
                parsed.GetValue(markdown));
            return Run(console, request, cancel);
        })));
        return command;
    }

    private sealed record Request(
        Scenario Scenario, string[] Spacers, string[] Lags, string[] Depths, int Seeds, double Threshold, string? Output, bool Resume, int Threads, bool Markdown);

    private static string[] Split(string[]? given, string[] otherwise) =>
        given is { Length: > 0 } ? [.. given.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))] : otherwise;

    private static int Run(CliConsole console, Request request, CancellationToken cancel)
    {
        var sweep = Grid(request);
        var folder = request.Output ?? RunFolder.New("wall", DateTime.Now);
        RunFolder.Prepare(folder, sweep, request.Resume);
        using var store = RunStore.Open(folder, request.Resume);
        var runner = new SweepRunner(sweep, store);
        var walls = new List<Wall>();
        var finder = new WallFinder(sweep, request.Seeds, request.Threshold, SpacerMsMax, request.Threads, cancel);
        SweepProgress.Watch(console, "cells", sweep.Runs, () => runner.Done, () => runner.Landings, () => runner.Run(request.Threads, cancel));
        SweepProgress.Watch(console, "walls", request.Lags.Length, () => walls.Count, () => 0, () =>
        {
            foreach (var lag in request.Lags)
            {
                if (!cancel.IsCancellationRequested) walls.Add(finder.Find(LagNode(lag), lag));
            }
        });
        if (cancel.IsCancellationRequested)
        {
            console.Errors.WriteLine($"sim: interrupted after {runner.Done} of {sweep.Runs} runs; they are in {folder}, --resume goes on");
            return ExitCode.Interrupted;
        }

        var cells = Summary.OfOrdered(store.Finish());
        RunFolder.WriteSummary(folder, cells);
        RunFolder.WriteWhole(Path.Combine(folder, "walls.jsonl"), string.Concat(walls.Select(wall => ToJson(wall) + "\n")));
        var report = ReportFiles.Write(folder);
        if (request.Markdown)
        {
            WriteMarkdown(console, request, walls);
            return ExitCode.Fine;
        }

        Show(console, request, cells, walls);
        console.Output.WriteLine($"results: {folder}");
        console.Output.WriteLine($"report: {report}");
        return ExitCode.Fine;
    }

    private static void WriteMarkdown(CliConsole console, Request request, List<Wall> walls)
    {
        console.Output.WriteLine($"| scheduler | {string.Join(" | ", walls.Select(wall => wall.Lag))} |");
        console.Output.WriteLine($"|---|{string.Concat(walls.Select(_ => "--:|"))}");
        var name = string.Join(' ', request.Scenario.Scheduler.Options.Given.Where(option => option.Value == "true")
            .Select(option => option.Key).Prepend(request.Scenario.Scheduler.Name));
        console.Output.WriteLine($"| {name} | {string.Join(" | ", walls.Select(Brief))} |");
    }

    private static string Brief(Wall wall)
    {
        if (wall.SpacerMs is not { } spacer) return string.Create(CultureInfo.InvariantCulture, $"> {SpacerMsMax} ms");
        var high = wall.SpacerMsHigh is { } sure ? sure.ToString(CultureInfo.InvariantCulture) : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{spacer} ms ({wall.SpacerMsLow} to {high})");
    }

    private static Sweep Grid(Request request)
    {
        var scenario = (JsonObject)JsonNode.Parse(ScenarioFile.Write(request.Scenario))!;
        var lags = request.Lags.Contains("none") ? request.Lags : ["none", .. request.Lags];
        var axes = new JsonObject
        {
            ["lag"] = new JsonArray([.. lags.Select(LagNode)]),
            ["spacer"] = new JsonArray([.. request.Spacers.Select(spacer => (JsonNode)spacer)]),
        };
        if (request.Depths.Length > 0) axes["depth"] = new JsonArray([.. request.Depths.Select(depth => (JsonNode)depth)]);
        return SweepFile.FromTree(
            new JsonObject
            {
                ["title"] = $"collision wall of {request.Scenario.Scheduler.Name}",
                ["scenario"] = scenario,
                ["axes"] = axes,
                ["replicas"] = request.Seeds,
                ["seed"] = request.Scenario.Seed,
            },
            "wall");
    }

    private static JsonNode LagNode(string lag) => JsonValue.Create(LagPresets.Find(lag) is null && File.Exists(lag) ? Path.GetFullPath(lag) : lag);

    private static void Show(CliConsole console, Request request, IReadOnlyList<CellSummary> cells, List<Wall> walls)
    {
        var withDepth = request.Depths.Length > 0;
        var table = new Table { UseSafeBorder = true }.Border(TableBorder.Rounded).BorderColor(Color.Grey);
        foreach (var heading in (string[])["lag", "spacer", .. withDepth ? new[] { "depth" } : [], "desyncs", "collisions", "late order", "$/s", "of no lag"])
        {
            table.AddColumn(new TableColumn(heading) { Alignment = heading == "lag" ? Justify.Left : Justify.Right });
        }

        foreach (var cell in cells) table.AddRow([.. Row(cell, cells, withDepth).Select(text => Markup.Escape(text))]);
        console.Tables().Write(table);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"the wall: smallest spacer at which at most {Units.FormatFraction(request.Threshold)} of batches go wrong, in ms, with its 95 % interval"));
        foreach (var wall in walls) console.Output.WriteLine($"  {wall.Lag,-16} {Describe(wall)}");
    }

    private static IEnumerable<string> Row(CellSummary cell, IReadOnlyList<CellSummary> cells, bool withDepth)
    {
        var axes = cell.Axes;
        var free = cells.FirstOrDefault(other =>
            other.Axes["lag"] == "none" && other.Axes["spacer"] == axes["spacer"] && other.Axes.GetValueOrDefault("depth") == axes.GetValueOrDefault("depth"));
        yield return axes["lag"];
        yield return axes["spacer"];
        if (withDepth) yield return axes.GetValueOrDefault("depth", "");
        if (cell.Error is not null || cell.Facts.Count == 0)
        {
            yield return "cannot run";
            yield return "";
            yield return "";
            yield return "";
            yield return "";
            yield break;
        }

        var batches = Math.Max(1, Mean(cell, "batches_prepped") + Mean(cell, "batches_not_prepped"));
        yield return Share(Mean(cell, "desyncs") / batches);
        yield return Share(Mean(cell, "collisions") / batches);
        yield return Share(Mean(cell, "landings_out_of_order") / Math.Max(1, Mean(cell, "landings")));
        yield return "$" + ShortNumbers.Money(Mean(cell, "money_per_s"));
        yield return free is null || Mean(free, "money_per_s") <= 0 ? "-" : ShortNumbers.Percent(Mean(cell, "money_per_s") / Mean(free, "money_per_s"));
    }

    private static double Mean(CellSummary cell, string fact) => cell.Facts.TryGetValue(fact, out var estimate) ? estimate.Mean : 0;

    private static string Share(double share) => share == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.###}%");

    private static string Describe(Wall wall)
    {
        var rate = string.Create(CultureInfo.InvariantCulture, $"{wall.Rate.Count:#,0} of {wall.Rate.Of:#,0} batches went wrong there");
        var high = wall.SpacerMsHigh is { } sure ? sure.ToString(CultureInfo.InvariantCulture) : "?";
        return wall.SpacerMs is { } spacer
            ? string.Create(CultureInfo.InvariantCulture, $"{spacer} ({wall.SpacerMsLow} to {high}); {rate}")
            : string.Create(CultureInfo.InvariantCulture, $"none up to {SpacerMsMax}; {rate}");
    }

    private static string ToJson(Wall wall) => JsonSerializer.Serialize(new
    {
        lag = wall.Lag,
        spacer_ms = wall.SpacerMs,
        spacer_ms_low = wall.SpacerMsLow,
        spacer_ms_high = wall.SpacerMsHigh,
        batches = wall.Rate.Of,
        desyncs = wall.Rate.Count,
        desync_rate = wall.Rate.Rate,
        measured = wall.Measured.Select(at => new { spacer_ms = at.Key, batches = at.Value.Of, desyncs = at.Value.Count, desync_rate = at.Value.Rate, low = at.Value.Low, high = at.Value.High }),
    });
}
