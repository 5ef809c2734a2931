using System.Text.Json;

namespace Sim.Cli.Tests;

public sealed class SweepCommandTests : IDisposable
{
    private const string Scenario = """ "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "duration": "5m" """;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("\"spacr\": [\"20ms\"]", "axes.spacr (line 1)", "did you mean \"spacer\"?")]
    [InlineData("\"ram\": []", "an empty list", "at least one value")]
    [InlineData("\"ram\": { \"from\": \"1TB\", \"to\": \"8GB\", \"steps\": 3 }", "an empty range", "from below to is needed")]
    [InlineData("\"ram\": { \"from\": \"8GB\", \"to\": \"8GB\", \"steps\": 3 }", "an empty range", "from below to is needed")]
    [InlineData("\"ram\": { \"from\": \"8GB\", \"to\": \"20ms\", \"steps\": 3 }", "of another kind", "the same kind")]
    [InlineData("\"ram\": { \"from\": \"8GB\", \"to\": \"1TB\", \"steps\": 0 }", "axes.ram.steps", "from 1 to 100000")]
    [InlineData("\"ram\": [\"8GB\", \"8 bananas\"]", "axes.ram[1]", "8 bananas")]
    [InlineData("\"seed\": [1, 2]", "\"seed\" is no axis", "\"replicas\"")]
    [InlineData("\"ram\": 5", "axes.ram", "a list of values")]
    public void AnAxisThatIsWrong_IsRefused(string axis, params string[] told)
    {
        var file = _folder.Write("sweep.json", $"{{ \"scenario\": {{ {Scenario} }}, \"axes\": {{ {axis} }} }}");
        Cli.Refuses(["sweep", file, "--out", _folder.PathOf("out")], ["sweep.json", .. told]);
        Assert.False(Directory.Exists(_folder.PathOf("out")));
    }

    [Fact]
    public void AThousandMillionCells_AreAskedAbout_WithTheirNumber()
    {
        const string Steps = "{ \"from\": 1, \"to\": 1000, \"steps\": 1000 }";
        var file = _folder.Write("sweep.json", $$"""{ "scenario": { {{Scenario}} }, "axes": { "level": {{Steps}}, "greed": { "from": "1%", "to": "50%", "steps": 1000 }, "spacer": { "from": "1ms", "to": "1s", "steps": 1000 } } }""");
        Cli.Refuses(["sweep", file], "sweep.json", "1,000,000,000 runs", "--yes");
        Cli.Refuses(["sweep", file, "--yes"], "1,000,000,000 cells", "at most 10,000,000");
    }

    [Theory]
    [InlineData("sweep", "--parallel", "0")]
    [InlineData("sweep", "--parallel", "many")]
    [InlineData("sweep", "--replica", "0")]
    [InlineData("sweep", "--cell", "99")]
    public void OptionsOutOfRange_AreRefused(string verb, string option, string value) =>
        Cli.Refuses([verb, Small(), option, value], option);

    [Fact]
    public void AFolderThatCannotBeWritten_IsRefused()
    {
        var file = Small();
        Cli.Refuses(["sweep", file, "--out", Path.Combine(file, "below-a-file")], "below-a-file", "can't be written", "--out");
    }

    [Fact]
    public void ResultsThatAreThere_AreNotOverwritten()
    {
        var file = Small();
        var output = _folder.PathOf("out");
        Assert.Equal(0, Cli.Run("sweep", file, "--out", output).Exit);
        var before = File.ReadAllBytes(Path.Combine(output, "runs.jsonl"));
        Cli.Refuses(["sweep", file, "--out", output], "results here already", "--resume");
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(output, "runs.jsonl")));
    }

    [Fact]
    public void ResultsOfAnotherVersion_AreRefused_AndKept()
    {
        var file = Small();
        var output = _folder.PathOf("out");
        Cli.Run("sweep", file, "--out", output);
        var runs = Path.Combine(output, "runs.jsonl");
        var other = File.ReadAllText(runs).Replace("{\"format\":1,", "{\"format\":2,", StringComparison.Ordinal);
        File.WriteAllText(runs, other);
        Cli.Refuses(["sweep", file, "--out", output, "--resume"], "runs.jsonl", "line 1", "results of format 2; this version reads format 1");
        Cli.Refuses(["report", output], "format 2");
        Cli.Refuses(["compare", output, output], "format 2");
        Assert.Equal(other, File.ReadAllText(runs));
    }

    [Fact]
    public void ACellAlone_PrintsTheLinesOfTheWholeSweep()
    {
        var file = Small();
        var output = _folder.PathOf("out");
        Cli.Run("sweep", file, "--out", output);
        var lines = File.ReadAllLines(Path.Combine(output, "runs.jsonl"));
        for (var cell = 0; cell < 4; cell++)
        {
            var printed = Cli.Run("sweep", Path.Combine(output, "sweep.json"), "--cell", FormattableString.Invariant($"{cell}"));
            Assert.Equal(0, printed.Exit);
            Assert.Equal(lines.Skip(cell * 2).Take(2), printed.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        var one = Cli.Run("sweep", file, "--cell", "3", "--replica", "1").Output;
        Assert.Equal(lines[7], one.TrimEnd());
        Assert.Equal(16, JsonDocument.Parse(one).RootElement.GetProperty("facts").GetProperty("trace_hash").GetString()!.Length);
    }

    private string Small() => _folder.Write("small.json", $$"""{ "title": "small", "scenario": { {{Scenario}} }, "axes": { "scheduler": ["loop", "jit"], "ram": ["8GB", "1TB"] }, "replicas": 2 }""");
}
