namespace Sim.Game;

/// <summary>Opens the data files that are built into this assembly.</summary>
internal static class DataFile
{
    /// <summary>The lines of a file beside this one that are neither empty nor comments.</summary>
    public static IEnumerable<string> Lines(string name)
    {
        using Stream stream = typeof(DataFile).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not built into the assembly.");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#') yield return line;
        }
    }
}
