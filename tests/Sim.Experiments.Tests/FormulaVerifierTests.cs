using Sim.Engine;
using System.Globalization;
using System.Text.RegularExpressions;
using Sim.Experiments.Verification;
using Sim.Testing;

namespace Sim.Experiments.Tests;

public sealed partial class FormulaVerifierTests : IDisposable
{
    private const string GoodLine = """{"fn":"calculateSkill","in":{"exp":1,"mult":10},"out":10}""";

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"formulas-{Guid.NewGuid():N}.jsonl");

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void CommittedReference_IsEqualBitForBit()
    {
        var report = FormulaVerifier.Verify(Repository.Data("reference", "formulas.jsonl"));

        Assert.Null(report.FirstMismatch);
        Assert.Equal(0, report.Mismatched);
        Assert.True(report.Checked > 3000, $"Only {report.Checked} lines.");
        Assert.Equal(38, report.Tallies.Length);
        Assert.True(report.IsEqual);
    }

    [SharedReferenceFact]
    public void WholeReference_IsEqualBitForBit()
    {
        var report = FormulaVerifier.Verify(Path.Combine(Repository.SharedReference!, "formulas.jsonl"));

        Assert.Null(report.FirstMismatch);
        Assert.Equal(0, report.Mismatched);
        Assert.Equal(20856, report.Checked);
        Assert.Equal(38, report.Tallies.Length);
    }

    [Fact]
    public void ChangedLastBit_InEveryFunction_IsFound()
    {
        // One line of each function, its last output moved to the next larger double.
        var changed = File.ReadLines(Repository.Data("reference", "formulas.jsonl"))
            .Where(line => LastNumber().IsMatch(line))
            .DistinctBy(line => line[..line.IndexOf(",\"in\"", StringComparison.Ordinal)])
            .Select(line => LastNumber().Replace(line, number => NextLarger(number.Value)))
            .ToList();
        var report = VerifyText(string.Join('\n', changed));

        Assert.Equal(38, report.Checked);
        Assert.Equal(38, report.Mismatched);
        Assert.False(report.IsEqual);
    }

    [Fact]
    public void Mismatch_IsReportedInFull()
    {
        var report = VerifyText($$"""
            {{GoodLine}}

            {"fn":"getCoreBonus","in":{"cores":5},"out":1.2500000000000002}
            {"fn":"getCoreBonus","in":{"cores":6},"out":2}
            """);

        Assert.Equal(3, report.Checked);
        Assert.Equal(2, report.Mismatched);
        VerifyTally[] tallies = [new("calculateSkill", 1, 0), new("getCoreBonus", 2, 2)];
        Assert.Equal(tallies, report.Tallies);
        Assert.Equal(
            $$"""
            {{_path}}:3: getCoreBonus
              line      {"fn":"getCoreBonus","in":{"cores":5},"out":1.2500000000000002}
              input     cores = 5 (0x4014000000000000)
              expected  1.2500000000000002 (0x3ff4000000000001)
              got       1.25 (0x3ff4000000000000)
            """.ReplaceLineEndings("\n"),
            report.FirstMismatch);
    }

    [Theory]
    [InlineData("""{"fn":"server.capDifficulty","in":{"hackDifficulty":"NaN","minDifficulty":1},"out":"NaN"}""", 0)]
    [InlineData("""{"fn":"calculateHackingExpGain","in":{"baseDifficulty":5},"out":4.5}""", 0)]
    [InlineData("""{"fn":"hacknetNode.calculateNodeCost","in":{"n":"-Infinity"},"out":0}""", 0)]
    [InlineData("""{"fn":"hacknetNode.calculateNodeCost","in":{"n":"-Infinity"},"out":"-0"}""", 1)]
    [InlineData("""{"fn":"hacknetNode.calculateNodeCost","in":{"n":1},"out":"error"}""", 1)]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1},"out":{"bonus":1}}""", 1)]
    [InlineData("""{"fn":"gainHackingExp","in":{"expBefore":0,"gain":0},"out":{"exp":0,"level":1,"more":0}}""", 1)]
    [InlineData("""{"fn":"calculateEverything","in":{},"out":42}""", 1)]
    public void Comparison_IsByBitsAndShape(string line, int mismatched) => Assert.Equal(mismatched, VerifyText(line).Mismatched);

    [Theory]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1},"out":1""", "not JSON")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1},"out":1} {}""", "not JSON")]
    [InlineData("""[1, 2]""", "no JSON object")]
    [InlineData("""{"in":{"cores":1},"out":1}""", "\"fn\" is missing")]
    [InlineData("""{"fn":"getCoreBonus","out":1}""", "\"in\" is missing")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1}}""", "\"out\" is missing")]
    [InlineData("""{"fn":1,"in":{"cores":1},"out":1}""", "\"fn\" is unknown, given twice or of the wrong type")]
    [InlineData("""{"fn":"getCoreBonus","in":[1],"out":1}""", "\"in\" is unknown, given twice or of the wrong type")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1},"out":1,"out":1}""", "\"out\" is unknown, given twice or of the wrong type")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":"many"},"out":1}""", "The input \"cores\" is no number")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1e999},"out":1}""", "The input \"cores\" is no number")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1,"cores":1},"out":1}""", "The input \"cores\" is given twice")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1},"out":true}""", "The output is no number")]
    [InlineData("""{"fn":"getCoreBonus","in":{},"out":1}""", "getCoreBonus lacks the input \"cores\"")]
    [InlineData("""{"fn":"getCoreBonus","in":{"cores":1,"threads":1},"out":1}""", "getCoreBonus takes no input \"threads\"")]
    public void MalformedLine_IsRefusedWithItsPlace(string line, string problem)
    {
        var refusal = Assert.Single(Assert.Throws<InputException>(() => VerifyText($"{GoodLine}\r\n{line}\r\n")).Problems);

        Assert.Equal(_path, refusal.File);
        Assert.Equal("line 2", refusal.Place);
        Assert.Contains(problem, refusal.Problem, StringComparison.Ordinal);
        Assert.StartsWith($"{_path}: line 2: ", refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void MissingFile_IsRefused()
    {
        var refusal = Assert.Single(Assert.Throws<InputException>(() => FormulaVerifier.Verify(_path)).Problems);

        Assert.Equal(_path, refusal.File);
        Assert.Empty(refusal.Place);
    }

    [Fact]
    public void EmptyFile_IsNotEqual()
    {
        var report = VerifyText("");

        Assert.Equal(0, report.Checked);
        Assert.False(report.IsEqual);
    }

    private static string NextLarger(string number)
    {
        double value = double.Parse(number, CultureInfo.InvariantCulture);
        return Math.BitIncrement(value).ToString("R", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("""(?<=:)-?\d[-+.e\d]*(?=\}+$)""")]
    private static partial Regex LastNumber();

    private VerifyReport VerifyText(string text)
    {
        File.WriteAllText(_path, text);
        return FormulaVerifier.Verify(_path);
    }
}
