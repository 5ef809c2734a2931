using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Scripts;

/// <summary>A folder of the player's scripts on disk, as files of home.</summary>
public static class ScriptFolder
{
    private const long BytesMax = 8 * 1024 * 1024;
    private const int FilesMax = 10_000;

    private static readonly string[] s_endings = [".js", ".ts", ".tsx", ".jsx", ".script", ".txt", ".json"];

    /// <summary>Reads every script and text file below a folder.</summary>
    /// <param name="folder">A folder on disk; what lies in it lies in the root of home.</param>
    /// <exception cref="InputException">It is not there, or too much lies in it.</exception>
    public static ImmutableArray<HostFile> Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new InputException(new InputProblem("", "--from", $"there is no folder {folder}", "the folder with your scripts is needed"));
        var files = ImmutableArray.CreateBuilder<HostFile>();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (!s_endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal))) continue;
            if (name.StartsWith("node_modules/", StringComparison.Ordinal) || name.StartsWith('.') || name.EndsWith(".d.ts", StringComparison.Ordinal)) continue;
            if (new FileInfo(path).Length > BytesMax) throw new InputException(new InputProblem(path, "", "the file is larger than 8 MB", "no script is as large"));
            if (files.Count == FilesMax) throw new InputException(new InputProblem(folder, "", "more than 10,000 scripts and text files", "the folder of one game's scripts is needed"));
            files.Add(new HostFile("home", name, File.ReadAllText(path)));
        }

        return files.ToImmutable();
    }
}
