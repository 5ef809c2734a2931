using System.CommandLine;
using Sim.Experiments.Comparing;

namespace Sim.Cli.Commands;

/// <summary><c>sim compare</c>: two sets of results, cell by cell.</summary>
internal static class CompareCommand
{
    public static Command Create(CliConsole console)
    {
        var before = new Argument<string>("BASE") { Description = "Old results: a run folder, a runs.jsonl or a baseline" };
        var after = new Argument<string>("NEW") { Description = "New results" };
        var threshold = ThresholdOption.Create();
        var json = new Option<bool>("--json") { Description = "Print one JSON object with every cell" };
        var markdown = new Option<bool>("--markdown") { Description = "Print Markdown, for pull requests" };
        var command = new Command("compare", "Says cell by cell whether new results are better or worse than old ones; exit code 1 if any is worse")
        {
            before, after, threshold, json, markdown,
        };
        command.SetAction(parsed => console.Run(() =>
        {
            var limit = ThresholdOption.Read(parsed.GetValue(threshold)!);
            var comparison = Comparison.Of(ResultSet.Read(parsed.GetValue(before)!), ResultSet.Read(parsed.GetValue(after)!), limit);
            var text = new ComparisonText($"{parsed.GetValue(before)} to {parsed.GetValue(after)}", comparison);
            text.Write(console, ComparisonText.FormOf(parsed.GetValue(json), parsed.GetValue(markdown)));
            return comparison.HasRegressions ? ExitCode.CheckFailed : ExitCode.Fine;
        }));
        return command;
    }
}
