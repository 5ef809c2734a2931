using System.CommandLine;
using Sim.Cli.Speed;
using Sim.Engine;
using Sim.Experiments;
using Sim.Experiments.Comparing;

namespace Sim.Cli.Commands;

/// <summary><c>sim gate</c>: runs the sweeps of baselines again and says whether anything got worse.</summary>
internal static class GateCommand
{
    public static Command Create(CliConsole console) => Create(console, SpeedWorkloads.Measure);

    /// <summary>The same with another way to measure speeds, for tests: these must not depend on the machine's mood.</summary>
    internal static Command Create(CliConsole console, Func<IReadOnlyList<SpeedMeasure>> measureSpeed)
    {
        var baselines = new Argument<string[]>("BASELINE") { Description = "Baselines made by --create", Arity = ArgumentArity.ZeroOrMore };
        var create = new Option<string?>("--create") { Description = "Run this sweep and write its results as a new baseline", HelpName = "SWEEP" };
        var output = new Option<string?>("--out") { Description = "Where --create writes [default: results/baselines/NAME.jsonl]", HelpName = "FILE" };
        var update = new Option<bool>("--update") { Description = "Write the new results in place of the baselines" };
        var threshold = ThresholdOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON object a baseline" };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown, for pull requests" };
        var parallel = SweepCommand.ParallelOption();
        var performance = new Option<string?>("--performance") { Description = "Measure speed as well and compare with this baseline of ratios; slower is a warning", HelpName = "FILE" };
        var strict = new Option<bool>("--strict-performance") { Description = "With --performance: exit code 1 if anything got slower" };
        var command = new Command("gate", "Runs the sweeps of baselines again and compares; exit code 1 if any cell got worse")
        {
            baselines, create, output, update, threshold, json, markdown, parallel, performance, strict,
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

            var speeds = parsed.GetValue(performance);
            if (parsed.GetValue(strict) && speeds is null) throw new InputException(new InputProblem("", "--strict-performance", "given without --performance", "a baseline of ratios is needed"));
            if (files.Length == 0 && speeds is null) throw new InputException(new InputProblem("", "", "no baseline is given", "files made by sim gate --create are needed"));
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

            if (speeds is null) return worst;
            return Math.Max(worst, parsed.GetValue(update)
                ? UpdateSpeed(console, speeds, measureSpeed)
                : CheckSpeed(console, speeds, measureSpeed, form, parsed.GetValue(strict)));
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

    /// <summary>Slower is a warning unless the user is strict: machines differ, and so do their moods.</summary>
    private static int CheckSpeed(CliConsole console, string file, Func<IReadOnlyList<SpeedMeasure>> measure, ComparisonForm form, bool isStrict)
    {
        var baseline = SpeedBaseline.Read(file);
        var comparison = SpeedComparison.Of(baseline.Measures, measure());
        SpeedText.Write(console.Output, file, comparison, form);
        if (!comparison.HasRegressions) return ExitCode.Fine;
        var slower = string.Join("; ", comparison.Rows.Where(row => row.Verdict == Verdict.Regressed).Select(row => row.Name));
        console.Errors.WriteLine($"sim: {(isStrict ? "" : "warning: ")}slower than in {file}: {slower}");
        return isStrict ? ExitCode.CheckFailed : ExitCode.Fine;
    }

    private static int UpdateSpeed(CliConsole console, string file, Func<IReadOnlyList<SpeedMeasure>> measure)
    {
        var now = SpeedBaseline.Of(measure());
        now.Write(file);
        console.Output.WriteLine($"baseline of {now.Measures.Length} speeds: {file}");
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
