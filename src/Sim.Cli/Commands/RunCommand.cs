using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sim.Charts;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;

namespace Sim.Cli.Commands;

/// <summary><c>sim run</c>: one simulation and what came of it.</summary>
internal static class RunCommand
{
    public static Command Create(CliConsole console)
    {
        var command = new Command("run", "Simulates one scheduler and prints what it earns");
        var scenario = new ScenarioOptions(command);
        var json = new Option<bool>("--json") { Description = "Print one JSON object with exact values" };
        var output = new Option<string?>("--out") { Description = "Folder for the run's files and a report over time", HelpName = "DIR" };
        command.Options.Add(json);
        command.Options.Add(output);
        var fork = new ForkOutput(command);
        command.SetAction(parsed => console.Run(() =>
        {
            var read = scenario.Read(parsed);
            var spec = RunSpec.From(read);
            foreach (var warning in spec.Warnings()) console.Errors.WriteLine($"sim: warning: {warning}");
            if (spec.DryPlan() is { } lines)
            {
                foreach (var line in lines) console.Output.WriteLine(line);
                return ExitCode.Fine;
            }

            if (fork.IsWanted(parsed)) return ShowFork(console, fork, parsed, spec, parsed.GetValue(json), parsed.GetValue(output));
            var clock = Stopwatch.StartNew();
            var (facts, greed) = GreedSearch.Run(spec);
            if (greed is { } best) spec = spec with { Options = spec.Options.With("greed", best) };
            var wall = clock.Elapsed;
            var report = (string?)null;
            if (parsed.GetValue(output) is { } folder)
            {
                // A second run, watched this time: the first one's time is the one that is told.
                var (watched, series) = RunOutput.Run(spec);
                facts = watched;
                report = RunOutput.Write(folder, read, spec, facts, series, wall);
            }

            if (parsed.GetValue(json))
            {
                console.Output.WriteLine(RunJson.Write(spec, facts, wall));
            }
            else
            {
                Show(console, spec, facts, wall);
                if (report is not null) console.Output.WriteLine($"report: {report}");
            }

            if (facts.SaturatedAtS is { } saturated)
            {
                console.Errors.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"sim: warning: the thread was given more work than it can do and ran ever later; the run was stopped after {saturated:0} s"));
            }

            return ExitCode.Fine;
        }));
        return command;
    }

    private static int ShowFork(CliConsole console, ForkOutput fork, ParseResult parsed, RunSpec spec, bool asJson, string? folder)
    {
        if (folder is not null) throw new InputException(new InputProblem("", "--out", "given beside --fork-at", "one of the two is needed"));
        if (spec.SeeksGreed && GreedSearch.Run(spec).Greed is { } best) spec = spec with { Options = spec.Options.With("greed", best), SeeksGreed = false };
        fork.Show(console, parsed, spec, asJson);
        return ExitCode.Fine;
    }

    private static void Show(CliConsole console, RunSpec spec, RunFacts facts, TimeSpan wall)
    {
        var targets = spec.HasFoundTargets ? "all targets" : spec.TargetText(", ");
        console.Output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{spec.Scheduler.Name} on {targets}; {spec.World.Source}, hacking level {facts.LevelStart:0}, {RamUnits.Format(new RamSize((long)(facts.RamGbTotal * 100)))} of RAM, seed {spec.Seed}"));
        FactTable.Write(console.Output, [.. Rows(facts, wall)]);
        foreach (var note in Notes(spec, facts)) console.Output.WriteLine($"note: {note}");
    }

    private static IEnumerable<string> Notes(RunSpec spec, RunFacts facts)
    {
        if (facts.PrepS is null && spec.Scheduler.Name is not ("loop" or "coverage"))
        {
            yield return "the target was still being prepared at the end. A longer --duration, --prepped, or an easier --target shows what batches earn.";
        }

        if (!spec.Until.IsEmpty && facts.UntilS is null)
        {
            yield return $"not reached in this time: {string.Join(", ", spec.Until)}. A longer --duration, or --grow, may.";
        }

        else if (facts.MoneyEarned == 0 && spec.Scheduler.Name != "prepare")
        {
            yield return "nothing was hacked in this time. A longer --duration, --prepped, or an easier --target shows more.";
        }

        var takesSeveral = spec.Scheduler.Name is "super" or "prepare" || (spec.Options.Has("levelUps") && spec.Options.Choice("levelUps") == "ping-pong");
        if (spec.Targets.Length > 1 && !takesSeveral && !spec.Scheduler.FindsTargets) yield return "only the first target is hacked; --scheduler super hacks several.";
    }

    internal static IEnumerable<(string Name, string Value)> Rows(RunFacts facts, TimeSpan wall)
    {
        yield return ("money earned", "$" + ShortNumbers.Money(facts.MoneyEarned));
        yield return ("money per second", $"${ShortNumbers.Money(facts.MoneyPerS)}/s");
        if (facts.Efficiency is { } share) yield return ("share of the bound", $"{Percent(share)} of ${ShortNumbers.Money(facts.BoundMoneyPerS!.Value)}/s");
        yield return ("exp per second", ShortNumbers.Money(facts.ExpPerS));
        yield return ("hacking level", facts.LevelEnd == facts.LevelStart ? Whole(facts.LevelEnd) : $"{Whole(facts.LevelStart)} to {Whole(facts.LevelEnd)}");
        yield return ("batches launched / ended / prepped", $"{Whole(facts.Batches)} / {Whole(facts.BatchesPrepped + facts.BatchesNotPrepped)} / {Whole(facts.BatchesPrepped)}");
        yield return ("landings", Whole(facts.Landings));
        yield return ("hack success rate", Percent(facts.HackSuccessRate));
        if (facts.Purchases is { } purchases)
        {
            yield return ("spent / things bought", $"${ShortNumbers.Money(facts.MoneySpent ?? 0)} / {Whole(purchases)}");
            if (facts.MoneyHacknet is > 0) yield return ("hacknet nodes brought", "$" + ShortNumbers.Money(facts.MoneyHacknet.Value));
            yield return ("RAM of all hosts, mean / at the end", $"{Gigabytes(facts.RamGbTotal)} / {Gigabytes(facts.RamGbEnd ?? 0)}");
        }

        if (facts.UntilS is { } until) yield return ("milestones reached after", UnitFormat.Format(Unit.Milliseconds, until * 1000, 4));
        yield return ("desyncs", facts.Desyncs == 0 ? "0" : $"{Whole(facts.Desyncs)} ({Percent(facts.DesyncRate)} of batches): {Causes(facts)}");
        if (facts.RecoverySMean is { } recovery)
        {
            yield return ("recovery from a desync", $"{ShortNumbers.Seconds(recovery)} s{(facts.MoneyLostPerDesync is { } lost ? $", ${ShortNumbers.Money(lost)} lost each" : "")}");
        }

        yield return ("collisions", Whole(facts.Collisions));
        if (facts.LandingErrorMsMax is not null)
        {
            yield return ("landing error, median / p99 / max", string.Create(CultureInfo.InvariantCulture,
                $"{facts.LandingErrorMsMedian:0.###} / {facts.LandingErrorMsP99:0.###} / {facts.LandingErrorMsMax:0.###} ms"));
        }

        yield return ("RAM held, mean", facts.Purchases > 0
            ? $"{Gigabytes(facts.RamGbMean)} ({Percent(1 - facts.RamIdleShare)})"
            : $"{Gigabytes(facts.RamGbMean)} of {Gigabytes(facts.RamGbTotal)}");
        yield return ("RAM held, peak", Gigabytes(facts.RamGbPeak));
        yield return ("batches in flight at most", Whole(facts.DepthMax));
        if (facts.PrepS is { } prep) yield return ("preparation", $"{ShortNumbers.Seconds(prep)} s");
        yield return ("jobs refused / dropped / killed", string.Create(CultureInfo.InvariantCulture,
            $"{facts.JobsRefused} / {facts.JobsDroppedNoRam + facts.JobsDroppedTooLate + facts.JobsDroppedCancelled} / {facts.JobsKilled}"));
        if (facts.ThreadLoad is { } load) yield return ("thread busy / latest timer", string.Create(CultureInfo.InvariantCulture, $"{load * 100:0.#}% / {facts.LatenessMsMax:0.#} ms late"));
        yield return ("simulated time", $"{Whole(facts.SimulatedS)} s");
        yield return ("wall time", string.Create(CultureInfo.InvariantCulture, $"{wall.TotalSeconds:0.000} s"));
        yield return ("landings per second of wall time", ShortNumbers.Money(facts.Landings / wall.TotalSeconds));
        yield return ("trace hash", facts.TraceHash);
    }

    private static string Causes(RunFacts facts) => string.Join(", ", new (string Name, long Count)[]
    {
        ("order", facts.DesyncsOrder),
        ("security", facts.DesyncsSecurity),
        ("money", facts.DesyncsMoney),
        ("level-up", facts.DesyncsLevelUp),
        ("launch", facts.DesyncsLaunch),
    }.Where(cause => cause.Count > 0).Select(cause => $"{cause.Name} {Whole(cause.Count)}"));

    private static string Whole(double value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Percent(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.##}%") : "-";

    private static string Gigabytes(double gigabytes) =>
        RamUnits.Format(new RamSize((long)Math.Round(gigabytes * 100)));
}
