using Sim.Testing;

namespace Sim.Architecture.Tests;

/// <summary>Words that a source file may not contain, because a run would no longer be the same on every machine.</summary>
public sealed class SourceTextTests
{
    /// <summary>Rooms where nothing but simulated time exists.</summary>
    private static readonly string[] s_simulation = ["Sim.Engine", "Sim.Game", "Sim.Schedulers"];

    private static readonly string[] s_wallClock =
    [
        "DateTime.", "DateTimeOffset.", "Stopwatch", "TickCount", "TimeProvider", "GetTimestamp", "Thread.Sleep", "Task.Delay", "System.Timers",
    ];

    private static readonly string[] s_chance = ["System.Random", "new Random(", "Random.Shared", "RandomNumberGenerator", "Guid.NewGuid"];

    /// <summary>Where a run's cost on this machine is measured, around it and never within, and where a broker is waited for.</summary>
    private static readonly string[] s_measuring =
    [
        "Sim.Experiments/Sweeps/SweepRunner.cs",
        "Sim.Experiments/Distribution/SweepWorker.cs",
        "Sim.Experiments/Distribution/Pause.cs",
        "Sim.Scripts/Run/ScriptSession.cs",
        "Sim.Scripts/Verification/ScriptCaseVerifier.cs",

        // Ends a child that does not answer.
        "Sim.Scripts/Node/NodeProcess.cs",
    ];

    [Fact]
    public void TheSimulation_KnowsNoWallClock()
    {
        foreach (var (file, text) in Files(s_simulation)) Assert.DoesNotContain(s_wallClock, word => Has(text, word, file));
    }

    [Fact]
    public void NothingBelowTheCommandLine_LooksAtTheClock_ExceptToMeasureOrToWait()
    {
        foreach (var (file, text) in Files(["Sim.Experiments", "Sim.Scripts", "Sim.Charts"]))
        {
            if (!s_measuring.Contains(file)) Assert.DoesNotContain(s_wallClock, word => Has(text, word, file));
        }
    }

    [Fact]
    public void NothingInTheProgram_DrawsFromTheRuntimesOwnChance()
    {
        foreach (var (file, text) in Files([""])) Assert.DoesNotContain(s_chance, word => Has(text, word, file));
    }

    [Fact]
    public void Rooms_KnowNothingOfThoseAboveThem()
    {
        (string Room, string[] Above)[] rooms =
        [
            ("Sim.Engine", ["Sim.Game", "Sim.Schedulers", "Sim.Experiments", "Sim.Cli", "Sim.Charts"]),
            ("Sim.Game", ["Sim.Schedulers", "Sim.Experiments", "Sim.Cli", "Sim.Charts"]),
            ("Sim.Schedulers", ["Sim.Experiments", "Sim.Cli", "Sim.Charts"]),
            ("Sim.Experiments", ["Sim.Cli", "Sim.Charts", "Sim.Scripts"]),
            ("Sim.Scripts", ["Sim.Cli", "Sim.Charts"]),
            ("Sim.Charts", ["Sim.Engine", "Sim.Game", "Sim.Schedulers", "Sim.Experiments", "Sim.Cli"]),
        ];
        foreach (var (room, above) in rooms)
        {
            foreach (var (file, text) in Files([room])) Assert.DoesNotContain(above, name => Has(text, "using " + name, file));
        }
    }

    [Fact]
    public void EverySourceFile_HasAFileScopedNamespace_AndUnixLineEnds()
    {
        foreach (var (file, text) in Files([""]))
        {
            Assert.False(text.Contains('\r', StringComparison.Ordinal), file);
            Assert.True(text.EndsWith('\n'), file);
            if (text.Contains("namespace ", StringComparison.Ordinal)) Assert.Matches(@"(?m)^namespace [A-Za-z.]+;$", text);
        }
    }

    private static bool Has(string text, string word, string file)
    {
        if (!text.Contains(word, StringComparison.Ordinal)) return false;
        Assert.Fail($"{file} contains \"{word}\".");
        return true;
    }

    /// <summary>The C# files of some rooms, with their paths below src and their texts; a room that is not there has none.</summary>
    private static IEnumerable<(string File, string Text)> Files(IEnumerable<string> rooms) => rooms
        .Select(room => Repository.File("src", room))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetRelativePath(Repository.File("src"), file).Replace('\\', '/'), File.ReadAllText(file)));
}
