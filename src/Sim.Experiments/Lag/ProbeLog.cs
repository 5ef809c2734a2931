using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;

namespace Sim.Experiments.Lag;

/// <summary>What <c>docs/probe.js</c> wrote: how long sleeps and execs took in a player's game.</summary>
/// <remarks>
/// The first line names program, version of the format, game and the game's version; then come the samples, one a line; the last
/// line counts them, so that a log that was cut is recognised. A log that is wrong anywhere is refused as a whole: a fit of a part
/// of it would look like one of all of it.
/// </remarks>
public sealed record ProbeLog
{
    private const string Program = "sim-lag-probe";
    private const string Version = "1";

    /// <summary>More than a day of samples; the limit keeps a wrong file from filling the memory.</summary>
    private const long FileLengthMax = 256 * 1024 * 1024;

    /// <summary>The file's name without its folder.</summary>
    public required string File { get; init; }

    /// <summary>For example 2.6.1; "unknown" if the game did not say.</summary>
    public required string GameVersion { get; init; }

    /// <summary>In the order in which they were measured.</summary>
    public required ImmutableArray<ProbeSleep> Sleeps { get; init; }

    /// <summary>In the order in which they were measured.</summary>
    public required ImmutableArray<ProbeExecs> Execs { get; init; }

    /// <summary>Reads a log.</summary>
    /// <exception cref="InputException">It is another program's, cut, or has lines that are no samples; all are told with their line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ProbeLog Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var problems = new InputProblems(path);
        if (!System.IO.File.Exists(path)) throw problems.Fatal("", "no such file", "the log of docs/probe.js is needed");
        if (new FileInfo(path).Length > FileLengthMax) throw problems.Fatal("", "larger than 256 MB", "the log of docs/probe.js is needed");
        return Read(System.IO.File.ReadLines(path), Path.GetFileName(path), problems);
    }

    private static ProbeLog Read(IEnumerable<string> lines, string file, InputProblems problems)
    {
        using var reader = lines.GetEnumerator();
        if (!reader.MoveNext()) throw problems.Fatal("", "the file is empty", $"a first line that begins with {Program} is needed");
        var version = ReadHeader(reader.Current, problems);
        var sleeps = ImmutableArray.CreateBuilder<ProbeSleep>();
        var execs = ImmutableArray.CreateBuilder<ProbeExecs>();
        var number = 1;
        var samples = 0;
        var isEnded = false;
        while (reader.MoveNext())
        {
            number++;
            var line = reader.Current;
            if (isEnded && line.Length > 0)
            {
                problems.Add(Line(number), Quote(line), "nothing may follow the line that begins with end");
                break;
            }

            if (isEnded) continue;
            var parts = line.Split(',');
            switch (parts[0])
            {
                case "sleep" when parts.Length == 3 && TryMs(parts[1], out var asked) && TryMs(parts[2], out var took) && asked > 0:
                    sleeps.Add(new ProbeSleep(asked, took));
                    break;
                case "exec" when parts.Length == 3 && TryCount(parts[1], out var count) && count > 0 && TryMs(parts[2], out var lasted):
                    execs.Add(new ProbeExecs((int)count, lasted));
                    break;
                case "end" when parts.Length == 2 && TryCount(parts[1], out var total):
                    isEnded = true;
                    if (total != samples) problems.Add(Line(number), $"{total} samples are announced, {samples} are there", "the log was cut or changed; a whole one is needed");
                    continue;
                default:
                    problems.Add(Line(number), Quote(line), "sleep,<ms asked for>,<ms taken> or exec,<count>,<ms taken> is needed, with numbers of 0 or more");
                    break;
            }

            samples++;
        }

        if (!isEnded) problems.Add(Line(number), "the log ends without its last line", "the probe was still running or the log was cut; its last line begins with end");
        problems.ThrowIfAny();
        return new ProbeLog { File = file, GameVersion = version, Sleeps = sleeps.ToImmutable(), Execs = execs.ToImmutable() };
    }

    private static string ReadHeader(string line, InputProblems problems)
    {
        var parts = line.TrimEnd().Split(',');
        if (parts[0] != Program) throw problems.Fatal(Line(1), Quote(line), $"this is no log of docs/probe.js: its first line begins with {Program}");
        if (parts.Length != 4 || parts[1] != Version || parts[2] != "bitburner" || parts[3].Length == 0)
        {
            throw problems.Fatal(Line(1), Quote(line), $"{Program},{Version},bitburner,<version of the game> is needed");
        }

        return parts[3];
    }

    private static string Line(int number) => string.Create(CultureInfo.InvariantCulture, $"line {number}");

    private static string Quote(string line) => line.Length <= 60 ? $"\"{line}\"" : $"\"{line[..57]}...\"";

    private static bool TryMs(string text, out double milliseconds) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out milliseconds) && milliseconds is >= 0 and <= 86_400_000;

    private static bool TryCount(string text, out long count) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
}

/// <summary>One sleep of the probe.</summary>
/// <param name="AskedMs">What it asked for.</param>
/// <param name="TookMs">What the clock said.</param>
public readonly record struct ProbeSleep(double AskedMs, double TookMs);

/// <summary>Several execs in a row.</summary>
/// <param name="Count">How many.</param>
/// <param name="TookMs">What they took together.</param>
public readonly record struct ProbeExecs(int Count, double TookMs);
