using Sim.Engine;
using Sim.Experiments.Comparing;

namespace Sim.Experiments.Tests.Comparing;

public sealed class BaselineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sim-baseline-").FullName;

    private string File => Path.Combine(_folder, "deep", "baseline.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WrittenAndRead_IsTheSame_AndItsSweepRunsAgain()
    {
        var written = Measure();
        written.Write(File);
        var read = Baseline.Read(File);
        read.RequireComplete(File);
        Assert.Equal(written.Lines.Select(line => line.ToJson()), read.Lines.Select(line => line.ToJson()));
        var again = new RunMemory();
        new SweepRunner(read.Sweep, again).Run(2, CancellationToken.None);
        Assert.All(Comparison.Of(read.Lines, again.Lines()).Cells, cell => Assert.True(cell.IsIdentical));
        Assert.True(Baseline.IsBaseline(File));
        Assert.Equal(written.Lines.Count, ResultSet.Read(File).Count);
    }

    [Fact]
    public void AnUpdate_LeavesNothingBeside()
    {
        Measure().Write(File);
        Measure().Write(File);
        Assert.Equal([File], Directory.GetFiles(Path.GetDirectoryName(File)!));
    }

    [Fact]
    public void MissingRuns_AreCounted()
    {
        var baseline = Measure();
        (baseline with { Lines = [.. baseline.Lines.Skip(1).SkipLast(2)] }).Write(File);
        var refused = Assert.Throws<InputException>(() => Baseline.Read(File).RequireComplete(File));
        Assert.Contains("3 of 8 runs are missing, the first is cell 0", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"baseline_format\":9,\"version\":\"9\",\"sweep\":{}}\n", "a baseline of format 9")]
    [InlineData("{\"baseline_format\":1,\"version\":\"1\"}\n", "an object is needed")]
    [InlineData("not JSON\n", "no JSON")]
    [InlineData("", "no baseline")]
    [InlineData("{\"format\":1}\n", "no baseline")]
    public void OtherFiles_AreRefused(string text, string problem)
    {
        var path = Path.Combine(_folder, "other.jsonl");
        System.IO.File.WriteAllText(path, text);
        Assert.Contains(problem, Assert.Throws<InputException>(() => Baseline.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ResultsOfAnotherFormat_AreRefused()
    {
        Measure().Write(File);
        System.IO.File.WriteAllText(File, System.IO.File.ReadAllText(File).Replace("{\"format\":1,", "{\"format\":7,", StringComparison.Ordinal));
        var refused = Assert.Throws<InputException>(() => Baseline.Read(File));
        Assert.Contains("line 2", refused.Message, StringComparison.Ordinal);
        Assert.Contains("format 7", refused.Message, StringComparison.Ordinal);
    }

    private static Baseline Measure()
    {
        var sweep = SweepSamples.Small();
        var memory = new RunMemory();
        new SweepRunner(sweep, memory).Run(2, CancellationToken.None);
        return Baseline.Of(sweep, memory.Lines());
    }
}
