using System.Globalization;
using Sim.Experiments.Verification;
using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>
/// The formulas exist in two languages. Both are checked against the game's own results; here they check each other on random inputs,
/// bit for bit, where that data does not go.
/// </summary>
public sealed class FormulaAgreementTests
{
    private const int RowsPerFormula = 300;

    [NodeFact]
    public void BothLanguages_GiveTheSameBits_OnRandomInputs()
    {
        for (var seed = 1; seed <= 3; seed++)
        {
            var report = Check(seed);
            Assert.True(report.IsEqual, $"seed {seed}, {report.Mismatched} of {report.Checked} rows differ; the first is\n{report.FirstMismatch}");
            Assert.Equal(38 * RowsPerFormula, report.Checked);
        }
    }

    private static VerifyReport Check(int seed)
    {
        var script = Repository.File("src", "Sim.Scripts", "runtime", "test", "formula-rows.mjs");
        var rows = NodeProcess.Run(script, seed.ToString(CultureInfo.InvariantCulture), RowsPerFormula.ToString(CultureInfo.InvariantCulture));
        var file = Path.Combine(Path.GetTempPath(), $"sim-formula-rows-{Guid.NewGuid():N}.jsonl");
        try
        {
            File.WriteAllText(file, rows);
            return ReferenceVerifier.Verify(file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
