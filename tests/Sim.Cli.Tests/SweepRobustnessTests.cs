using System.Diagnostics;
using System.Globalization;
using Sim.Engine;

namespace Sim.Cli.Tests;

/// <summary>What may happen to a sweep of hours, tried on one of seconds.</summary>
public sealed class SweepRobustnessTests : IDisposable
{
    /// <summary>Some hundred runs, together about two seconds on one core.</summary>
    private const string Sweep = """
        {
          "title": "robust",
          "scenario": { "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "jit", "ram": "16TB", "duration": "1h" },
          "axes": { "scheduler": ["loop", "shotgun", "periodic", "jit"], "ram": ["8GB", "2TB", "16TB"] },
          "replicas": 12
        }
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void KilledAtRandomMoments_AndResumed_GivesTheSameBytes()
    {
        var file = _folder.Write("sweep.json", Sweep);
        var clock = Stopwatch.StartNew();
        using (var whole = SimProcess.Start("sweep", file, "--out", _folder.PathOf("whole"))) Assert.Equal(0, whole.Wait().Exit);
        var usual = clock.ElapsedMilliseconds;
        var expected = File.ReadAllBytes(_folder.PathOf("whole/runs.jsonl"));
        var random = new RandomStream((ulong)Environment.TickCount64);
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var output = _folder.PathOf(FormattableString.Invariant($"killed-{attempt}"));
            for (var kill = 0; kill < 4; kill++)
            {
                using var sweep = SimProcess.Start("sweep", file, "--out", output, "--resume");
                Thread.Sleep((int)random.NextInt64(20, Math.Max(200, usual)));
                sweep.Kill();
                if (kill == 2) CutLastLine(Path.Combine(output, "runs.jsonl"));
            }

            using var last = SimProcess.Start("sweep", file, "--out", output, "--resume");
            Assert.Equal(0, last.Wait().Exit);
            Assert.Equal(expected, File.ReadAllBytes(Path.Combine(output, "runs.jsonl")));
            foreach (var name in new[] { "summary.csv", "sweep.json", "report.html", "charts/money-vs-ram.svg" })
            {
                Assert.Equal(File.ReadAllBytes(_folder.PathOf($"whole/{name}")), File.ReadAllBytes(Path.Combine(output, name)));
            }

            Assert.Empty(Directory.EnumerateFiles(output, "*.part", SearchOption.AllDirectories));
        }
    }

    [SignalFact]
    public void Interrupted_KeepsWhatIsDone_AndSaysHowToGoOn()
    {
        var file = _folder.Write("sweep.json", Sweep.Replace("\"replicas\": 12", "\"replicas\": 400", StringComparison.Ordinal));
        var output = _folder.PathOf("out");
        using var sweep = SimProcess.Start("sweep", file, "--out", output);
        var runs = Path.Combine(output, "runs.jsonl");
        for (var wait = 0; wait < 600 && (!File.Exists(runs) || new FileInfo(runs).Length < 20_000); wait++) Thread.Sleep(20);
        sweep.Interrupt();
        var (exit, printed, errors) = sweep.Wait();
        Assert.Equal(130, exit);
        Assert.Equal("", printed);
        Assert.Contains("interrupted after", errors, StringComparison.Ordinal);
        Assert.Contains($"sim sweep {file} --out {output} --resume", errors, StringComparison.Ordinal);
        var lines = Experiments.RunStore.ReadAll(runs);
        Assert.InRange(lines.Count, 10, 4799);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"sim: interrupted after {lines.Count} of 4800 runs"), errors, StringComparison.Ordinal);
    }

    [MountFact]
    public void AFullDisk_EndsTheSweep_AndKeepsWhatIsDone()
    {
        var disk = _folder.PathOf("disk");
        Directory.CreateDirectory(disk);
        Assert.True(MountFactAttribute.TryRun("mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk));
        try
        {
            var file = _folder.Write("sweep.json", Sweep);
            using var sweep = SimProcess.Start("sweep", file, "--out", Path.Combine(disk, "out"));
            var (exit, output, errors) = sweep.Wait();
            Assert.Equal((2, ""), (exit, output));
            Assert.Contains("No space left", errors, StringComparison.Ordinal);
            Assert.Contains("--resume", errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
            Assert.True(File.ReadAllLines(Path.Combine(disk, "out", "runs.jsonl")).Length > 5);

            // With room again it goes on; what the disk had cut off is run again.
            Assert.True(MountFactAttribute.TryRun("mount", "-o", "remount,size=8m", disk));
            using var resumed = SimProcess.Start("sweep", file, "--out", Path.Combine(disk, "out"), "--resume");
            Assert.Equal(0, resumed.Wait().Exit);
            using var whole = SimProcess.Start("sweep", file, "--out", _folder.PathOf("whole"));
            Assert.Equal(0, whole.Wait().Exit);
            Assert.Equal(File.ReadAllBytes(_folder.PathOf("whole/runs.jsonl")), File.ReadAllBytes(Path.Combine(disk, "out", "runs.jsonl")));
        }
        finally
        {
            MountFactAttribute.TryRun("umount", disk);
        }
    }

    [Fact]
    public void OffATerminal_OnlyTheResultIsPrinted()
    {
        using var sweep = SimProcess.Start("sweep", _folder.Write("sweep.json", Sweep), "--out", _folder.PathOf("out"));
        var (exit, output, errors) = sweep.Wait();
        Assert.Equal((0, ""), (exit, errors));
        Assert.DoesNotContain('\u001b', output);
        Assert.DoesNotContain('\r', output);
        Assert.Contains("robust: 144 runs (36 refused)", output, StringComparison.Ordinal);
    }

    private static void CutLastLine(string path)
    {
        if (!File.Exists(path)) return;
        using var file = new FileStream(path, FileMode.Open);
        file.SetLength(Math.Max(0, file.Length - 300));
    }
}
