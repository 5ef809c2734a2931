using FsCheck;
using FsCheck.Fluent;
using Sim.Engine;

namespace Sim.Experiments.Tests;

public sealed class HistogramTests
{
    [Fact]
    public void Empty_HasZeroEverywhere()
    {
        var histogram = new Histogram();
        Assert.Equal((0, SimDuration.Zero, SimDuration.Zero, SimDuration.Zero), (histogram.Count, histogram.Min, histogram.Max, histogram.Percentile(0.5)));
    }

    [Fact]
    public void Percentiles_AreWithinOneBucketOfTheSortedValues() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(int[] Values, byte Share)>(),
            given =>
            {
                var values = given.Values.Select(value => (long)value * 37).Order().ToArray();
                if (values.Length == 0) return true;
                var histogram = new Histogram();
                foreach (var value in values) histogram.Add(new SimDuration(value));
                var share = given.Share / 255.0;
                var exact = values[Math.Max(1, (int)Math.Ceiling(share * values.Length)) - 1];
                var got = histogram.Percentile(share).Micros;
                return histogram.Min.Micros == values[0] && histogram.Max.Micros == values[^1] && Math.Abs(got - exact) <= Math.Abs(exact) / 64.0;
            }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(-long.MaxValue)]
    [InlineData(63)]
    [InlineData(-63)]
    [InlineData(0)]
    public void OneValue_IsEveryPercentile(long micros)
    {
        var histogram = new Histogram();
        histogram.Add(new SimDuration(micros));
        Assert.All(new[] { 0, 0.01, 0.5, 0.99, 1 }, share => Assert.Equal(micros, histogram.Percentile(share).Micros));
        histogram.Clear();
        Assert.Equal(0, histogram.Count);
    }
}
