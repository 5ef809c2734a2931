using Sim.Engine;
using Sim.Experiments.Comparing;

namespace Sim.Experiments.Tests.Comparing;

public sealed class SpeedComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-speed-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(1.0, Verdict.Unchanged)]
    [InlineData(1.24, Verdict.Unchanged)]
    [InlineData(1.26, Verdict.Regressed)]
    [InlineData(0.81, Verdict.Unchanged)]
    [InlineData(0.79, Verdict.Improved)]
    public void AChange_CountsBeyondTheBand(double now, Verdict expected)
    {
        var comparison = SpeedComparison.Of([new SpeedMeasure("a", 2, 0)], [new SpeedMeasure("a", 2 * now, 0)]);
        Assert.Equal(expected, comparison.Rows.Single().Verdict);
        Assert.Equal(expected == Verdict.Regressed, comparison.HasRegressions);
    }

    [Theory]
    [InlineData(0.1, 0.0)]
    [InlineData(0.0, 0.1)]
    public void RestlessRounds_MakeTheBandWider(double before, double after)
    {
        var comparison = SpeedComparison.Of([new SpeedMeasure("a", 1, before)], [new SpeedMeasure("a", 1.28, after)]);
        Assert.Equal((Verdict.Unchanged, 0.3), (comparison.Rows[0].Verdict, Math.Round(comparison.Rows[0].Band, 9)));
    }

    [Fact]
    public void MeasuresOfOneSideOnly_AreNamed()
    {
        var comparison = SpeedComparison.Of(
            [new SpeedMeasure("gone", 1, 0), new SpeedMeasure("both", 1, 0)],
            [new SpeedMeasure("both", 1, 0), new SpeedMeasure("new", 9, 0)]);
        Assert.Equal(["both"], comparison.Rows.Select(row => row.Name));
        Assert.Equal(["gone"], comparison.OnlyInBase.ToArray());
        Assert.Equal(["new"], comparison.OnlyInNew.ToArray());
        Assert.False(comparison.HasRegressions);
    }

    [Fact]
    public void AMeasure_IsTheMedianOfItsRounds()
    {
        Assert.Equal(new SpeedMeasure("a", 3, 1 / 3.0), SpeedMeasure.Of("a", [100, 2, 3, 4, 1]));
        Assert.Equal(new SpeedMeasure("a", 2.5, 0.4), SpeedMeasure.Of("a", [1, 2, 3, 4]));
        Assert.Equal(new SpeedMeasure("a", 7, 0), SpeedMeasure.Of("a", [7]));
    }

    [Fact]
    public void ABaseline_IsReadAsItWasWritten()
    {
        var path = Path.Combine(_folder, "sub", "p.json");
        SpeedBaseline.Of([new SpeedMeasure("timer", 0.123456, 0.01), new SpeedMeasure("landing, jit", 1234.5, 0)]).Write(path);
        var read = SpeedBaseline.Read(path);
        Assert.Equal([new SpeedMeasure("timer", 0.1235, 0.01), new SpeedMeasure("landing, jit", 1234, 0)], read.Measures.ToArray());
        Assert.Equal(RunEnvironment.Current().Version, read.Version);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder, "sub"), "*.part"));
    }

    [Theory]
    [InlineData("{", "valid JSON")]
    [InlineData("[]", "object")]
    [InlineData("{}", "performance_format")]
    [InlineData("""{ "performance_format": 2, "measures": {} }""", "performance_format")]
    [InlineData("""{ "performance_format": 1 }""", "measures")]
    [InlineData("""{ "performance_format": 1, "measures": { "a": { "spread": 1 } } }""", "ratio")]
    [InlineData("""{ "performance_format": 1, "measures": { "a": { "ratio": -1 } } }""", "ratio")]
    [InlineData("""{ "performance_format": 1, "measures": { "a": { "ratio": 1, "time": 3 } } }""", "time")]
    public void AnotherFile_IsRefused(string text, string told)
    {
        var path = Path.Combine(_folder, "bad.json");
        File.WriteAllText(path, text);
        var refused = Assert.Throws<InputException>(() => SpeedBaseline.Read(path));
        Assert.Contains(told, string.Join('\n', refused.Problems), StringComparison.Ordinal);
        Assert.Throws<InputException>(() => SpeedBaseline.Read(path + ".none"));
    }
}
