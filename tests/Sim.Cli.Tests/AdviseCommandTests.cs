using System.Text.Json.Nodes;
using Sim.Testing;

namespace Sim.Cli.Tests;

/// <summary><c>sim advise</c>: what it prints, and what it refuses.</summary>
public sealed class AdviseCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static string Save(string name) => Repository.Data("reference", "save", name);

    private static string Runs(string[] arguments)
    {
        var (exit, output, errors) = Cli.Run(arguments);
        Assert.Equal("", errors);
        Assert.Equal(0, exit);
        return output;
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WithLittleRam_OneOperationAtATimeIsAdvised()
    {
        var text = Runs(["advise", "--save", Save("early.json"), "--lag", "none", "--json"]);
        var advice = JsonNode.Parse(text)!;
        Assert.Equal(1, (int)advice["format"]!);
        var money = (double)advice["money_per_s"]!["mean"]!;
        Assert.InRange(money, 1, (double)advice["money_per_s"]!["bound"]! * 1.05);
        Assert.Empty(advice["targets"]!.AsArray());
        Assert.InRange((double)advice["solo"]!["money_share"]!, 0.01, 1);
        Assert.Equal(5, advice["compared"]!.AsArray().Count);
        Assert.Contains(advice["upgrades"]!.AsArray(), upgrade => ((string)upgrade!["what"]!).StartsWith("home from", StringComparison.Ordinal) && (double)upgrade["cost"]! > 0);
        Assert.Equal(text, Runs(["advise", "--save", Save("early.json"), "--lag", "none", "--json"]));
    }

    /// <summary>The last twenty of fifty minutes: by then targets are prepared and streams run.</summary>
    [NodeFact]
    public void TheSampleScript_EarnsWhatTheAdvicePromised()
    {
        var scripts = Path.Combine(Repository.Root, "bench", "scripts");
        foreach (var file in Directory.GetFiles(scripts, "*.js", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(scripts, file);
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.PathOf(name))!);
            File.Copy(file, _folder.PathOf(name));
        }

        var text = Runs(["advise", "--save", Save("mid.json"), "--lag", "none", "--targets", "1", "--spacer-min", "40ms", "--home-reserve", "16GB", "--json"]);
        _folder.Write("advice.txt", System.Text.Encoding.UTF8.GetBytes(text));
        var stream = JsonNode.Parse(text)!["targets"]!.AsArray().Single()!;
        Assert.Equal(((string)stream["pattern"]!).Length, stream["jobs"]!.AsArray().Count);
        Assert.InRange(JsonNode.Parse(text)!["ram_per_host"]!.AsArray().Sum(host => (double)host!["ram_gb"]!), 10_000, 15_372);
        var promised = (double)JsonNode.Parse(text)!["money_per_s"]!["mean"]!;
        Assert.InRange((Money("50m") - Money("30m")) / 1200, promised * 0.98, promised * 1.02);

        double Money(string duration) => (double)JsonNode.Parse(Runs(
            ["script", "/follow-advice.js", "--from", _folder.PathOf(""), "--save", Save("mid.json"), "--duration", duration, "--json"]))!["money_earned"]!;
    }

    [Fact]
    public void TheTables_NameTargetsAndWhatWouldBringMore()
    {
        var text = Runs(["advise", "--save", Save("early.json"), "--targets", "1", "--spacer-min", "20ms"]);
        Assert.Contains("one operation at a time on", text, StringComparison.Ordinal);
        Assert.Contains("home from 16GB to 32GB", text, StringComparison.Ordinal);
        Assert.Contains("Spacers tried: 20ms", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AllThatIsWrong_IsToldAtOnce()
    {
        Cli.Refuses(["advise"], "--save", "not given", "an exported save is needed");
        Cli.Refuses(["advise", "--save", "none.json"], "--save", "there is no file none.json", "an exported save is needed");
        Cli.Refuses(["advise", "--save", Save("early.json"), "--spacer-min", "0.5ms"], "--spacer-min", "0.5ms", "whole milliseconds");
        Cli.Refuses(["advise", "--save", Save("early.json"), "--targets", "-1"], "--targets", "-1", "from 0 to 1000");
        Cli.Refuses(["advise", "--save", Save("early.json"), "--lag", "dektop"], "--lag", "dektop", "desktop");
        Cli.Refuses(["advise", "--save", Save("early.json"), "--home-reserve", "lots"], "--home-reserve", "lots", "RAM");
        Cli.Refuses(["advise", "--save", Save("early.json"), "--home-reserve", "1TB"], "--home-reserve", "1TB", "home has 16GB");
        Cli.Refuses(["advise", "--save", _folder.Write("empty.json", Array.Empty<byte>())], "empty.json", "the file is empty", "save");
    }
}
