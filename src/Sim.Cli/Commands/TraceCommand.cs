using System.CommandLine;
using Sim.Charts;
using Sim.Cli.Reports;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary><c>sim trace</c>: every job of a part of a run, as a picture in the terminal and as JSON Lines.</summary>
internal static class TraceCommand
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("trace", "Shows every job of a part of a run: planned and real start and landing, and the server around it");
        var scenario = new ScenarioOptions(command);
        var from = new Option<string>("--from") { Description = "Begin of the part", HelpName = "TIME", DefaultValueFactory = _ => "0s" };
        var to = new Option<string>("--to") { Description = "End of the part", HelpName = "TIME", DefaultValueFactory = _ => "30s" };
        var rows = new Option<int>("--rows") { Description = "Jobs drawn at most", HelpName = "N", DefaultValueFactory = _ => 60 };
        var output = new Option<string?>("--out") { Description = "Write JSON Lines to this file", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Print JSON Lines instead of the timeline" };
        var svg = new Option<string?>("--svg") { Description = "Draw the timeline of batches into this file; --rows counts batches here", HelpName = "FILE" };
        foreach (Option option in new Option[] { from, to, rows, output, json, svg }) command.Options.Add(option);
        command.SetAction(parsed => console.Run(() =>
        {
            var (start, end) = Window(parsed.GetValue(from)!, parsed.GetValue(to)!);
            var spec = RunSpec.From(scenario.Read(parsed));
            var simulation = new Simulation(spec);
            var trace = simulation.Trace(start, end);
            simulation.RunUntil(end);
            var jobs = trace.Jobs();
            if (parsed.GetValue(output) is { } file) RunFolder.WriteWhole(file, string.Concat(jobs.Select(job => job.ToJson() + "\n")));
            if (parsed.GetValue(svg) is { } picture) WritePicture(picture, spec, jobs, start, end, Math.Max(1, parsed.GetValue(rows)));
            if (parsed.GetValue(json))
            {
                foreach (var job in jobs) console.Output.WriteLine(job.ToJson());
            }
            else
            {
                console.Output.Write(Timeline.Draw(
                    jobs, start.TotalMilliseconds, end.TotalMilliseconds, console.Width, Math.Max(1, parsed.GetValue(rows))));
            }

            return ExitCode.Fine;
        }));
        return command;
    }

    private static (SimTime From, SimTime To) Window(string from, string to)
    {
        var problems = new InputProblems("");
        if (!Units.TryParseDuration(from, out var start) || start < SimDuration.Zero) problems.Add("--from", $"\"{from}\"", Units.DurationHelp);
        if (!Units.TryParseDuration(to, out var end) || end <= start) problems.Add("--to", $"\"{to}\"", $"{Units.DurationHelp}, after --from");
        problems.ThrowIfAny();
        return (SimTime.Zero + start, SimTime.Zero + end);
    }

    private static void WritePicture(string file, RunSpec spec, IReadOnlyList<JobTrace> jobs, SimTime from, SimTime to, int rows)
    {
        var chart = TimelineChart.Of(jobs, $"{spec.Scheduler.Name}, job by job", from.TotalMilliseconds, to.TotalMilliseconds, rows);
        RunFolder.WriteWhole(file, new SvgRenderer().Render(chart, ChartTheme.Light, ChartSize.Wide));
    }
}
