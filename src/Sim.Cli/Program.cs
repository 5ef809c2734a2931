using System.CommandLine;
using System.CommandLine.Help;
using Sim.Cli.Commands;
using Sim.Engine;

namespace Sim.Cli;

internal static class Program
{
    /// <summary>Every command, in the order in which the help text shows them.</summary>
    private static readonly (string Name, Func<CliConsole, Command> Create)[] s_commands =
    [
        ("run", RunCommand.Create),
        ("script", ScriptCommand.Create),
        ("sweep", SweepCommand.Create),
        ("merge", MergeCommand.Create),
        ("worker", WorkerCommand.Create),
        ("wall", WallCommand.Create),
        ("report", ReportCommand.Create),
        ("compare", CompareCommand.Create),
        ("gate", GateCommand.Create),
        ("schema", SchemaCommand.Create),
        ("bench", BenchCommand.Create),
        ("trace", TraceCommand.Create),
        ("verify", VerifyCommand.Create),
        ("lag", LagCommand.Create),
        ("world", WorldCommand.Create),
        ("advise", AdviseCommand.Create),
    ];

    public static int Main(string[] args) => Run(args, Console.Out, Console.Error);

    /// <summary>The whole program, with its output handed in so that tests can read it.</summary>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        var root = new RootCommand("Simulates batch schedulers of the programming game Bitburner and says what they earn.");
        var console = new CliConsole(output, errors);
        if (args is ["help", ..]) args = [.. args[1..], "--help"];

        // Only the command that is asked for is made: most of the time that a short run takes goes into code that runs once.
        var names = s_commands.Select(command => command.Name);
        var asked = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : null;
        if (asked is not null && !names.Contains(asked))
        {
            errors.WriteLine($"sim: there is no command \"{asked}\"; {NearestName.Hint(asked, [.. names])}");
            return ExitCode.BadInput;
        }

        foreach (var (name, create) in s_commands)
        {
            if (asked is null || asked == name) root.Subcommands.Add(create(console));
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
