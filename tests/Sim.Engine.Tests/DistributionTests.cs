using System.Text;
using System.Text.Json;

namespace Sim.Engine.Tests;

public sealed class DistributionTests
{
    private const int Draws = 400_000;

    public static TheoryData<Distribution> Laws => new(
        Distribution.Constant(new SimDuration(25)),
        Distribution.Uniform(100, 700),
        Distribution.Normal(1_000, 200),
        Distribution.Normal(100, 400),
        Distribution.Normal(0, 300),
        Distribution.Lognormal(30.5, 8.25),
        Distribution.Lognormal(2_000, 3_000),
        Distribution.Exponential(1_500),
        Distribution.Histogram([0, 100, 300, 301, 5_000], [3, 1, 0, 0.5]));

    [Theory]
    [MemberData(nameof(Laws))]
    public void Draws_HaveTheMeanThatIsTold(Distribution law)
    {
        var random = new RandomStream(1);
        double sum = 0;
        double squares = 0;
        long least = long.MaxValue;
        for (int i = 0; i < Draws; i++)
        {
            long micros = law.Draw(random).Micros;
            least = Math.Min(least, micros);
            sum += micros;
            squares += (double)micros * micros;
        }

        double mean = sum / Draws;
        double deviation = Math.Sqrt(Math.Max(0, (squares / Draws) - (mean * mean)));

        // Four standard errors, and a little for the rounding to whole microseconds.
        Assert.InRange(mean - law.Mean, (-4 * deviation / Math.Sqrt(Draws)) - 0.01, (4 * deviation / Math.Sqrt(Draws)) + 0.01);
        Assert.True(least >= 0);
        if (law.Kind != DistributionKind.Normal) Assert.InRange(deviation, (law.Deviation * 0.98) - 0.5, (law.Deviation * 1.02) + 0.5);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void SameSeed_GivesTheSameDraws_WithoutAllocating(Distribution law)
    {
        var left = new RandomStream(9);
        var right = new RandomStream(9);
        for (int i = 0; i < 1_000; i++) Assert.Equal(law.Draw(left), law.Draw(right));
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++) law.Draw(left);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void Fill_GivesWhatDrawWould_WithoutAllocating(Distribution law)
    {
        var (one, many) = (new RandomStream(9), new RandomStream(9));
        foreach (int length in (int[])[0, 1, 63, 64, 65, 200, 100_000])
        {
            long[] micros = new long[length];
            law.Fill(many, micros);
            Assert.Equal(Enumerable.Range(0, length).Select(_ => law.Draw(one).Micros), micros);
        }

        long[] more = new long[1_000];
        long before = GC.GetAllocatedBytesForCurrentThread();
        law.Fill(many, more);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [MemberData(nameof(Laws))]
    public void WrittenLaw_ReadsBackAsTheSame(Distribution law)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) law.Write(json);
        Distribution? again = Read(Encoding.UTF8.GetString(bytes.ToArray()), out InputProblems problems);
        Assert.False(problems.Any);
        Assert.Equal(law, again);
    }

    [Fact]
    public void KnownDraws_StayTheSame()
    {
        // A change here changes every run with lag, so it belongs into the change log.
        var random = new RandomStream(2026);
        var lognormal = Distribution.Lognormal(30, 8);
        var exponential = Distribution.Exponential(1_000);
        long[] drawn = [.. Enumerable.Range(0, 4).Select(_ => lognormal.Draw(random).Micros), .. Enumerable.Range(0, 4).Select(_ => exponential.Draw(random).Micros)];
        Assert.Equal([28, 31, 34, 39, 31, 2468, 1654, 2294], drawn);
    }

    [Fact]
    public void ConstantsAndZero_TakeNoLuck()
    {
        var random = new RandomStream(5);
        Distribution.Constant(new SimDuration(7)).Draw(random);
        Distribution.Zero.Draw(random);
        Assert.Equal(new RandomStream(5).NextUInt64(), random.NextUInt64());
        Assert.True(Distribution.Zero.IsZero);
        Assert.True(Distribution.Lognormal(0, 0).IsZero);
        Assert.False(Distribution.Normal(0, 1).IsZero);
    }

    [Fact]
    public void NormalBelowZero_CountsAsZero_AndTheMeanKnows()
    {
        // Half of the draws are cut, so the mean is sd / sqrt(2 pi).
        Assert.Equal(300 * 0.39894228040143267794, Distribution.Normal(0, 300).Mean, 1e-9);
        var random = new RandomStream(3);
        int zeros = Enumerable.Range(0, 10_000).Count(_ => Distribution.Normal(0, 300).Draw(random) == SimDuration.Zero);
        Assert.InRange(zeros, 4_800, 5_200);
    }

    [Fact]
    public void WildTail_IsCutInsteadOfOverflowing()
    {
        var wild = Distribution.Lognormal(1, 86_400e6);
        var random = new RandomStream(4);
        for (int i = 0; i < 100_000; i++) Assert.InRange(wild.Draw(random).Micros, 0, (long)Distribution.DrawMaxMicros);
    }

    [Fact]
    public void Scale_MakesEveryDrawLonger()
    {
        foreach (Distribution law in Laws)
        {
            // The mean alone does not tell the whole law, and rounding to nanoseconds moves both a little.
            Assert.Equal(law.Mean * 3, law.Scale(3).Mean, 0.01);
            Assert.Equal(law.Deviation * 3, law.Scale(3).Deviation, 0.01);
            Assert.Equal(law.Kind, law.Scale(3).Kind);
        }
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.84134474606854293)]
    [InlineData(-1.96, 0.024997895148220435)]
    [InlineData(3, 0.99865010196836989)]
    [InlineData(9, 1)]
    [InlineData(-9, 0)]
    public void NormalCurve_IsTheTables(double x, double expected) => Assert.Equal(expected, NormalCurve.Cumulative(x), 1e-14);

    [Theory]
    [InlineData("\"-25us\"", "x (line 1): \"-25us\"; 0 or more is needed")]
    [InlineData("\"NaNms\"", "x (line 1): \"NaNms\"; a duration")]
    [InlineData("25", "x (line 1): 25; a duration")]
    [InlineData("\"1.5us\"", "a constant is a whole number of us")]
    [InlineData("\"2d\"", "at most 1d")]
    [InlineData("true", "x (line 1): true; a duration such as 25us, or an object")]
    [InlineData("{}", "x.distribution (line 1): missing")]
    [InlineData("{\"distribution\": \"lognormul\", \"mean\": \"1us\", \"sd\": \"1us\"}", "unknown distribution \"lognormul\"; did you mean \"lognormal\"?")]
    [InlineData("{\"distribution\": \"lognormal\", \"mean\": \"30us\"}", "x.sd (line 1): missing")]
    [InlineData("{\"distribution\": \"lognormal\", \"mean\": \"0us\", \"sd\": \"1us\"}", "x.mean (line 1): \"0us\"; a mean above 0")]
    [InlineData("{\"distribution\": \"normal\", \"mean\": \"-1us\", \"sd\": \"1us\"}", "x.mean (line 1): \"-1us\"; 0 or more")]
    [InlineData("{\"distribution\": \"normal\", \"mean\": \"1us\", \"sd\": \"-1us\"}", "x.sd (line 1): \"-1us\"; 0 or more")]
    [InlineData("{\"distribution\": \"exponential\"}", "x.mean (line 1): missing")]
    [InlineData("{\"distribution\": \"exponential\", \"maen\": \"1us\"}", "unknown key \"maen\"; did you mean \"mean\"?")]
    [InlineData("{\"distribution\": \"uniform\", \"min\": \"2us\", \"max\": \"1us\"}", "max may not be below min")]
    [InlineData("{\"distribution\": \"uniform\", \"min\": \"2us\", \"max\": \"0.0001us\"}", "to the nanosecond")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [], \"weights\": []}", "the histogram is empty")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [\"0us\", \"1us\"], \"weights\": [0]}", "no weight is above 0")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [\"0us\", \"1us\"], \"weights\": [-1]}", "x.weights[0] (line 1): -1; a number of 0 or more")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [\"0us\", \"-1us\"], \"weights\": [1]}", "x.edges[1] (line 1)")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [\"5us\", \"5us\"], \"weights\": [1]}", "do not ascend")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [\"5us\"], \"weights\": [1]}", "1 bins have 2 edges, not 1")]
    [InlineData("{\"distribution\": \"histogram\", \"edges\": [\"0us\", \"1us\"]}", "x.weights (line 1): missing")]
    public void BadLaw_IsAProblemAtItsPlace(string json, string expected)
    {
        Assert.Null(Read(json, out InputProblems problems));
        var error = Assert.Throws<InputException>(problems.ThrowIfAny);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.All(error.Problems, problem => Assert.Contains("(line 1)", problem.Place, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public void BadParameterInCode_IsAnArgumentError(double bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Exponential(bad));
        Assert.Throws<ArgumentOutOfRangeException>(() => Distribution.Lognormal(1, bad));
        Assert.Throws<ArgumentException>(() => Distribution.Histogram([0, 1], [bad]));
        Assert.Throws<ArgumentException>(() => Distribution.Histogram([], []));
    }

    private static Distribution? Read(string json, out InputProblems problems)
    {
        problems = new InputProblems("lag.json");
        InputNode root = InputNode.Parse(Encoding.UTF8.GetBytes($"{{\"x\": {json}}}"), problems)!;
        return Distribution.Read(root["x"]!, problems);
    }

    [Fact]
    public void Quantile_UndoesTheCumulativeCurve()
    {
        for (double share = 0.0005; share < 1; share += 0.0005)
        {
            Assert.Equal(share, NormalCurve.Cumulative(NormalCurve.Quantile(share)), 1e-8);
        }
    }

    /// <summary>The table of quantiles is straight between its edges; the shares of draws below any value must still be the curve's.</summary>
    [Fact]
    public void TabledDraws_FollowTheirCurve()
    {
        const int Draws = 400_000;
        var random = new RandomStream(11);
        var exponential = Distribution.Exponential(1_000_000);
        var normal = Distribution.Normal(5_000_000, 1_000_000);
        var below = new int[2, 5];
        for (var i = 0; i < Draws; i++)
        {
            var (first, second) = (exponential.Draw(random).Micros, normal.Draw(random).Micros);
            for (var cut = 0; cut < 5; cut++)
            {
                if (first < (cut + 1) * 1_000_000) below[0, cut]++;
                if (second < (cut + 3) * 1_000_000) below[1, cut]++;
            }
        }

        for (var cut = 0; cut < 5; cut++)
        {
            // Four standard errors of a share at most.
            Assert.Equal(1 - Math.Exp(-(cut + 1)), below[0, cut] / (double)Draws, 4 * 0.5 / Math.Sqrt(Draws));
            Assert.Equal(NormalCurve.Cumulative(cut - 2), below[1, cut] / (double)Draws, 4 * 0.5 / Math.Sqrt(Draws));
        }
    }
}
