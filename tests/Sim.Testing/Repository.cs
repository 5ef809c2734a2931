namespace Sim.Testing;

/// <summary>Where the files of this repository are, seen from a test that runs somewhere below it.</summary>
public static class Repository
{
    /// <summary>The folder that holds Sim.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The reference data beside the repository (../shared/reference), or null where it was not laid out.</summary>
    public static string? SharedReference { get; } = FindSharedReference();

    /// <summary>A file below the repository's root.</summary>
    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A file of the tests' own copy of reference data (tests/data).</summary>
    public static string Data(params string[] parts) => Path.Combine([Root, "tests", "data", .. parts]);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Sim.sln"))) return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Sim.sln.");
    }

    private static string? FindSharedReference()
    {
        var folder = Path.GetFullPath(Path.Combine(Root, "..", "shared", "reference"));
        return Directory.Exists(folder) ? folder : null;
    }
}
