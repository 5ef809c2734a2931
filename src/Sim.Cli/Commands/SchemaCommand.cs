using System.CommandLine;
using Sim.Experiments;

namespace Sim.Cli.Commands;

/// <summary><c>sim schema</c>: the JSON Schema of scenario and sweep files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(CliConsole console)
    {
        var output = new Option<string?>("--out") { Description = "Write it to this file, such as docs/scenario.schema.json", HelpName = "FILE" };
        var command = new Command("schema", "Prints the JSON Schema of scenario and sweep files, for editors") { output };
        command.SetAction(parsed => console.Run(() =>
        {
            if (parsed.GetValue(output) is { } file) RunFolder.WriteWhole(file, ScenarioSchema.Write());
            else console.Output.Write(ScenarioSchema.Write());
            return ExitCode.Fine;
        }));
        return command;
    }
}
