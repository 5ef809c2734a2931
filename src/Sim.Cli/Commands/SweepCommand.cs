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
        var shard = new Option<string?>("--shard") { Description = "Run one of several parts only, such as 3/16; put them together with sim merge", HelpName = "N/COUNT" };
        var broker = new BrokerOptions();
        var replace = new Option<bool>("--replace") { Description = "With --broker: give up a sweep that is unfinished in the queue" };
        var replica = new Option<int?>("--replica") { Description = "With --cell: this replica alone", HelpName = "N" };
        var command = new Command("sweep", "Runs a scenario along axes and writes results, a table, charts and a report")
        {
            file, output, parallel, resume, markdown, yes, cell, replica, shard, replace,
        };
        broker.AddTo(command);
        command.SetAction((parsed, cancel) => Task.FromResult(console.Run(() =>
        {
            var sweep = SweepFile.Load(parsed.GetValue(file)!, parsed.GetValue(yes));
            if (parsed.GetValue(cell) is { } number) return RunCell(console, sweep, number, parsed.GetValue(replica));
            if (parsed.GetValue(replica) is not null) throw new InputException(new InputProblem("", "--replica", "given without --cell", "a cell is needed"));
            var request = new SweepRequest
            {
                File = parsed.GetValue(file)!,
                Output = parsed.GetValue(output),
                Threads = Threads(parsed.GetValue(parallel)),
                Resumes = parsed.GetValue(resume),
                Shard = parsed.GetValue(shard) is { } part ? Shard.Parse(part) : Shard.Whole,
                Markdown = parsed.GetValue(markdown),
                Broker = broker.Read(parsed),
                Replaces = parsed.GetValue(replace),
            };
            if (request.Broker is not null && parsed.GetResult(parallel) is { Implicit: false }) throw Without("--parallel", "sim worker has one of its own");
            if (request.Broker is not null && !request.Shard.IsWhole) throw Without("--shard", "a sweep goes to workers or is run in parts");
            if (request.Broker is null && request.Replaces) throw new InputException(new InputProblem("", "--replace", "given without --broker", "a broker is needed"));
            return Run(console, sweep, request, cancel);
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

    /// <summary>What the command line asks for.</summary>
    private sealed record SweepRequest
    {
        public required string File { get; init; }

        /// <summary>Null for a folder named after the sweep and the time.</summary>
        public string? Output { get; init; }

        public required int Threads { get; init; }

        public bool Resumes { get; init; }

        public required Shard Shard { get; init; }

        public bool Markdown { get; init; }

        /// <summary>Null to run on this machine.</summary>
        public BrokerSettings? Broker { get; init; }

        public bool Replaces { get; init; }
    }

    private static InputException Without(string option, string why) => new(new InputProblem("", option, "given with --broker", why));

    private static int Run(CliConsole console, Sweep sweep, SweepRequest request, CancellationToken cancel)
    {
        sweep = sweep with { Scripts = ScriptEngines.Default };
        var shard = request.Shard;
        var name = Path.GetFileNameWithoutExtension(request.File) + (shard.IsWhole ? "" : string.Create(CultureInfo.InvariantCulture, $"-{shard.Number}of{shard.Count}"));
        var folder = request.Output ?? RunFolder.New(name, DateTime.Now);
        var isNew = !Directory.Exists(folder);
        RunFolder.Prepare(folder, sweep, request.Resumes);
        if (!shard.IsWhole) ShardFile.Prepare(folder, shard, sweep);
        using var store = RunStore.Open(folder, request.Resumes);
        if (request.Broker is { } broker) return RunAtBroker(console, sweep, request, broker, store, folder, isNew, cancel);
        var runner = new SweepRunner(sweep, store, shard);
        var runs = shard.RunsOf(sweep.Runs);
        var clock = Stopwatch.StartNew();
        try
        {
            SweepProgress.Watch(console, sweep.Title, runs, () => runner.Done, () => runner.Landings, () => runner.Run(request.Threads, cancel));
        }
        catch (IOException error)
        {
            return Stopped(console, request, folder, error, runner.Done, runs);
        }

        if (cancel.IsCancellationRequested) return Interrupted(console, request, folder, runner.Done, runs);
        var lines = store.Finish();
        if (!shard.IsWhole)
        {
            console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{sweep.Title}: shard {shard}, {runs:#,0} of {sweep.Runs:#,0} runs in {clock.Elapsed.TotalSeconds:0.0} s"));
            console.Output.WriteLine($"results: {folder}; with those of all {shard.Count} shards: sim merge FOLDER...");
            return ExitCode.Fine;
        }

        return Report(console, sweep, folder, lines, request.Markdown, clock.Elapsed);
    }

    private static int RunAtBroker(CliConsole console, Sweep sweep, SweepRequest request, BrokerSettings broker, RunStore store, string folder, bool isNew, CancellationToken cancel)
    {
        var coordinator = new SweepCoordinator(sweep, folder, store, broker, message => console.Errors.WriteLine($"sim: {message}"));
        var clock = Stopwatch.StartNew();
        try
        {
            SweepProgress.Watch(console, sweep.Title, sweep.Runs, () => coordinator.Done, () => coordinator.Landings, () => coordinator.Run(request.Replaces, cancel));
        }
        catch (InputException) when (isNew && coordinator.Done == 0)
        {
            store.Dispose();
            Directory.Delete(folder, recursive: true);
            throw;
        }
        catch (IOException error)
        {
            return Stopped(console, request, folder, error, coordinator.Done, sweep.Runs);
        }

        if (cancel.IsCancellationRequested) return Interrupted(console, request, folder, coordinator.Done, sweep.Runs);
        var exit = Report(console, sweep, folder, store.Finish(), request.Markdown, clock.Elapsed);
        if (coordinator.Lost == 0) return exit;
        console.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sim: {coordinator.Lost:#,0} of {sweep.Runs:#,0} runs were given up; try them again with: {Again(request, folder)}"));
        return ExitCode.CheckFailed;
    }

    private static int Stopped(CliConsole console, SweepRequest request, string folder, IOException error, long done, long runs)
    {
        console.Errors.WriteLine($"sim: {error.Message}");
        console.Errors.WriteLine($"sim: stopped after {done} of {runs} runs; go on with: {Again(request, folder)}");
        return ExitCode.BadInput;
    }

    private static int Interrupted(CliConsole console, SweepRequest request, string folder, long done, long runs)
    {
        console.Errors.WriteLine($"sim: interrupted after {done} of {runs} runs; go on with: {Again(request, folder)}");
        return ExitCode.Interrupted;
    }

    /// <summary>Writes the table and the report of a whole sweep, and prints where they are.</summary>
    /// <param name="console">Where to print.</param>
    /// <param name="sweep">What was run.</param>
    /// <param name="folder">Where the results are.</param>
    /// <param name="lines">All of them, in order.</param>
    /// <param name="markdown">Print the table as Markdown, and nothing else.</param>
    /// <param name="took">Since the command began.</param>
    public static int Report(CliConsole console, Sweep sweep, string folder, IEnumerable<RunLine> lines, bool markdown, TimeSpan took)
    {
        var cells = Summary.OfOrdered(lines);
        RunFolder.WriteSummary(folder, cells);
        var report = ReportFiles.Write(folder);
        if (markdown)
        {
            SummaryTable.WriteMarkdown(console.Output, cells);
            return ExitCode.Fine;
        }

        if (sweep.Axes.Length > 0) SummaryTable.Write(console, cells, RowsShown);
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sweep.Title}: {sweep.Runs:#,0} runs ({sweep.Runs - cells.Sum(cell => cell.Runs):#,0} refused), {cells.Sum(Landings):#,0} landings in {took.TotalSeconds:0.0} s"));
        console.Output.WriteLine($"results: {folder}");
        console.Output.WriteLine($"report: {report}");
        return ExitCode.Fine;
    }

    /// <summary>The command that goes on where this one ended.</summary>
    private static string Again(SweepRequest request, string folder)
    {
        var shard = request.Shard.IsWhole ? "" : $" --shard {request.Shard}";
        var broker = request.Broker is { } used ? $" --broker {used.Address} --queue {used.Queue}" : "";
        return $"sim sweep {request.File}{shard}{broker} --out {folder} --resume";
    }

    private static double Landings(CellSummary cell) => cell.Facts.TryGetValue("landings", out var landings) ? Math.Round(landings.Mean * landings.Count) : 0;

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
