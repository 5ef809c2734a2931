using System.Text;
using Sim.Engine;
using Sim.Experiments.Comparing;

namespace Sim.Experiments.Tests.Comparing;

public sealed class ComparisonTests
{
    private const int Tries = 100;

    [Fact]
    public void ASchedulerMadeWorseOnPurpose_IsRegressed_AndOneThatIsNot_IsUnchanged_InEveryTry()
    {
        for (var seed = 1; seed <= Tries; seed++)
        {
            var before = Results(seed, "\"greed\": \"5%\"");
            var same = Comparison.Of(before, Results(seed, "\"greed\": \"5%\""));
            Assert.All(same.Cells, cell => Assert.True(cell is { Verdict: Verdict.Unchanged, IsIdentical: true }));

            // Jobs may use two percent less of the RAM, and RAM is what this scheduler is short of.
            var worse = Comparison.Of(before, Results(seed, "\"greed\": \"5%\", \"homeReserve\": \"42GB\""));
            var cell = Assert.Single(worse.Cells);
            Assert.InRange(cell.Money!.Value.Relative, -0.04, -0.01);
            Assert.Equal(Verdict.Regressed, cell.Verdict);
            Assert.Contains(cell.Changes, change => change.Fact == "batches");
            Assert.True(worse.HasRegressions);

            // The other way round the same change is for the better.
            Assert.Equal(Verdict.Improved, Comparison.Of(Results(seed, "\"greed\": \"5%\", \"homeReserve\": \"42GB\""), before).Cells[0].Verdict);
        }
    }

    [Fact]
    public void EarningsTwoPercentLower_AreRegressed_WhateverTheRun()
    {
        var before = Results(1, "\"greed\": \"5%\"");
        RunLine[] after = [.. before.Select(line => line with { Facts = line.Facts! with { MoneyPerS = line.Facts.MoneyPerS * 0.98, TraceHash = "0" } })];
        Assert.Equal(Verdict.Regressed, Comparison.Of(before, after).Cells[0].Verdict);
        Assert.Equal(Verdict.Unchanged, Comparison.Of(before, after, threshold: 0.03).Cells[0].Verdict);
        Assert.Equal(Verdict.Improved, Comparison.Of(after, before).Cells[0].Verdict);
    }

    [Fact]
    public void ErrorsThatComeOrGo_Decide()
    {
        RunLine[] ran = [Line(0, 0, 100)];
        RunLine[] refused = [Line(0, 0, null) with { Error = "too little RAM" }];
        Assert.Equal(Verdict.Regressed, Comparison.Of(ran, refused).Cells[0].Verdict);
        Assert.Contains("too little RAM", Comparison.Of(ran, refused).Cells[0].Note, StringComparison.Ordinal);
        Assert.Equal(Verdict.Improved, Comparison.Of(refused, ran).Cells[0].Verdict);
        Assert.True(Comparison.Of(refused, refused).Cells[0].IsIdentical);
    }

    [Fact]
    public void CellsOfOneSideOnly_AreNamed()
    {
        var comparison = Comparison.Of([Line(0, 0, 1), Line(1, 0, 1)], [Line(1, 0, 1), Line(2, 0, 1)]);
        Assert.Equal("x=1", Assert.Single(comparison.Cells).Key);
        Assert.Equal("x=0", Assert.Single(comparison.OnlyInBase));
        Assert.Equal("x=2", Assert.Single(comparison.OnlyInNew));
    }

    [Fact]
    public void CellsWithTheSameValues_AreToldApart()
    {
        RunLine[] lines = [Line(0, 0, 1), Line(1, 0, 1) with { Axes = Line(0, 0, 1).Axes }];
        Assert.Equal(["x=0", "x=0 #2"], Comparison.Of(lines, lines).Cells.Select(cell => cell.Key));
    }

    [Fact]
    public void ResultsWithoutCommonCellsOrSeeds_AreRefused()
    {
        Assert.Throws<InputException>(() => Comparison.Of([Line(0, 0, 1)], [Line(1, 0, 1)]));
        Assert.Throws<InputException>(() => Comparison.Of([Line(0, 0, 1)], [Line(0, 0, 1) with { Seed = 99 }]));
    }

    /// <summary>Ten simulated minutes on 2 TB with four replicas.</summary>
    private static IReadOnlyList<RunLine> Results(int seed, string options)
    {
        var text = $$$"""
            {
              "scenario": {
                "world": { "newGame": { "level": 500 } }, "target": "phantasy", "prepped": true, "ram": "2TB",
                "scheduler": { "name": "jit", {{{options}}} }, "duration": "30m"
              },
              "replicas": 4,
              "seed": {{{seed}}}
            }
            """;
        var sweep = SweepFile.Parse("test", Encoding.UTF8.GetBytes(text), "");
        var memory = new RunMemory();
        new SweepRunner(sweep, memory).Run(2, CancellationToken.None);
        return memory.Lines();
    }

    private static RunLine Line(int cell, int replica, double? money) => new()
    {
        Cell = cell,
        Replica = replica,
        Axes = new Dictionary<string, string> { ["x"] = FormattableString.Invariant($"{cell}") },
        Seed = (ulong)replica,
        Facts = money is { } earned ? SweepSamples.Facts with { MoneyPerS = earned, TraceHash = FormattableString.Invariant($"{earned}") } : null,
    };
}
