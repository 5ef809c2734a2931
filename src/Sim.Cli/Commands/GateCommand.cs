using System.CommandLine;
using Sim.Engine;
using Sim.Experiments;
using Sim.Experiments.Comparing;

namespace Sim.Cli.Commands;

/// <summary><c>sim gate</c>: runs the sweeps of baselines again and says whether anything got worse.</summary>
internal static class GateCommand
{
    public static Command Create(CliConsole console)
    {
        var baselines = new Argument<string[]>("BASELINE") { Description = "Baselines made by --create", Arity = ArgumentArity.ZeroOrMore };
        var create = new Option<string?>("--create") { Description = "Run this sweep and write its results as a new baseline", HelpName = "SWEEP" };
        var output = new Option<string?>("--out") { Description = "Where --create writes [default: results/baselines/NAME.jsonl]", HelpName = "FILE" };
        var update = new Option<bool>("--update") { Description = "Write the new results in place of the baselines" };
        var threshold = ThresholdOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON object a baseline" };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown, for pull requests" };
        var parallel = SweepCommand.ParallelOption();
        var command = new Command("gate", "Runs the sweeps of baselines again and compares; exit code 1 if any cell got worse")
        {
            baselines, create, output, update, threshold, json, markdown, parallel,
        };
        command.SetAction((parsed, cancel) => Task.FromResult(console.Run(() =>
        {
            var threads = SweepCommand.Threads(parsed.GetValue(parallel));
            var files = parsed.GetValue(baselines) ?? [];
            if (parsed.GetValue(create) is { } sweep)
            {
                if (files.Length > 0) throw new InputException(new InputProblem("", "--create", "given beside baselines", "the file to write is named by --out"));
                var path = parsed.GetValue(output) ?? Path.Combine("results", "baselines", Path.GetFileNameWithoutExtension(sweep) + ".jsonl");
                if (Measure(console, SweepFile.Load(sweep), threads, cancel) is not { } made) return ExitCode.Interrupted;
                made.Write(path);
                console.Output.WriteLine($"baseline of {made.Lines.Count} runs: {path}");
                return ExitCode.Fine;
            }

            if (files.Length == 0) throw new InputException(new InputProblem("", "", "no baseline is given", "files made by sim gate --create are needed"));
            var form = ComparisonText.FormOf(parsed.GetValue(json), parsed.GetValue(markdown));
            var limit = ThresholdOption.Read(parsed.GetValue(threshold)!);
            var worst = ExitCode.Fine;
            foreach (var file in files)
            {
                var code = parsed.GetValue(update)
                    ? Update(console, file, threads, cancel)
                    : Check(console, file, limit, form, threads, cancel);
                if (code == ExitCode.Interrupted) return code;
                worst = Math.Max(worst, code);
            }

            return worst;
        })));
        return command;
    }

    private static int Check(CliConsole console, string file, double threshold, ComparisonForm form, int threads, CancellationToken cancel)
    {
        var baseline = Baseline.Read(file);
        baseline.RequireComplete(file);
        if (Measure(console, baseline.Sweep, threads, cancel) is not { } now) return ExitCode.Interrupted;
        var comparison = Comparison.Of(baseline.Lines, now.Lines, threshold);
        new ComparisonText(file, comparison).Write(console, form);
        return comparison.HasRegressions ? ExitCode.CheckFailed : ExitCode.Fine;
    }

    private static int Update(CliConsole console, string file, int threads, CancellationToken cancel)
    {
        var baseline = Baseline.Read(file);
        if (Measure(console, baseline.Sweep, threads, cancel) is not { } now) return ExitCode.Interrupted;
        now.Write(file);
        console.Output.WriteLine($"baseline of {now.Lines.Count} runs: {file}");
        return ExitCode.Fine;
    }

    private static Baseline? Measure(CliConsole console, Sweep sweep, int threads, CancellationToken cancel)
    {
        sweep = sweep with { Scripts = ScriptEngines.Default };
        var memory = new RunMemory();
        var runner = new SweepRunner(sweep, memory);
        SweepProgress.Watch(console, sweep.Title, sweep.Runs, () => runner.Done, () => runner.Landings, () => runner.Run(threads, cancel));
        return cancel.IsCancellationRequested ? null : Baseline.Of(sweep, memory.Lines());
    }
}
