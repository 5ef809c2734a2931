namespace Sim.Experiments.Tests.Sweeps;

/// <summary>Runs by itself: the memory of the whole process is measured.</summary>
[Collection(nameof(SweepMemoryTests))]
[CollectionDefinition(nameof(SweepMemoryTests), DisableParallelization = true)]
public sealed class SweepMemoryTests
{
    [Fact]
    public void TenThousandRuns_KeepMemoryFlat()
    {
        var sweep = SweepSamples.Parse(CellRunnerTests.ManyCells.Replace("\"duration\": \"2m\"", "\"duration\": \"1s\"", StringComparison.Ordinal));
        var runner = new CellRunner(sweep);
        RunSome(runner, sweep, 0, 20);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        RunSome(runner, sweep, 20, 500);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 200_000);
    }

    private static void RunSome(CellRunner runner, Sweep sweep, int from, int to)
    {
        foreach (var cell in sweep.Cells)
        {
            for (var replica = from; replica < to; replica++) runner.Run(cell, replica);
        }
    }
}
