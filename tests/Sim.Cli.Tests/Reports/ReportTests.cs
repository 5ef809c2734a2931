using System.Text.Json;
using System.Text.RegularExpressions;
using Sim.Testing;

namespace Sim.Cli.Tests.Reports;

/// <summary>The whole way from a command to a report, and from a report's commands back to its numbers.</summary>
public sealed partial class ReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void EveryCommandOfASweepsReport_GivesTheNumbersItStandsBeside()
    {
        var output = Sweep();
        var html = File.ReadAllText(Path.Combine(output, "report.html"));
        var lines = File.ReadAllLines(Path.Combine(output, "runs.jsonl"));
        var commands = Command().Matches(html).Select(match => match.Groups[1].Value).Distinct().ToArray();
        Assert.Equal(6, commands.Length);
        foreach (var cell in commands)
        {
            var printed = Cli.Run("sweep", Path.Combine(output, "sweep.json"), "--cell", cell).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(lines.Where(line => line.Contains($"\"cell\":{cell},", StringComparison.Ordinal)), printed);
        }

        // What the report offers for the whole of it.
        Assert.Equal(0, Cli.Run("sweep", Path.Combine(output, "sweep.json"), "--out", _folder.PathOf("again")).Exit);
        var (exit, compared, _) = Cli.Run("compare", output, _folder.PathOf("again"));
        Assert.Equal(0, exit);
        Assert.Contains("6 unchanged (6 identical to the last bit)", compared, StringComparison.Ordinal);
    }

    [Fact]
    public void AReport_IsMadeAnewFromTheFilesAlone_WithTheSameBytes()
    {
        var output = Sweep();
        var files = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) is ".svg" or ".html").Order().ToArray();
        Assert.Equal(7, files.Length);
        var before = files.Select(File.ReadAllText).ToArray();
        foreach (var file in files) File.Delete(file);
        File.WriteAllText(Path.Combine(output, "charts", "of-an-older-version.svg"), "<svg/>");
        var (exit, told, errors) = Cli.Run("report", output);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("report.html", told, StringComparison.Ordinal);
        Assert.Equal(before, files.Select(File.ReadAllText));
        Assert.False(File.Exists(Path.Combine(output, "charts", "of-an-older-version.svg")));
    }

    [Fact]
    public void ASweepsReport_SaysWhatWasRefused_AndNamesNoFolder()
    {
        var html = File.ReadAllText(Path.Combine(Sweep(), "report.html"));
        Assert.Contains("CellsRefused", html, StringComparison.Ordinal);
        Assert.Contains("1 of 6 cells could not be run and is a gap in charts. jit 8GB", html, StringComparison.Ordinal);
        Assert.Contains("NoLag", html, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.PathOf(""), html, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", html.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--ram", "64GB", "--target", "phantasy")]
    [InlineData("--lag", "desktop", "--target", "phantasy", "--prepped")]
    [InlineData("--scheduler", "shotgun", "--greed", "best", "--target", "phantasy")]
    [InlineData("--scheduler", "loop")]
    [InlineData("--scheduler", "super", "--target", "n00dles,phantasy")]
    [InlineData("--save", "SAVE", "--scheduler", "periodic", "--seed", "77")]
    public void ASingleRunsFolder_RepeatsItself(params string[] options)
    {
        string[] arguments = ["run", .. options.Select(option => option == "SAVE" ? Repository.Data("reference", "save", "mid.json") : option), "--duration", "15m"];
        var plain = JsonDocument.Parse(Cli.Run([.. arguments, "--json"]).Output).RootElement;
        var output = _folder.PathOf("run");
        var (exit, told, errors) = Cli.Run([.. arguments, "--out", output]);
        Assert.Equal((0, ""), (exit, errors));
        Assert.Contains("report: ", told, StringComparison.Ordinal);
        Assert.Equal(Hash(plain), Hash(JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "run.json"))).RootElement));
        var again = Cli.Run("run", Path.Combine(output, "scenario.json"), "--json");
        Assert.Equal((0, ""), (again.Exit, again.Errors));
        Assert.Equal(Hash(plain), Hash(JsonDocument.Parse(again.Output).RootElement));
        var html = File.ReadAllText(Path.Combine(output, "report.html"));
        Assert.Contains(Hash(plain), html, StringComparison.Ordinal);
        Assert.DoesNotContain(Repository.Root, html, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(output, "charts", "money-vs-time.svg")));
        Assert.Equal(0, Cli.Run("report", output).Exit);
        Assert.Equal(html, File.ReadAllText(Path.Combine(output, "report.html")));
    }

    [Fact]
    public void ATrace_IsDrawn()
    {
        var picture = _folder.PathOf("trace.svg");
        Assert.Equal(0, Cli.Run("trace", "--target", "phantasy", "--prepped", "--ram", "64TB", "--from", "100s", "--to", "101s", "--rows", "10", "--svg", picture).Exit);
        var svg = File.ReadAllText(picture);
        Assert.StartsWith("<svg", svg, StringComparison.Ordinal);
        Assert.Contains("jit, job by job", svg, StringComparison.Ordinal);
        Assert.Contains("Time after 100 s of the run", svg, StringComparison.Ordinal);
    }

    [Fact]
    public void FoldersWithoutResults_AreRefused()
    {
        Cli.Refuses(["report", _folder.PathOf("none")], "none", "there is no such folder");
        Directory.CreateDirectory(_folder.PathOf("empty"));
        Cli.Refuses(["report", _folder.PathOf("empty")], "empty", "runs.jsonl", "sim sweep");
        _folder.Write("empty/run.json", "{}");
        Cli.Refuses(["report", _folder.PathOf("empty")], "series.json", "sim run --out");
        _folder.Write("empty/series.json", "{\"format\": 3}");
        Cli.Refuses(["report", _folder.PathOf("empty")], "series.json");
    }

    private static string Hash(JsonElement run) => run.GetProperty("trace_hash").GetString()!;

    private string Sweep()
    {
        var file = _folder.Write("sweep.json", """
            {
              "title": "report test",
              "scenario": { "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "duration": "30m" },
              "axes": { "scheduler": ["loop", "jit"], "ram": ["8GB", "512GB", "8TB"] },
              "replicas": 2
            }
            """);
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("out")).Exit);
        return _folder.PathOf("out");
    }

    [GeneratedRegex(@"<td>sim sweep sweep\.json --cell (\d+)</td>")]
    private static partial Regex Command();
}
