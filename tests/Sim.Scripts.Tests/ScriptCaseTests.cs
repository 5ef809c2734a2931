using Sim.Scripts.Verification;
using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>
/// Scripts that ran in the real game: landings, starts, error texts, RAM, logs, the final state and every line that they wrote are
/// the same here. Five of the twelve cases are in tests/data/scripts/cases, all are where the whole reference data is.
/// </summary>
public sealed class ScriptCaseTests
{
    [NodeFact]
    public void EveryCaseHere_IsAsInTheGame() => Verify(Repository.File("tests", "data", "scripts", "cases"), 5);

    [SharedReferenceFact]
    public void EveryCaseOfTheReferenceData_IsAsInTheGame()
    {
        if (NodeProcess.Version is null) return;
        Verify(Path.Combine(Repository.SharedReference!, "scripts"), 12);
    }

    [NodeFact]
    public void AChangedRecord_IsFound()
    {
        var folder = Repository.File("tests", "data", "scripts", "cases");
        var changed = Path.Combine(Path.GetTempPath(), $"sim-case-{Guid.NewGuid():N}.json");
        try
        {
            var text = File.ReadAllText(Path.Combine(folder, "one_batch.json"));
            File.WriteAllText(changed, text.Replace("121468", "121469", StringComparison.Ordinal));
            Assert.False(ScriptCaseVerifier.Verify(changed, Path.Combine(folder, "src"), NodeInstallation.Find(null)).Report.IsEqual);
        }
        finally
        {
            File.Delete(changed);
        }
    }

    private static void Verify(string folder, int cases)
    {
        var node = NodeInstallation.Find(null);
        var files = Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(cases, files.Length);
        foreach (var file in files)
        {
            var result = ScriptCaseVerifier.Verify(file, Path.Combine(folder, "src"), node);
            Assert.True(result.Report.IsEqual, string.Join('\n', result.Differences.Take(5)));
            Assert.True(result.Report.Checked > 1000);
        }
    }
}
