using Sim.Engine;
using Sim.Experiments.Comparing;

namespace Sim.Experiments.Tests.Comparing;

public sealed class PairedDifferenceTests
{
    private const double Threshold = PairedDifference.ThresholdDefault;
    private const int Tries = 500;
    private readonly RandomStream _random = new(2026);

    [Fact]
    public void TwoPercentLess_IsRegressed_UnderAnyNoiseOfUsualSize()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (before, after) = Pairs(replicas: 8, noise: 0.004, factor: 0.98);
            Assert.Equal(Verdict.Regressed, PairedDifference.Of(before, after).Judge(Threshold));
        }
    }

    [Fact]
    public void OtherLuckAlone_IsUnchanged()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (before, after) = Pairs(replicas: 8, noise: 0.004, factor: 1);
            Assert.Equal(Verdict.Unchanged, PairedDifference.Of(before, after).Judge(Threshold));
        }
    }

    [Fact]
    public void NoiseThatDrownsAChange_IsUnchanged()
    {
        double[] before = [100, 100, 100, 100];
        double[] after = [60, 130, 55, 140];
        Assert.Equal(Verdict.Unchanged, PairedDifference.Of(before, after).Judge(Threshold));
    }

    [Fact]
    public void TheSameValues_AreUnchanged_AtAnyThreshold()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (before, _) = Pairs(1 + (i % 20), 0.1, 1);
            Assert.Equal(Verdict.Unchanged, PairedDifference.Of(before, before).Judge(0));
        }
    }

    [Fact]
    public void SwappingSides_TurnsAVerdictRound()
    {
        for (var i = 0; i < Tries; i++)
        {
            // Far from the threshold: relative to the other side the same change is a slightly different share.
            var (before, after) = Pairs(2 + (i % 20), 0.001, i % 2 == 0 ? 0.9 : 1.1);
            var there = PairedDifference.Of(before, after).Judge(Threshold);
            var back = PairedDifference.Of(after, before).Judge(Threshold);
            Assert.Equal(i % 2 == 0 ? Verdict.Regressed : Verdict.Improved, there);
            Assert.Equal(i % 2 == 0 ? Verdict.Improved : Verdict.Regressed, back);
        }
    }

    [Fact]
    public void ALargerThreshold_NeverFindsMore()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (before, after) = Pairs(1 + (i % 10), 0.01, 0.95 + (0.1 * _random.NextDouble()));
            var difference = PairedDifference.Of(before, after);
            var strict = difference.Judge(0.001);
            var lax = difference.Judge(0.03);
            Assert.True(lax == strict || lax == Verdict.Unchanged);
        }
    }

    [Fact]
    public void TheUnit_DoesNotMatter()
    {
        for (var i = 0; i < Tries; i++)
        {
            var (before, after) = Pairs(2 + (i % 10), 0.01, 0.97 + (0.06 * _random.NextDouble()));
            var difference = PairedDifference.Of(before, after);
            var scaled = PairedDifference.Of([.. before.Select(value => value * 1024)], [.. after.Select(value => value * 1024)]);
            Assert.Equal(difference.Relative, scaled.Relative, 12);
            Assert.Equal(difference.Judge(Threshold), scaled.Judge(Threshold));
        }
    }

    [Theory]
    [InlineData(100, 98.9, Verdict.Regressed)]
    [InlineData(100, 99.1, Verdict.Unchanged)]
    [InlineData(100, 101.1, Verdict.Improved)]
    [InlineData(0, 0, Verdict.Unchanged)]
    [InlineData(0, 5, Verdict.Improved)]
    [InlineData(5, 0, Verdict.Regressed)]
    public void OnePair_DecidesByItself(double before, double after, Verdict expected) =>
        Assert.Equal(expected, PairedDifference.Of([before], [after]).Judge(Threshold));

    [Fact]
    public void PairsThatAllChangedEqually_Decide() =>
        Assert.Equal(Verdict.Regressed, PairedDifference.Of([100, 100, 100], [97, 97, 97]).Judge(Threshold));

    [Fact]
    public void ValuesWithoutPartners_AreAMistake() => Assert.Throws<ArgumentException>(() => PairedDifference.Of([1, 2], [1]));

    /// <summary>Values around a million with independent noise on both sides, as a share of the value.</summary>
    private (double[] Before, double[] After) Pairs(int replicas, double noise, double factor)
    {
        var before = new double[replicas];
        var after = new double[replicas];
        for (var i = 0; i < replicas; i++)
        {
            before[i] = 1e6 * (1 + (noise * Normal()));
            after[i] = 1e6 * factor * (1 + (noise * Normal()));
        }

        return (before, after);
    }

    /// <summary>Close to a normal number of mean 0 and deviation 1: the sum of twelve uniform ones.</summary>
    private double Normal() => Enumerable.Range(0, 12).Sum(_ => _random.NextDouble()) - 6;
}
