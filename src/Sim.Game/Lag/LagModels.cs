using Sim.Engine;

namespace Sim.Game;

/// <summary>Finds the lag model that a player names: a preset, or a file of their own.</summary>
public static class LagModels
{
    /// <summary>A preset by its name, else a file by its path; <c>./busy</c> is a file even though busy is a preset.</summary>
    /// <exception cref="InputException">There is neither, or the file is no lag model; the nearest name is told.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LagModel Resolve(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (LagPresets.Find(nameOrPath) is { } preset) return preset;
        if (File.Exists(nameOrPath)) return LagFile.Load(nameOrPath);
        var isPath = nameOrPath.AsSpan().ContainsAny('/', '\\') || nameOrPath.EndsWith(".json", StringComparison.OrdinalIgnoreCase);
        throw isPath
            ? new InputException(new InputProblem(nameOrPath, "", "no such file", "a lag model file, or the name of a preset, is needed"))
            : new InputException(new InputProblem("", "", $"no lag model \"{nameOrPath}\"", NearestName.Hint(nameOrPath, LagPresets.Names)));
    }
}
