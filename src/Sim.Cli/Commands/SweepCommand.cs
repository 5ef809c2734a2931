using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary><c>sim sweep</c>: many runs along axes, on all cores.</summary>
internal static class SweepCommand
{
    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A sweep file, or a scenario" };
        var output = new Option<string?>("--out") { Description = "Folder for the results [default: results/runs/NAME-DATE]", HelpName = "DIR" };
        var parallel = new Option<int>("--parallel") { Description = "Threads [default: all cores]", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        var resume = new Option<bool>("--resume") { Description = "Go on where an earlier sweep into the same folder ended" };
        var yes = new Option<bool>("--yes") { Description = "Run even very many cells" };
        var command = new Command("sweep", "Runs a scenario along axes and writes results, a table, charts and a report") { file, output, parallel, resume, yes };
        command.SetAction((parsed, cancel) => Task.FromResult(console.Run(() => Run(
            console,
            SweepFile.Load(parsed.GetValue(file)!, parsed.GetValue(yes)),
            parsed.GetValue(file)!,
            parsed.GetValue(output),
            Math.Clamp(parsed.GetValue(parallel), 1, 1024),
            parsed.GetValue(resume),
            cancel))));
        return command;
    }

    private static int Run(CliConsole console, Sweep sweep, string file, string? output, int threads, bool resume, CancellationToken cancel)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var folder = output ?? Path.Combine("results", "runs", string.Create(CultureInfo.InvariantCulture, $"{name}-{DateTime.Now:yyyyMMdd-HHmmss}"));
        RunFolder.Prepare(folder, sweep, resume);
        using var store = RunStore.Open(folder, resume);
        var runner = new SweepRunner(sweep, store);
        var clock = Stopwatch.StartNew();
        SweepProgress.Watch(console, sweep.Title, sweep.Runs, () => runner.Done, () => runner.Landings, () => runner.Run(threads, cancel));
        if (cancel.IsCancellationRequested)
        {
            console.Errors.WriteLine($"sim: interrupted after {runner.Done} of {sweep.Runs} runs; go on with: sim sweep {file} --out {folder} --resume");
            return ExitCode.Interrupted;
        }

        var lines = store.Finish();
        var cells = Summary.Of(lines);
        RunFolder.WriteSummary(folder, cells);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sweep.Title}: {lines.Count:#,0} runs ({lines.Count(line => line.Error is not null):#,0} refused), {lines.Sum(line => line.Facts?.Landings ?? 0):#,0} landings in {clock.Elapsed.TotalSeconds:0.0} s"));
        console.Output.WriteLine($"results: {folder}");
        return ExitCode.Fine;
    }
}
