using System.CommandLine;
using Sim.Engine;
using Sim.Experiments.Verification;

namespace Sim.Cli.Commands;

/// <summary><c>sim verify FILE...</c>: the model against data that the game's own code made.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Formula lines (.jsonl) or traces (.json) of the reference data",
            Arity = ArgumentArity.OneOrMore,
        };
        var command = new Command("verify", "Checks the model against reference data of the game, bit for bit") { files };
        command.SetAction(parsed => console.Run(() => Verify(console, parsed.GetValue(files)!)));
        return command;
    }

    private static int Verify(CliConsole console, string[] files)
    {
        var problems = new InputProblems("");
        foreach (var file in files.Where(file => !File.Exists(file))) problems.Add(file, "no such file");
        problems.ThrowIfAny();
        var exit = ExitCode.Fine;
        foreach (var file in files)
        {
            var report = ReferenceVerifier.Verify(file);
            console.Output.WriteLine($"{report.Name}: {report.Checked} checked, {report.Mismatched} mismatched");
            if (report.FirstMismatch is not null) console.Output.WriteLine(report.FirstMismatch);
            if (!report.IsEqual) exit = ExitCode.CheckFailed;
        }

        return exit;
    }
}
