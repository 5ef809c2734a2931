using System.CommandLine;
using Sim.Engine;
using Sim.Experiments.Verification;
using Sim.Scripts;
using Sim.Scripts.Verification;
using System.Globalization;

namespace Sim.Cli.Commands;

/// <summary><c>sim verify FILE...</c>: the model against data that the game's own code made.</summary>
internal static class VerifyCommand
{
    public static Command Create(CliConsole console)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Formula lines (.jsonl), traces (.json) or script cases (.json) of the reference data",
            Arity = ArgumentArity.OneOrMore,
        };
        var scripts = new Option<string?>("--scripts") { Description = "Folder with the scripts of the script cases", HelpName = "DIR" };
        var node = new Option<string?>("--node") { Description = "Node 20 or later, for script cases; the one on PATH if not given", HelpName = "PATH" };
        var all = new Option<bool>("--all") { Description = "Tell every difference of a script case (up to 1000), and its speed" };
        var speed = new Option<bool>("--speed") { Description = "Only take the time of script cases, with nobody watching" };
        var command = new Command("verify", "Checks the model against reference data of the game, bit for bit") { files, scripts, node, all, speed };
        command.SetAction(parsed => console.Run(() =>
            parsed.GetValue(speed)
                ? Time(console, parsed.GetValue(files)!, parsed.GetValue(scripts) ?? "", parsed.GetValue(node))
                : Verify(console, parsed.GetValue(files)!, parsed.GetValue(scripts), parsed.GetValue(node), parsed.GetValue(all))));
        return command;
    }

    private static int Time(CliConsole console, string[] files, string scripts, string? node)
    {
        foreach (var file in files)
        {
            var time = ScriptCaseVerifier.Time(file, scripts, NodeInstallation.Find(node));
            var (wall, busy) = (time.Wall.TotalSeconds, (time.Simulator + time.Child).TotalSeconds);
            console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFileNameWithoutExtension(file)}: {time.Landings} landings, {time.NsCalls} ns calls, {time.Turns} turns; {wall:0.000} s wall ({time.Landings / wall:0} landings/s, {time.NsCalls / wall:0} calls/s), {busy:0.00} s busy (simulator {time.Simulator.TotalSeconds:0.00}, scripts {time.Child.TotalSeconds:0.00}: {time.Landings / busy:0} landings/s, {time.NsCalls / busy:0} calls/s), {time.PeakMemoryBytes / 1048576} MiB"));
        }

        return ExitCode.Fine;
    }

    private static int VerifyScripts(CliConsole console, string file, string? scripts, string? node, bool tellsAll)
    {
        if (scripts is null) throw new InputProblems(file).Fatal("", "this is a script case", "--scripts DIR must name the folder with its scripts");
        var result = ScriptCaseVerifier.Verify(file, scripts, NodeInstallation.Find(node));
        console.Output.WriteLine($"{result.Report.Name}: {result.Report.Checked} checked, {result.Report.Mismatched} mismatched");
        foreach (var difference in tellsAll ? result.Differences : [.. result.Differences.Take(1)]) console.Output.WriteLine(difference);
        if (tellsAll)
        {
            var seconds = result.Wall.TotalSeconds;
            console.Output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {result.Landings} landings, {result.NsCalls} ns calls, {result.Turns} turns in {seconds:0.000} s: {result.Landings / seconds:0} landings/s, {result.NsCalls / seconds:0} ns calls/s; child at most {result.PeakMemoryBytes / 1048576} MiB"));
        }

        return result.Report.IsEqual ? ExitCode.Fine : ExitCode.CheckFailed;
    }

    private static int Verify(CliConsole console, string[] files, string? scripts, string? node, bool tellsAll)
    {
        var problems = new InputProblems("");
        foreach (var file in files.Where(file => !File.Exists(file))) problems.Add(file, "no such file");
        problems.ThrowIfAny();
        var exit = ExitCode.Fine;
        foreach (var file in files)
        {
            if (ScriptCase.IsCase(file))
            {
                if (VerifyScripts(console, file, scripts, node, tellsAll) != ExitCode.Fine) exit = ExitCode.CheckFailed;
                continue;
            }

            var report = ReferenceVerifier.Verify(file);
            console.Output.WriteLine($"{report.Name}: {report.Checked} checked, {report.Mismatched} mismatched");
            if (report.FirstMismatch is not null) console.Output.WriteLine(report.FirstMismatch);
            if (!report.IsEqual) exit = ExitCode.CheckFailed;
        }

        return exit;
    }
}
