namespace Sim.Experiments.Tests.Sweeps;

public sealed class CellRunnerTests
{
    /// <summary>More cells than a runner remembers, some of them refused.</summary>
    internal const string ManyCells = """
        {
          "scenario": { "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "scheduler": "shotgun", "duration": "2m" },
          "axes": { "scheduler": ["proto", "jit"], "ram": { "from": "2GB", "to": "2TB", "steps": 11, "scale": "log2" } },
          "replicas": 2
        }
        """;

    [Fact]
    public void WhatARunnerRemembers_ChangesNoResult()
    {
        var sweep = SweepSamples.Parse(ManyCells);
        var runner = new CellRunner(sweep);

        // Replica by replica instead of cell by cell, so that a cell is forgotten before it is asked for again.
        foreach (var replica in (int[])[0, 1, 0])
        {
            foreach (var cell in sweep.Cells)
            {
                var expected = new CellRunner(sweep).Run(cell, replica);
                Assert.Equal(expected.ToJson(), runner.Run(cell, replica).ToJson());
                Assert.Equal(expected.ToJson(), runner.Run(cell, replica).ToJson());
            }
        }
    }

    [Fact]
    public void ACellOfTheSameNumber_IsNotTakenForAnother()
    {
        var sweep = SweepSamples.Small();
        var runner = new CellRunner(sweep);
        var first = runner.Run(sweep.Cells[1], 0);
        var other = runner.Run(sweep.Cells[3] with { Number = 1 }, 0);
        Assert.NotEqual(first.Facts!.TraceHash, other.Facts!.TraceHash);
    }
}
