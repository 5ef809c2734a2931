using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Testing;

namespace Sim.Experiments.Tests;

public sealed class WallFinderTests
{
    [Fact]
    public void RateEstimate_HasTheIntervalOfClopperAndPearson()
    {
        // 3 of 20, from tables: 0.032 to 0.379.
        var rate = new RateEstimate(3, 20);
        Assert.Equal(0.15, rate.Rate);
        Assert.Equal(0.0321, rate.Low, 4);
        Assert.Equal(0.3789, rate.High, 4);

        // None of n: the upper end is 1 - 0.025^(1/n).
        Assert.Equal(0, new RateEstimate(0, 1000).Low);
        Assert.Equal(1 - Math.Pow(0.025, 1 / 1000.0), new RateEstimate(0, 1000).High, 9);
        Assert.Equal(1, new RateEstimate(0, 0).High);
    }

    [Fact]
    public void WithoutLag_ThereIsNoWall()
    {
        var wall = Finder(Sweep("periodic", "5m")).Find("none", "none");
        Assert.Equal(1, wall.SpacerMs);
        Assert.Equal(0, wall.Rate.Count);
    }

    [Fact]
    public void TheOlderPeriodicDesign_HasAWall_AndTheRateAboveItIsHigher()
    {
        var finder = Finder(Sweep("window", "10m"));
        var wall = finder.Find("busy", "busy");
        var found = Assert.IsType<int>(wall.SpacerMs);
        Assert.InRange(found, 5, 400);
        Assert.InRange(found, wall.SpacerMsLow, wall.SpacerMsHigh ?? int.MaxValue);
        Assert.True(wall.Measured[found].Rate <= 0.01);
        Assert.True(wall.Measured[found - 1].Rate > 0.01);
    }

    [Fact]
    public void ARunInWhichNoBatchEnds_IsRefused()
    {
        var refused = Assert.Throws<InputException>(() => Finder(Sweep("periodic", "1s")).Find("none", "none"));
        Assert.Contains("no batch ended", refused.Message, StringComparison.Ordinal);
    }

    private static WallFinder Finder(Sweep sweep) => new(sweep, seeds: 2, threshold: 0.01, spacerMsMax: 500, threads: 2, CancellationToken.None);

    private static Sweep Sweep(string scheduler, string duration) => SweepFile.FromTree(
        new JsonObject
        {
            ["scenario"] = new JsonObject
            {
                ["world"] = new JsonObject { ["save"] = Repository.Data("reference", "save", "mid.json") },
                ["target"] = "phantasy",
                ["prepped"] = true,
                ["duration"] = duration,
                ["scheduler"] = new JsonObject { ["name"] = "periodic", ["greed"] = "1%", ["window"] = scheduler == "window" },
            },
        },
        "test");
}
