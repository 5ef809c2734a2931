using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>
/// The period of the older periodic design, proven by replay: many batches are laid out on a time line, landings and launches, and
/// each launch is looked at by itself.
/// </summary>
public sealed class WindowPeriodTests
{
    [Theory]
    [InlineData("HWGW")]
    [InlineData("HGW")]
    [InlineData("HWHWGW")]
    public void EveryLaunch_IsInAWindow_AndNoShorterPeriodWouldDo(string pattern)
    {
        Assert.True(BatchShape.TryParse(pattern, out var shape, out _));
        var found = 0;
        var searched = 0;
        for (var hackMs = 900; hackMs < 2000; hackMs += 37)
        {
            foreach (var spacerMs in new[] { 5, 20, 33 })
            {
                var takes = Takes(shape, hackMs);
                var spacer = SimDuration.FromMilliseconds(spacerMs);
                var least = spacer * shape.Kinds.Length;
                var period = WindowScheduler.FindPeriod(shape, takes, spacer, least);
                var isNone = period == SimDuration.Zero;
                searched++;
                if (!isNone)
                {
                    found++;
                    Assert.True(period >= least);
                    Assert.True(IsSafe(shape, takes, spacer, period), $"{pattern}, hack {hackMs} ms, spacer {spacerMs} ms, period {period}");
                }

                for (var shorter = least; shorter < (isNone ? least * 8 : period); shorter += SimDuration.FromMilliseconds(1))
                {
                    Assert.False(IsSafe(shape, takes, spacer, shorter), $"{pattern}, hack {hackMs} ms, spacer {spacerMs} ms: {shorter} would do, {period} was found");
                }
            }
        }

        Assert.True(found > searched / 2, $"{found} of {searched} have a period");
    }

    [Fact]
    public void Least_IsWhereTheSearchBegins()
    {
        var takes = Takes(BatchShape.Hwgw, 1234);
        var spacer = SimDuration.FromMilliseconds(20);
        var least = SimDuration.FromMilliseconds(777);
        var period = WindowScheduler.FindPeriod(BatchShape.Hwgw, takes, spacer, least);
        Assert.True(period >= least);
        Assert.True(IsSafe(BatchShape.Hwgw, takes, spacer, period));
    }

    [Fact]
    public void NoPeriod_IsZero()
    {
        // With landings 1 ms apart a margin of 1 ms leaves no window between them, and the jobs are too long for the gap between batches
        // of any allowed length.
        var spacer = SimDuration.FromMilliseconds(1);
        SimDuration[] takes = [SimDuration.FromMilliseconds(1), SimDuration.FromMilliseconds(1), SimDuration.FromMilliseconds(1)];
        Assert.Equal(SimDuration.Zero, WindowScheduler.FindPeriod(BatchShape.Hgw, takes, spacer, spacer * 3));
    }

    private static SimDuration[] Takes(BatchShape shape, int hackMs) =>
        [.. shape.Kinds.Select(kind => SimDuration.FromMilliseconds(kind switch
        {
            JobKind.Hack => hackMs,
            JobKind.Grow => hackMs * 16 / 5,
            _ => hackMs * 4,
        }))];

    /// <summary>
    /// Security is down at every launch, and no landing is nearer than 1 ms: the last landing before it is a weaken's. The stream goes on
    /// for ever in both directions; batches beyond the longest job matter no more.
    /// </summary>
    private static bool IsSafe(BatchShape shape, SimDuration[] takes, SimDuration spacer, SimDuration period)
    {
        var reach = (int)(takes.Max().Micros / period.Micros) + 3;
        var landings = new List<(long At, JobKind Kind)>();
        for (var batch = -reach; batch <= reach; batch++)
        {
            for (var position = 0; position < takes.Length; position++)
            {
                landings.Add((((period * batch) + (spacer * position)).Micros, shape.Kinds[position]));
            }
        }

        landings.Sort((left, right) => left.At.CompareTo(right.At));
        for (var position = 0; position < takes.Length; position++)
        {
            var launch = ((spacer * position) - takes[position]).Micros;
            var next = landings.FindIndex(landing => landing.At > launch);
            var (lastAt, lastKind) = landings[next - 1];
            if (lastKind != JobKind.Weaken || launch - lastAt < 1000 || landings[next].At - launch < 1000) return false;
        }

        return true;
    }
}
