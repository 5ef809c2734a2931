using System.Diagnostics;
using System.Globalization;

namespace Sim.Benchmarks;

/// <summary>
/// How long the published program takes from its start to its end, by the clock: what somebody waits who types <c>sim run</c>.
/// </summary>
internal static class StartTable
{
    private const int Starts = 21;
    private static readonly string s_root = Path.GetFullPath(Path.Combine(MidSave.Folder, "..", "..", "..", ".."));

    public static int Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("sim-start-").FullName;
        try
        {
            var scenario = Path.Combine(folder, "scenario.json");
            File.WriteAllText(scenario, """{ "world": { "newGame": { "level": 500, "homeRam": "1TB" } }, "scheduler": "periodic", "target": "phantasy", "duration": "1h" }""");
            output.WriteLine("| published as | command | least, ms | median, ms | processor time, ms |");
            output.WriteLine("|---|---|---:|---:|---:|");
            foreach (var (name, profile, extra) in ((string, string, string)[])
            [
                ("one file", "SingleFile", "-p:PublishReadyToRun=false"),
                ("one file with the runtime", "SelfContained", "-p:PublishReadyToRun=false"),
                ("one file, compiled ahead (ReadyToRun)", "SingleFile", "-p:PublishReadyToRun=true"),
            ])
            {
                var program = Publish(Path.Combine(folder, Path.GetRandomFileName()), profile, extra, Path.Combine(folder, "artifacts"));
                if (program is null)
                {
                    output.WriteLine($"| {name} | could not be published: its packages are not to be had | | | |");
                    continue;
                }

                Row(output, name, "sim run scenario.json", program, "run", scenario);
                Row(output, name, "sim run --save", program, "run", "--save", Path.Combine(MidSave.Folder, "mid.json"), "--target", "phantasy");
                Row(output, name, "sim --help", program, "--help");
                output.Flush();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        output.WriteLine();
        return 0;
    }

    /// <returns>The program, or null if it could not be made.</returns>
    private static string? Publish(string to, string profile, string extra, string artifacts)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["publish", Path.Combine(s_root, "src", "Sim.Cli"), "-v", "quiet", "-o", to, $"-p:PublishProfile={profile}", extra, $"-p:ArtifactsPath={artifacts}{Path.DirectorySeparatorChar}"])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Directory.GetFiles(to).Single() : null;
    }

    private static void Row(TextWriter output, string name, string command, string program, params string[] arguments)
    {
        var times = new double[Starts];
        Start(program, arguments);
        var before = ChildrenMs();
        for (var i = 0; i < Starts; i++) times[i] = Start(program, arguments);
        var processor = (ChildrenMs() - before) / Starts;
        Array.Sort(times);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {command} | {times[0]:0} | {times[Starts / 2]:0} | {processor:0} |"));
    }

    /// <summary>Milliseconds from start to end.</summary>
    private static double Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var printed = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0 || printed.Length == 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} failed.");
        return clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Processor time of all processes started from here that have ended, in ms; not a number where the system does not tell.</summary>
    private static double ChildrenMs()
    {
        const double MsPerTick = 10;
        const string Source = "/proc/self/stat";
        if (!File.Exists(Source)) return double.NaN;

        // The second field is the program's name in brackets, which may hold blanks; the times are the 14th and 15th after it.
        var fields = File.ReadAllText(Source).Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (double.Parse(fields[13], CultureInfo.InvariantCulture) + double.Parse(fields[14], CultureInfo.InvariantCulture)) * MsPerTick;
    }
}
