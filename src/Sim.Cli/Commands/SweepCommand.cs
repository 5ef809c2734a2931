using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sim.Cli.Reports;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary><c>sim sweep</c>: many runs along axes, on all cores.</summary>
internal static class SweepCommand
{
    private const int ThreadsMax = 1024;
    private const int RowsShown = 40;

    public static Command Create(CliConsole console)
    {
        var file = new Argument<string>("FILE") { Description = "A sweep file, or a scenario" };
        var output = new Option<string?>("--out") { Description = "Folder for the results [default: results/runs/NAME-DATE]", HelpName = "DIR" };
        var parallel = ParallelOption();
        var resume = new Option<bool>("--resume") { Description = "Go on where an earlier sweep into the same folder ended" };
        var markdown = new Option<bool>("--markdown") { Description = "Print the table of the cells as Markdown" };
        var yes = new Option<bool>("--yes") { Description = "Run even very many cells" };
        var cell = new Option<int?>("--cell") { Description = "Run this cell alone and print its results; nothing is written", HelpName = "N" };
        var replica = new Option<int?>("--replica") { Description = "With --cell: this replica alone", HelpName = "N" };
        var command = new Command("sweep", "Runs a scenario along axes and writes results, a table, charts and a report")
        {
            file, output, parallel, resume, markdown, yes, cell, replica,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(console.Run(() =>
        {
            var sweep = SweepFile.Load(parsed.GetValue(file)!, parsed.GetValue(yes));
            if (parsed.GetValue(cell) is { } number) return RunCell(console, sweep, number, parsed.GetValue(replica));
            if (parsed.GetValue(replica) is not null) throw new InputException(new InputProblem("", "--replica", "given without --cell", "a cell is needed"));
            return Run(console, sweep, parsed.GetValue(file)!, parsed.GetValue(output), Threads(parsed.GetValue(parallel)), parsed.GetValue(resume), parsed.GetValue(markdown), cancel);
        })));
        return command;
    }

    /// <summary>How many threads a sweep runs on; shared by the commands that run sweeps.</summary>
    public static Option<int> ParallelOption() =>
        new("--parallel") { Description = "Threads [default: all cores]", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };

    /// <exception cref="InputException">The number is out of range.</exception>
    public static int Threads(int wanted) => wanted is >= 1 and <= ThreadsMax
        ? wanted
        : throw new InputException(new InputProblem("", "--parallel", wanted.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {ThreadsMax} is needed")));

    private static int Run(CliConsole console, Sweep sweep, string file, string? output, int threads, bool resume, bool markdown, CancellationToken cancel)
    {
        sweep = sweep with { Scripts = ScriptEngines.Default };
        var name = Path.GetFileNameWithoutExtension(file);
        var folder = output ?? RunFolder.New(name, DateTime.Now);
        RunFolder.Prepare(folder, sweep, resume);
        using var store = RunStore.Open(folder, resume);
        var runner = new SweepRunner(sweep, store);
        var clock = Stopwatch.StartNew();
        try
        {
            SweepProgress.Watch(console, sweep.Title, sweep.Runs, () => runner.Done, () => runner.Landings, () => runner.Run(threads, cancel));
        }
        catch (IOException error)
        {
            console.Errors.WriteLine($"sim: {error.Message}");
            console.Errors.WriteLine($"sim: stopped after {runner.Done} of {sweep.Runs} runs; {GoOn(file, folder)}");
            return ExitCode.BadInput;
        }

        if (cancel.IsCancellationRequested)
        {
            console.Errors.WriteLine($"sim: interrupted after {runner.Done} of {sweep.Runs} runs; {GoOn(file, folder)}");
            return ExitCode.Interrupted;
        }

        var cells = Summary.OfOrdered(store.Finish());
        RunFolder.WriteSummary(folder, cells);
        var report = ReportFiles.Write(folder);
        if (markdown)
        {
            SummaryTable.WriteMarkdown(console.Output, cells);
            return ExitCode.Fine;
        }

        if (sweep.Axes.Length > 0) SummaryTable.Write(console, cells, RowsShown);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sweep.Title}: {sweep.Runs:#,0} runs ({sweep.Runs - cells.Sum(cell => cell.Runs):#,0} refused), {cells.Sum(Landings):#,0} landings in {clock.Elapsed.TotalSeconds:0.0} s"));
        console.Output.WriteLine($"results: {folder}");
        console.Output.WriteLine($"report: {report}");
        return ExitCode.Fine;
    }

    private static double Landings(CellSummary cell) => cell.Facts.TryGetValue("landings", out var landings) ? Math.Round(landings.Mean * landings.Count) : 0;

    private static string GoOn(string file, string folder) => $"go on with: sim sweep {file} --out {folder} --resume";

    /// <summary>The lines that the whole sweep writes for this cell, for a close look at a number of a report.</summary>
    private static int RunCell(CliConsole console, Sweep sweep, int cell, int? replica)
    {
        if (cell < 0 || cell >= sweep.Cells.Length)
        {
            throw new InputException(new InputProblem("", "--cell", cell.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a cell from 0 to {sweep.Cells.Length - 1} is needed")));
        }

        if (replica is < 0 || replica >= sweep.Replicas)
        {
            throw new InputException(new InputProblem("", "--replica", replica.Value.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a replica from 0 to {sweep.Replicas - 1} is needed")));
        }

        var runner = new CellRunner(sweep with { Scripts = ScriptEngines.Default });
        foreach (var number in replica is { } one ? [one] : Enumerable.Range(0, sweep.Replicas)) console.Output.WriteLine(runner.Run(sweep.Cells[cell], number).ToJson());
        return ExitCode.Fine;
    }
}
