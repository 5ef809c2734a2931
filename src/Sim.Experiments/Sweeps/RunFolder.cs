using System.Globalization;
using System.Text;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>The files of a sweep's folder beside its runs: what was swept, where, and the table.</summary>
public static class RunFolder
{
    public const string SweepFileName = "sweep.json";
    public const string EnvironmentFile = "environment.json";
    public const string SummaryFile = "summary.csv";

    /// <summary>Copies of the saves and lag models that the sweep names, so that the folder can be moved and repeated by itself.</summary>
    public const string InputsFolder = "inputs";

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A folder that is not there yet, named after a sweep and the time: results/runs/NAME-DATE.</summary>
    public static string New(string name, DateTime now)
    {
        var folder = Path.Combine("results", "runs", string.Create(CultureInfo.InvariantCulture, $"{name}-{now:yyyyMMdd-HHmmss}"));
        var free = folder;
        for (var i = 2; Directory.Exists(free); i++) free = string.Create(CultureInfo.InvariantCulture, $"{folder}-{i}");
        return free;
    }

    /// <summary>
    /// Writes the resolved sweep and the environment, or checks that the folder belongs to the same sweep. A folder that holds
    /// results and is not to be resumed is left alone.
    /// </summary>
    /// <exception cref="InputException">The folder holds another sweep, or can't be written.</exception>
    public static void Prepare(string folder, Sweep sweep, bool resume)
    {
        try
        {
            PrepareFiles(folder, sweep, resume);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputProblem(folder, "", $"the folder can't be written: {error.Message}", "another one with --out"));
        }
    }

    private static void PrepareFiles(string folder, Sweep sweep, bool resume)
    {
        Directory.CreateDirectory(folder);
        var runs = Path.Combine(folder, RunStore.RunsFile);
        if (!resume && File.Exists(runs) && new FileInfo(runs).Length > 0) return;
        var resolved = Resolve(folder, sweep);
        var path = Path.Combine(folder, SweepFileName);
        if (resume && File.Exists(path) && File.ReadAllText(path) != resolved)
        {
            throw new InputException(new InputProblem(path, "", "the folder holds the results of another sweep", "the same file as before is needed to resume"));
        }

        WriteWhole(path, resolved);
        WriteWhole(Path.Combine(folder, EnvironmentFile), RunEnvironment.Current().ToJson() + "\n");
    }

    public static void WriteSummary(string folder, IReadOnlyList<CellSummary> cells)
    {
        using var writer = new StringWriter();
        Summary.WriteCsv(writer, cells);
        WriteWhole(Path.Combine(folder, SummaryFile), writer.ToString());
    }

    /// <summary>Writes beside the file and moves into place, so that nothing half-written is left behind.</summary>
    /// <exception cref="IOException">It can't be written; what was there before is still there.</exception>
    public static void WriteWhole(string path, string text)
    {
        var part = path + ".part";
        try
        {
            File.WriteAllText(part, text, s_utf8);
            File.Move(part, path, overwrite: true);
        }
        catch (IOException)
        {
            // On a full disk the half that was written is in the way of whatever comes next.
            File.Delete(part);
            throw;
        }
    }

    /// <summary>The files of a folder's inputs, those of scripts in folders below included: paths with slashes, in a fixed order.</summary>
    public static IReadOnlyList<string> InputsOf(string folder)
    {
        var inputs = Path.Combine(folder, InputsFolder);
        return !Directory.Exists(inputs)
            ? []
            : [.. Directory.EnumerateFiles(inputs, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(inputs, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];
    }

    private static string Resolve(string folder, Sweep sweep)
    {
        var copies = new Dictionary<string, string>(StringComparer.Ordinal);
        var json = SweepWriter.ToJson(sweep, name =>
        {
            var source = Path.Combine(sweep.Folder, name);
            if (copies.TryGetValue(source, out var copy)) return copy;
            var file = Path.GetFileName(Path.TrimEndingDirectorySeparator(name));
            for (var i = 2; copies.ContainsValue($"{InputsFolder}/{file}"); i++) file = string.Create(CultureInfo.InvariantCulture, $"{i}-{Path.GetFileName(name)}");
            if (Directory.Exists(source)) CopyFolder(source, Path.Combine(folder, InputsFolder, file));
            else Copy(source, Path.Combine(folder, InputsFolder, file));
            return copies[source] = $"{InputsFolder}/{file}";
        });
        return SweepWriter.ToText(json);
    }

    private static void CopyFolder(string source, string target)
    {
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)) Copy(file, Path.Combine(target, Path.GetRelativePath(source, file)));
    }

    private static void Copy(string source, string target)
    {
        var bytes = File.ReadAllBytes(source);
        if (File.Exists(target))
        {
            if (File.ReadAllBytes(target).AsSpan().SequenceEqual(bytes)) return;
            throw new InputException(new InputProblem(target, "", $"differs from {source}", "the same files as before are needed to resume"));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.WriteAllBytes(target, bytes);
    }
}
