using System.Text.Json;
using Sim.Testing;

namespace Sim.Cli.Tests;

public sealed class CompareCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSameResults_AreIdentical()
    {
        var before = Sweep("before", "2TB");
        var (exit, output, errors) = Cli.Run("compare", before, Path.Combine(before, "runs.jsonl"));
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("2 cells: 0 regressed, 0 improved, 2 unchanged (2 identical to the last bit)", output, StringComparison.Ordinal);
    }

    [Fact]
    public void WorseResults_AreToldInEveryForm_WithExitCode1()
    {
        var before = Sweep("before", "2TB");
        var after = Sweep("after", "1900GB");
        var (exit, table, _) = Cli.Run("compare", before, after);
        Assert.Equal(1, exit);
        Assert.Contains("Regressed", table, StringComparison.Ordinal);
        Assert.Contains("1 regressed", table, StringComparison.Ordinal);

        var (_, markdown, _) = Cli.Run("compare", before, after, "--markdown");
        Assert.Contains("| scheduler=jit | $", markdown, StringComparison.Ordinal);
        Assert.Contains("**Regressed**", markdown, StringComparison.Ordinal);

        var (code, json, _) = Cli.Run("compare", before, after, "--json");
        Assert.Equal(1, code);
        var root = JsonDocument.Parse(json).RootElement;
        Assert.Equal(1, root.GetProperty("regressed").GetInt32());
        var cell = root.GetProperty("cells").EnumerateArray().Single(cell => cell.GetProperty("verdict").GetString() == "Regressed");
        Assert.InRange(cell.GetProperty("relative").GetDouble(), -0.2, -0.01);
        Assert.Contains(cell.GetProperty("changes").EnumerateArray(), change => change.GetProperty("fact").GetString() == "landings");

        Assert.Equal(0, Cli.Run("compare", before, after, "--threshold", "50%").Exit);
        Assert.Equal(0, Cli.Run("compare", after, before).Exit);
    }

    [Fact]
    public void CellsOfOneSide_AreNamed()
    {
        var before = Sweep("before", "2TB");
        var after = Sweep("after", "2TB", "\"jit\", \"shotgun\"");
        var (exit, output, _) = Cli.Run("compare", before, after);
        Assert.Equal(0, exit);
        Assert.Contains("only in the old results: scheduler=loop", output, StringComparison.Ordinal);
        Assert.Contains("only in the new results: scheduler=shotgun", output, StringComparison.Ordinal);
    }

    [Fact]
    public void AGate_PassesUntilSomethingChanges()
    {
        var baseline = _folder.PathOf("baselines/b.jsonl");
        var sweep = Write("gate", "2TB", "\"loop\", \"jit\"");
        Assert.Equal(0, Cli.Run("gate", "--create", sweep, "--out", baseline).Exit);
        File.Delete(sweep);
        var (exit, output, errors) = Cli.Run("gate", baseline);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("2 identical", output, StringComparison.Ordinal);

        // A baseline that remembers more than the scheduler earns now.
        var lines = File.ReadAllLines(baseline);
        for (var i = 7; i < lines.Length; i++) lines[i] = Richer(lines[i]);
        File.WriteAllLines(baseline, lines);
        Assert.Equal(1, Cli.Run("gate", baseline, "--json").Exit);
        Assert.Contains("**Regressed**", Cli.Run("gate", baseline, "--markdown").Output, StringComparison.Ordinal);

        Assert.Equal(0, Cli.Run("gate", baseline, "--update").Exit);
        Assert.Equal(0, Cli.Run("gate", baseline).Exit);
        Assert.Single(Directory.GetFiles(_folder.PathOf("baselines")));
    }

    [Fact]
    public void ABaselineWithMissingRuns_IsRefused_AndMadeAnewByUpdate()
    {
        var baseline = _folder.PathOf("b.jsonl");
        Cli.Run("gate", "--create", Write("gate", "2TB", "\"loop\", \"jit\""), "--out", baseline);
        File.WriteAllLines(baseline, File.ReadAllLines(baseline).SkipLast(1));
        Cli.Refuses(["gate", baseline], "b.jsonl", "1 of 12 runs are missing", "cell 1 (jit), replica 5", "--update");
        Assert.Equal(0, Cli.Run("gate", baseline, "--update").Exit);
        Assert.Equal(0, Cli.Run("gate", baseline).Exit);
    }

    [Fact]
    public void CommittedBaselines_Hold()
    {
        // There may be none: they are made when results are published, see results/README.md.
        var folder = Repository.File("results", "baselines");
        if (!Directory.Exists(folder)) return;
        foreach (var baseline in Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal))
        {
            var (exit, output, errors) = Cli.Run("gate", baseline);
            Assert.True(exit == 0, $"{output}\n{errors}");
        }
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        var results = Sweep("before", "2TB");
        Cli.Refuses(["compare", results, _folder.PathOf("none")], "none: there is no such file");
        Cli.Refuses(["compare", results, results, "--threshold", "much"], "--threshold", "a fraction such as 1%");
        Cli.Refuses(["compare", results, results, "--json", "--markdown"], "--json");
        Cli.Refuses(["gate"], "no baseline");
        Cli.Refuses(["gate", _folder.PathOf("none.jsonl")], "there is no such file");
        Cli.Refuses(["gate", Path.Combine(results, "runs.jsonl")], "no baseline", "sim gate --create");
        Cli.Refuses(["gate", "x.jsonl", "--create", "y.json"], "--create");
        var empty = _folder.Write("empty.jsonl", "");
        Cli.Refuses(["compare", empty, results], "no results");
    }

    private static string Richer(string line)
    {
        var money = JsonDocument.Parse(line).RootElement.GetProperty("facts").GetProperty("money_per_s").GetRawText();
        return line.Replace($"\"money_per_s\":{money}", $"\"money_per_s\":1{money}", StringComparison.Ordinal).Replace("\"trace_hash\":\"", "\"trace_hash\":\"x", StringComparison.Ordinal);
    }

    private string Sweep(string name, string ram, string schedulers = "\"loop\", \"jit\"")
    {
        Assert.Equal(0, Cli.Run("sweep", Write(name, ram, schedulers), "--out", _folder.PathOf(name)).Exit);
        return _folder.PathOf(name);
    }

    private string Write(string name, string ram, string schedulers) => _folder.Write($"{name}.json", $$"""
        {
          "scenario": { "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "ram": "{{ram}}", "duration": "1h" },
          "axes": { "scheduler": [{{schedulers}}] },
          "replicas": 6
        }
        """);
}
