using System.CommandLine;
using Sim.Cli.Reports;

namespace Sim.Cli.Commands;

/// <summary><c>sim report</c>: charts and report of a folder of results, made anew from its files.</summary>
internal static class ReportCommand
{
    public static Command Create(CliConsole console)
    {
        var folder = new Argument<string>("FOLDER") { Description = "A folder made by sim sweep or sim run --out" };
        var command = new Command("report", "Writes the charts and the report of a folder of results again, from its files") { folder };
        command.SetAction(parsed => console.Run(() =>
        {
            console.Output.WriteLine($"report: {ReportFiles.Write(parsed.GetValue(folder)!)}");
            return ExitCode.Fine;
        }));
        return command;
    }
}
