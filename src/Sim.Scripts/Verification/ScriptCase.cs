using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts.Verification;

/// <summary>
/// A script case of the reference data: scripts that ran in the real game, and what the game did with them
/// (reference/scripts/README.md has the schema).
/// </summary>
public sealed class ScriptCase
{
    private ScriptCase(string path, JsonElement root)
    {
        Path = path;
        Root = root;
        Name = root.GetProperty("name").GetString()!;
    }

    public string Path { get; }

    public string Name { get; }

    /// <summary>The whole file.</summary>
    public JsonElement Root { get; }

    public SimTime End => SimTime.FromMilliseconds(Root.GetProperty("virtualMs").GetInt64());

    /// <summary>True if a file looks like a script case.</summary>
    public static bool IsCase(string path)
    {
        using var reader = new StreamReader(path);
        var first = new char[4096];
        var count = reader.ReadBlock(first);
        return new string(first, 0, count).Contains("\"ramGB\"", StringComparison.Ordinal);
    }

    /// <summary>Reads a case.</summary>
    /// <exception cref="InputException">The file is none.</exception>
    public static ScriptCase Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            return new ScriptCase(path, document.RootElement.Clone());
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException)
        {
            throw new InputProblems(System.IO.Path.GetFileName(path)).Fatal("", error.Message, "a script case of the reference data");
        }
    }

    /// <summary>What the simulator needs to run the case.</summary>
    /// <param name="scripts">The folder that holds the scripts: src/CASE/HOST/..., or one that has it.</param>
    /// <exception cref="InputException">A script is not there.</exception>
    public ScriptRunSetup Setup(string scripts)
    {
        ArgumentNullException.ThrowIfNull(scripts);
        var initial = Root.GetProperty("initial");
        return new ScriptRunSetup
        {
            World = CaseWorld.Build(Name, initial),
            View = CaseWorld.View(initial),
            Files = Files(scripts),
            Starts = [.. Root.GetProperty("start").EnumerateArray().Select(Start)],
            Seed = Root.GetProperty("seed").GetUInt32(),
            HasOneStream = true,
            DateAtStart = Root.GetProperty("dateNowAtStart").GetDouble(),
            PerformanceAtStart = Root.GetProperty("performanceNowAtStart").GetDouble(),
            HasGameLoop = false,
            Records = true,
            Patience = TimeSpan.FromSeconds(60),
        };
    }

    private static FirstScript Start(JsonElement start) => new(
        SimTime.FromMilliseconds(start.GetProperty("atMs").GetInt64()),
        start.GetProperty("host").GetString()!,
        start.GetProperty("file").GetString()!,
        start.GetProperty("threads").GetInt32(),
        [.. start.GetProperty("args").EnumerateArray().Select(argument => JsonNode.Parse(argument.GetRawText()))]);

    private ImmutableArray<HostFile> Files(string scripts)
    {
        var problems = new InputProblems(scripts);
        var files = ImmutableArray.CreateBuilder<HostFile>();
        foreach (var file in Root.GetProperty("source").GetProperty("files").EnumerateArray())
        {
            var source = file.GetProperty("source").GetString()!;
            var host = file.GetProperty("host").GetString()!;
            var path = file.GetProperty("gamePath").GetString()!;
            string[] places =
            [
                System.IO.Path.Combine(scripts, source),
                System.IO.Path.Combine(scripts, Name, host, path),
                System.IO.Path.Combine(scripts, host, path),
            ];
            if (Array.Find(places, File.Exists) is { } found) files.Add(new HostFile(host, path, File.ReadAllText(found)));
            else problems.Add(source, "no such file", "--scripts must name the folder that holds the case's scripts (src, or what holds it)");
        }

        problems.ThrowIfAny();
        return files.ToImmutable();
    }
}
