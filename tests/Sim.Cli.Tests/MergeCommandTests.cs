namespace Sim.Cli.Tests;

/// <summary>A sweep in parts: the merged folder has the bytes of the sweep in one piece, or the command says what is wrong.</summary>
public sealed class MergeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Shards_RunInAnyOrder_GiveTheBytesOfTheWholeSweep()
    {
        var file = Sweep();
        Assert.Equal(0, Cli.Run("sweep", file, "--out", _folder.PathOf("whole")).Exit);
        var parts = Parts(file, count: 5);
        Assert.Equal(0, Cli.Run(["merge", .. parts.Reverse(), "--out", _folder.PathOf("merged")]).Exit);
        foreach (var name in (string[])["runs.jsonl", "summary.csv", "sweep.json"])
        {
            Assert.Equal(File.ReadAllText(Path.Combine(_folder.PathOf("whole"), name)), File.ReadAllText(Path.Combine(_folder.PathOf("merged"), name)));
        }

        Assert.True(File.Exists(Path.Combine(_folder.PathOf("merged"), "report.html")));
    }

    [Fact]
    public void AMissingShard_AndADoubledOne_AreNamed()
    {
        var parts = Parts(Sweep(), count: 4);
        Cli.Refuses(["merge", parts[0], parts[3], parts[3], "--out", _folder.PathOf("merged")], "missing: 2/4, 3/4", "shard 4/4 is there twice");
        Assert.False(Directory.Exists(_folder.PathOf("merged")));
    }

    [Fact]
    public void ShardsOfOtherSweeps_AreNamed()
    {
        var parts = Parts(Sweep(), count: 2);
        var others = Parts(Sweep("30ms"), count: 2, prefix: "other");
        Cli.Refuses(["merge", parts[0], others[1], "--out", _folder.PathOf("merged")], others[1], "another sweep");
        var three = Parts(Sweep(), count: 3, prefix: "three");
        Cli.Refuses(["merge", parts[0], three[1], "--out", _folder.PathOf("merged")], "shard 2/3", "one of 2 shards");
    }

    [Fact]
    public void AnUnfinishedShard_IsNamed_WithTheWayToFinishIt()
    {
        var parts = Parts(Sweep(), count: 2);
        var runs = Path.Combine(parts[1], "runs.jsonl");
        File.WriteAllLines(runs, File.ReadAllLines(runs).SkipLast(1));
        Cli.Refuses(["merge", .. parts, "--out", _folder.PathOf("merged")], parts[1], "--shard 2/2", "--resume");
        Assert.Equal(0, Cli.Run("sweep", _folder.PathOf("sweep.json"), "--shard", "2/2", "--out", parts[1], "--resume").Exit);
        Assert.Equal(0, Cli.Run(["merge", .. parts, "--out", _folder.PathOf("merged")]).Exit);
    }

    [Fact]
    public void AFolderThatIsNoShard_IsNamed() =>
        Cli.Refuses(["merge", _folder.PathOf("nowhere"), "--out", _folder.PathOf("merged")], "nowhere", "sim sweep --shard");

    [Theory]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("4")]
    [InlineData("1/0")]
    [InlineData("-1/4")]
    [InlineData("a/b")]
    [InlineData("1/9999999999")]
    public void AShardOutOfRange_IsRefused(string shard) => Cli.Refuses(["sweep", Sweep(), "--shard", shard], "--shard", shard, "3/16");

    [Fact]
    public void AFolderOfAnotherShard_IsNotMixed()
    {
        var file = Sweep();
        var parts = Parts(file, count: 2);
        Cli.Refuses(["sweep", file, "--shard", "2/2", "--out", parts[0], "--resume"], "holds shard 1/2, not 2/2");
    }

    private string Sweep(string spacer = "20ms") => _folder.Write("sweep.json", $$"""
        { "scenario": { "title": "parts", "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "shotgun", "duration": "2m" },
          "axes": { "ram": ["64GB", "256GB", "1TB"], "spacer": ["{{spacer}}", "50ms"] }, "replicas": 3 }
        """);

    private string[] Parts(string file, int count, string prefix = "part")
    {
        var parts = Enumerable.Range(1, count).Select(number => _folder.PathOf($"{prefix}{number}")).ToArray();
        for (var i = 0; i < count; i++) Assert.Equal(0, Cli.Run("sweep", file, "--shard", $"{i + 1}/{count}", "--out", parts[i]).Exit);
        return parts;
    }
}
