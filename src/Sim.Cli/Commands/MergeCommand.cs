using System.CommandLine;
using System.Diagnostics;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary><c>sim merge</c>: the shards of a sweep as one.</summary>
internal static class MergeCommand
{
    public static Command Create(CliConsole console)
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "The folders of all shards, in any order", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--out") { Description = "Folder for the whole [default: results/runs/NAME-DATE]", HelpName = "DIR" };
        var markdown = new Option<bool>("--markdown") { Description = "Print the table of the cells as Markdown" };
        var command = new Command("merge", "Puts the shards of a sweep together, if none is missing or there twice") { folders, output, markdown };
        command.SetAction(parsed => console.Run(() =>
        {
            var clock = Stopwatch.StartNew();
            var parts = parsed.GetValue(folders)!;
            var folder = parsed.GetValue(output) ?? RunFolder.New("merged", DateTime.Now);
            var lines = ShardMerger.Merge(parts, folder);
            var sweep = SweepFile.Load(Path.Combine(folder, RunFolder.SweepFileName), mayBeLarge: true);
            return SweepCommand.Report(console, sweep, folder, lines, parsed.GetValue(markdown), clock.Elapsed);
        }));
        return command;
    }
}
