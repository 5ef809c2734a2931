using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;

namespace Sim.Experiments.Comparing;

/// <summary>
/// Results with the sweep that made them, in one file: the first line is an object with the format, the version of the program
/// and the sweep; the others are lines as in runs.jsonl.
/// </summary>
public sealed record Baseline
{
    /// <summary>Version of the file's layout.</summary>
    public const int FormatVersion = 1;

    private const string FormatKey = "baseline_format";
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Version of the program that made the results; for people, not checked.</summary>
    public required string Version { get; init; }

    public required Sweep Sweep { get; init; }

    /// <summary>One for each replica of each cell, in order.</summary>
    public required IReadOnlyList<RunLine> Lines { get; init; }

    /// <summary>A baseline of results that this version has just made.</summary>
    public static Baseline Of(Sweep sweep, IReadOnlyList<RunLine> lines) =>
        new() { Version = RunEnvironment.Current().Version, Sweep = sweep, Lines = lines };

    /// <summary>True if the file begins as a baseline does.</summary>
    public static bool IsBaseline(string path)
    {
        using var reader = new StreamReader(path);
        return reader.ReadLine()?.StartsWith($"{{\"{FormatKey}\":", StringComparison.Ordinal) == true;
    }

    /// <summary>Reads a baseline; results may be missing.</summary>
    /// <exception cref="InputException">The file is no baseline of this version, or its sweep can't be run any more.</exception>
    public static Baseline Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw new InputException(new InputProblem(path, "", "there is no such file", "sim gate --create makes one"));
        using var lines = File.ReadLines(path, Encoding.UTF8).GetEnumerator();
        var header = lines.MoveNext() ? ReadHeader(path, lines.Current) : null;
        if (header is null) throw new InputException(new InputProblem(path, "line 1", "no baseline", "a file made by sim gate --create is needed"));
        var format = header[FormatKey] is JsonValue value && value.TryGetValue<int>(out var number) ? number : -1;
        if (format != FormatVersion)
        {
            throw new InputException(new InputProblem(path, "line 1", $"a baseline of format {format}", $"this version reads format {FormatVersion}; sim gate --create makes a new one"));
        }

        var sweep = SweepFile.Parse(path, Encoding.UTF8.GetBytes(header["sweep"]?.ToJsonString() ?? "null"), Path.GetDirectoryName(path) ?? "", mayBeLarge: true);
        return new Baseline { Version = header["version"]?.ToString() ?? "", Sweep = sweep, Lines = RunStore.ReadLines(path, firstLine: 2) };
    }

    /// <summary>Writes the file beside its place and moves it there, so that the old one stays whole until the new one is.</summary>
    public void Write(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        var sweep = SweepWriter.ToJson(Sweep, name => Path.GetRelativePath(folder, Path.Combine(Sweep.Folder, name)).Replace('\\', '/'));
        var header = new JsonObject { [FormatKey] = FormatVersion, ["version"] = Version, ["sweep"] = sweep };
        var text = new StringBuilder(header.ToJsonString(s_json)).Append('\n');
        foreach (var line in Lines) text.Append(line.ToJson()).Append('\n');
        RunFolder.WriteWhole(path, text.ToString());
    }

    /// <exception cref="InputException">A run of the sweep is not among the results.</exception>
    public void RequireComplete(string path)
    {
        var have = Lines.Select(line => (line.Cell, line.Replica)).ToHashSet();
        var missing = (
            from cell in Sweep.Cells
            from replica in Enumerable.Range(0, Sweep.Replicas)
            where !have.Contains((cell.Number, replica))
            select (cell, replica)).ToArray();
        if (missing.Length == 0) return;
        var first = missing[0];
        throw new InputException(new InputProblem(
            path, "", $"{missing.Length} of {Sweep.Runs} runs are missing, the first is cell {first.cell.Number} ({string.Join(' ', first.cell.Values)}), replica {first.replica}", "sim gate --update makes the baseline anew"));
    }

    private static JsonObject? ReadHeader(string path, string line)
    {
        try
        {
            return JsonNode.Parse(line) as JsonObject is { } header && header.ContainsKey(FormatKey) ? header : null;
        }
        catch (JsonException)
        {
            throw new InputException(new InputProblem(path, "line 1", "no JSON", "a file made by sim gate --create is needed"));
        }
    }
}
