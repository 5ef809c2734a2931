using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sim.Experiments;
using Spectre.Console;

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
        Watch(console, sweep, runner, clock, () => runner.Run(threads, cancel));
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

    /// <summary>Shows a progress bar while the runs go on; on no terminal it stays quiet.</summary>
    private static void Watch(CliConsole console, Sweep sweep, SweepRunner runner, Stopwatch clock, Action run)
    {
        if (!console.IsTerminal)
        {
            run();
            return;
        }

        var task = Task.Run(run);
        console.Tables().Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var bar = progress.AddTask(Markup.Escape(sweep.Title), maxValue: Math.Max(1, sweep.Runs));
                while (!task.Wait(100))
                {
                    bar.Value = runner.Done;
                    var rate = runner.Landings / Math.Max(0.001, clock.Elapsed.TotalSeconds);
                    bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture,
                        $"{runner.Done:#,0} of {sweep.Runs:#,0} runs, {ShortNumbers.Money(rate)} landings/s"));
                }
            });
        task.GetAwaiter().GetResult();
    }
}
