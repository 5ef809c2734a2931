using Sim.Engine;

namespace Sim.Experiments.Tests.Sweeps;

public sealed class SweepRunnerTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sim-sweep-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void OneTwoAndEightThreads_GiveTheSameBytes()
    {
        var expected = Run("one", 1);
        Assert.Equal(expected, Run("two", 2));
        Assert.Equal(expected, Run("eight", 8));
    }

    [Fact]
    public void ALastLineCutAnywhere_IsRunAgain()
    {
        var expected = Run("whole", 2);
        var lastLine = expected.Length - (expected.AsSpan()[..^1].LastIndexOf((byte)'\n') + 1);
        foreach (var cut in new[] { 1, 2, lastLine / 2, lastLine - 1, lastLine, lastLine + 1, lastLine + 40 })
        {
            var folder = Folder($"cut-{cut}");
            Prepare(folder, resume: false);
            File.WriteAllBytes(Path.Combine(folder, RunStore.RunsFile), expected[..^cut]);
            Assert.Equal(expected, Resume(folder));
        }
    }

    [Fact]
    public void LinesThatCameTwice_CountOnce()
    {
        var expected = Run("whole", 2);
        var folder = Folder("twice");
        Prepare(folder, resume: false);
        File.WriteAllBytes(Path.Combine(folder, RunStore.RunsFile), [.. expected, .. expected]);
        Assert.Equal(expected, Resume(folder));
    }

    [Fact]
    public void ACancelledSweep_KeepsWhatIsDone_AndGoesOn()
    {
        var expected = Run("whole", 1);
        var folder = Folder("cancelled");
        Prepare(folder, resume: false);
        using (var store = RunStore.Open(folder, resume: false))
        using (var cancel = new CancellationTokenSource())
        {
            var sink = new CancelAfter(store, 3, cancel);
            new SweepRunner(SweepSamples.Small(), sink).Run(1, cancel.Token);
        }

        Assert.Equal(3, RunStore.ReadAll(Path.Combine(folder, RunStore.RunsFile)).Count);
        Assert.Equal(expected, Resume(folder));
    }

    [Fact]
    public void ADiskThatIsFull_EndsTheSweep()
    {
        var failure = Assert.Throws<IOException>(() => new SweepRunner(SweepSamples.Small(), new FullDisk()).Run(2, CancellationToken.None));
        Assert.Equal("no space left", failure.Message);
    }

    [Fact]
    public void AFolderOfAnotherSweep_IsRefused()
    {
        var folder = Folder("other");
        Prepare(folder, resume: false);
        var other = SweepSamples.Parse(SweepSamples.SmallText.Replace("5m", "6m", StringComparison.Ordinal));
        Assert.Contains("another sweep", Assert.Throws<InputException>(() => RunFolder.Prepare(folder, other, resume: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFolderWithResults_IsLeftAlone_UnlessResumed()
    {
        Run("done", 1);
        var folder = Folder("done");
        var before = File.ReadAllText(Path.Combine(folder, RunFolder.SweepFileName));
        RunFolder.Prepare(folder, SweepSamples.Parse(SweepSamples.SmallText.Replace("5m", "6m", StringComparison.Ordinal)), resume: false);
        Assert.Throws<InputException>(() => RunStore.Open(folder, resume: false));
        Assert.Equal(before, File.ReadAllText(Path.Combine(folder, RunFolder.SweepFileName)));
    }

    [Fact]
    public void TheResolvedSweep_GivesTheSameCells()
    {
        Run("resolved", 1);
        var sweep = SweepSamples.Small();
        var read = SweepFile.Load(Path.Combine(Folder("resolved"), RunFolder.SweepFileName));
        Assert.Equal(sweep.Cells.Select(cell => (cell.Number, cell.Scenario.ToJsonString())), read.Cells.Select(cell => (cell.Number, cell.Scenario.ToJsonString())));
        Assert.Equal((sweep.Seed, sweep.Replicas), (read.Seed, read.Replicas));
    }

    [Fact]
    public void ASaveThatASweepNames_IsCopied_SoThatTheFolderCanMove()
    {
        var data = Path.Combine(_root, "data");
        Directory.CreateDirectory(data);
        File.Copy(Sim.Testing.Repository.Data("reference", "save", "early.json"), Path.Combine(data, "my.save"));
        var file = Path.Combine(_root, "with-save.json");
        File.WriteAllText(file, """
            {
              "scenario": { "world": { "save": "data/my.save" }, "scheduler": "loop", "duration": "1m" },
              "axes": { "world": [{ "save": "data/my.save", "label": "mine" }, { "newGame": { "level": 50 }, "label": "new" }] }
            }
            """);
        var folder = Folder("with-save");
        RunFolder.Prepare(folder, SweepFile.Load(file), resume: false);
        RunFolder.Prepare(folder, SweepFile.Load(file), resume: true);
        var moved = Path.Combine(_root, "moved");
        Directory.Move(folder, moved);
        Directory.Delete(data, recursive: true);
        var sweep = SweepFile.Load(Path.Combine(moved, RunFolder.SweepFileName));
        var line = new CellRunner(sweep).Run(sweep.Cells[0], 0);
        Assert.Null(line.Error);
        Assert.Equal("mine", line.Axes["world"]);
    }

    private string Folder(string name) => Path.Combine(_root, name);

    private static void Prepare(string folder, bool resume) => RunFolder.Prepare(folder, SweepSamples.Small(), resume);

    private byte[] Run(string name, int threads)
    {
        var folder = Folder(name);
        Prepare(folder, resume: false);
        using var store = RunStore.Open(folder, resume: false);
        new SweepRunner(SweepSamples.Small(), store).Run(threads, CancellationToken.None);
        store.Finish();
        return File.ReadAllBytes(Path.Combine(folder, RunStore.RunsFile));
    }

    private static byte[] Resume(string folder)
    {
        Prepare(folder, resume: true);
        using var store = RunStore.Open(folder, resume: true);
        new SweepRunner(SweepSamples.Small(), store).Run(2, CancellationToken.None);
        store.Finish();
        return File.ReadAllBytes(Path.Combine(folder, RunStore.RunsFile));
    }

    /// <summary>Cancels when a number of results have come.</summary>
    private sealed class CancelAfter(IRunSink inner, int count, CancellationTokenSource cancel) : IRunSink
    {
        private int _seen;

        public int Done => inner.Done;

        public bool IsDone(int cell, int replica) => inner.IsDone(cell, replica);

        public void Add(RunLine line, TimeSpan wall)
        {
            inner.Add(line, wall);
            if (++_seen == count) cancel.Cancel();
        }
    }

    private sealed class FullDisk : IRunSink
    {
        public int Done => 0;

        public bool IsDone(int cell, int replica) => false;

        public void Add(RunLine line, TimeSpan wall) => throw new IOException("no space left");
    }
}
