namespace Sim.Engine.Tests;

public sealed class RandomTests
{
    [Fact]
    public void NextUInt64_GivesThePublishedSequence()
    {
        // The vectors of the reference implementation for the state 1, 2, 3, 4.
        ulong[] expected =
        [
            41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
            9973669472204895162, 14011001112246962877, 12406186145184390807, 15849039046786891736, 10450023813501588000,
        ];
        var stream = new RandomStream(1, 2, 3, 4);
        Assert.Equal(expected, expected.Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void SplitMix64_GivesThePublishedSequence()
    {
        ulong state = 1234567;
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => SplitMix64.Next(ref state)));
    }

    [Fact]
    public void AllZeroState_IsRefused() => Assert.Throws<ArgumentException>(() => new RandomStream(0, 0, 0, 0));

    [Fact]
    public void NextDouble_StaysBelowOneAndFillsTheRange()
    {
        var stream = new RandomStream(7);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => stream.NextDouble())];
        Assert.All(draws, draw => Assert.InRange(draw, 0, 0.9999999999999999));
        Assert.InRange(draws.Average(), 0.495, 0.505);
        Assert.InRange(draws.Max(), 0.999, 1);
    }

    [Fact]
    public void Fill_GivesWhatNextDoubleWould()
    {
        var (one, many) = (new RandomStream(7), new RandomStream(7));
        for (int length = 0; length < 20; length++)
        {
            double[] numbers = new double[length];
            many.Fill(numbers);
            Assert.Equal(Enumerable.Range(0, length).Select(_ => one.NextDouble()), numbers);
        }
    }

    [Fact]
    public void NextInt_IsEvenAndIncludesBothEnds()
    {
        var stream = new RandomStream(11);
        var counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[stream.NextInt(-3, 3) + 3]++;
        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void NextInt_HandlesTheWidestAndTheNarrowestRange()
    {
        var stream = new RandomStream(3);
        Assert.Equal(5, stream.NextInt(5, 5));
        Assert.InRange(stream.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue);
        Assert.InRange(stream.NextInt64(long.MaxValue - 1, long.MaxValue), long.MaxValue - 1, long.MaxValue);
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.NextInt(1, 0));
    }

    [Fact]
    public void Streams_OfOneNameAreEqualAndOfOthersDiffer()
    {
        var streams = new RandomStreams(42);
        Assert.Equal(streams.Stream("hack-success").NextUInt64(), streams.Stream("hack-success").NextUInt64());

        string[] names = ["hack-success", "timer-jitter", "a", "b", "ab", "ba", "\u0100", "\u0001"];
        Assert.Equal(names.Length, names.Select(name => streams.Stream(name).NextUInt64()).Distinct().Count());
        Assert.NotEqual(new RandomStreams(43).Stream("a").NextUInt64(), streams.Stream("a").NextUInt64());
    }

    [Fact]
    public void Streams_OfNeighbouringSeedsAreUncorrelated()
    {
        // Each bit of the first word should differ between neighbouring seeds about half of the time.
        int differing = 0;
        for (ulong seed = 0; seed < 1000; seed++)
        {
            ulong here = new RandomStreams(seed).Stream("x").NextUInt64();
            ulong next = new RandomStreams(seed + 1).Stream("x").NextUInt64();
            differing += System.Numerics.BitOperations.PopCount(here ^ next);
        }

        Assert.InRange(differing, 31_000, 33_000);
    }

    [Fact]
    public void Mulberry32_GivesTheSameDrawsAsInJavaScript()
    {
        // The draws of seed 1 as a JavaScript engine computes them.
        var source = new Mulberry32(1);
        Assert.Equal([0.6270739405881613, 0.002735721180215478, 0.5274470399599522], [source.NextDouble(), source.NextDouble(), source.NextDouble()]);
    }
}
