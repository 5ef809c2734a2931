using System.CommandLine;
using System.ComponentModel;
using System.Diagnostics;
using Sim.Engine;

namespace Sim.Cli.Commands;

/// <summary><c>sim bench</c>: the benchmarks of this repository.</summary>
internal static class BenchCommand
{
    private const string Project = "bench/Sim.Benchmarks";

    public static Command Create(CliConsole console)
    {
        var quick = new Option<bool>("--quick") { Description = "Few and short measurements, to see that they run" };
        var rest = new Argument<string[]>("ARGUMENTS") { Description = "Passed to BenchmarkDotNet, such as -- --filter *EventQueue*; without any, all benchmarks run", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("bench", "Runs the benchmarks of this repository") { quick, rest };

        // Options of BenchmarkDotNet are passed through with and without the two dashes before them.
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction(parsed => console.Run(() =>
        {
            var root = FindRoot() ?? throw new InputException(new InputProblem(
                "", Project, "no such project in this folder or above it", "benchmarks are built from the repository, so a folder inside it is needed"));
            return Run(root, Arguments(parsed.GetValue(quick), [.. parsed.GetValue(rest) ?? [], .. parsed.UnmatchedTokens]));
        }));
        return command;
    }

    /// <summary>What BenchmarkDotNet is told: everything, unless a filter is given.</summary>
    internal static IReadOnlyList<string> Arguments(bool quick, IReadOnlyList<string> given)
    {
        var isFiltered = given.Any(argument => argument is "--filter" or "-f" or "--list" or "--help");
        return [.. given, .. isFiltered ? [] : (string[])["--filter", "*"], .. quick ? (string[])["--job", "short"] : []];
    }

    /// <summary>The folder here or above that holds the benchmarks.</summary>
    private static string? FindRoot()
    {
        for (var folder = new DirectoryInfo(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sim.sln")) && Directory.Exists(Path.Combine(folder.FullName, Project))) return folder.FullName;
        }

        return null;
    }

    private static int Run(string root, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = root };
        foreach (var argument in (string[])["run", "-c", "Release", "--project", Project, "--", .. arguments]) start.ArgumentList.Add(argument);
        try
        {
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode;
        }
        catch (Win32Exception error)
        {
            throw new InputException(new InputProblem("", "dotnet", $"can't be started: {error.Message}", "the .NET SDK on PATH is needed"));
        }
    }
}
