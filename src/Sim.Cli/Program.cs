using System.CommandLine;
using System.CommandLine.Help;
using Sim.Cli.Commands;
using Sim.Engine;

namespace Sim.Cli;

internal static class Program
{
    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>The whole program, with its output handed in so that tests can read it.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Simulates batch schedulers of the programming game Bitburner and says what they earn.");
        var console = new CliConsole(output, errors);
        root.Subcommands.Add(RunCommand.Create(console));
        root.Subcommands.Add(ScriptCommand.Create(console));
        root.Subcommands.Add(SweepCommand.Create(console));
        root.Subcommands.Add(WallCommand.Create(console));
        root.Subcommands.Add(ReportCommand.Create(console));
        root.Subcommands.Add(CompareCommand.Create(console));
        root.Subcommands.Add(GateCommand.Create(console));
        root.Subcommands.Add(SchemaCommand.Create(console));
        root.Subcommands.Add(BenchCommand.Create(console));
        root.Subcommands.Add(TraceCommand.Create(console));
        root.Subcommands.Add(VerifyCommand.Create(console));
        root.Subcommands.Add(LagCommand.Create(console));
        root.Subcommands.Add(WorldCommand.Create(console));
        if (args is ["help", ..]) args = [.. args[1..], "--help"];
        if (args.Length > 0 && !args[0].StartsWith('-') && root.Subcommands.All(command => command.Name != args[0]))
        {
            errors.WriteLine($"sim: there is no command \"{args[0]}\"; {NearestName.Hint(args[0], [.. root.Subcommands.Select(command => command.Name)])}");
            return ExitCode.BadInput;
        }

        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpAction)
        {
            foreach (var error in parsed.Errors) errors.WriteLine($"sim: {Plain(error.Message)}");
            errors.WriteLine($"sim: see 'sim {parsed.CommandResult.Command.Name} --help'".Replace("sim sim", "sim", StringComparison.Ordinal));
            return ExitCode.BadInput;
        }

        return parsed.Invoke(new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false });
    }

    /// <summary>The parser names the .NET type that it expected; all options that it converts itself are whole numbers.</summary>
    private static string Plain(string message)
    {
        var type = message.IndexOf(" as expected type", StringComparison.Ordinal);
        return type < 0 ? message : message[..type] + "; a whole number is needed";
    }
}
