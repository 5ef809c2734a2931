using System.Globalization;
using Sim.Engine;
using Sim.Scripts;
using Spectre.Console;

namespace Sim.Cli;

/// <summary>Where commands write, and how their refusals become plain lines and exit codes.</summary>
internal sealed class CliConsole(TextWriter output, TextWriter errors)
{
    /// <summary>Columns for tables when the output is no terminal.</summary>
    private const int PlainWidth = 100;

    public TextWriter Output { get; } = output;

    public TextWriter Errors { get; } = errors;

    /// <summary>True if somebody is looking.</summary>
    public bool IsTerminal => ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected;

    /// <summary>Columns of the terminal, or of plain output.</summary>
    public int Width => Tables().Profile.Width;

    /// <summary>A console for tables, as wide as the terminal; plain text where the output is redirected.</summary>
    public IAnsiConsole Tables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(Output),
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        if (!IsTerminal) console.Profile.Width = PlainWidth;
        return console;
    }

    /// <summary>Runs the body of a command; refused input becomes plain lines on the error stream and exit code 2.</summary>
    public int Run(Func<int> body)
    {
        try
        {
            return body();
        }
        catch (InputException refused)
        {
            foreach (var problem in refused.Problems) Errors.WriteLine($"sim: {problem}");
            return ExitCode.BadInput;
        }
        catch (ScriptException failed)
        {
            Errors.WriteLine($"sim: {failed.Message}");
            return failed.Failure switch
            {
                ScriptFailure.NoNode or ScriptFailure.NoStart => ExitCode.BadInput,
                ScriptFailure.Interrupted => ExitCode.Interrupted,
                _ => ExitCode.CheckFailed,
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Errors.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sim: {error.Message}"));
            return ExitCode.BadInput;
        }
    }
}
