using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>The bound against plain searches over shares of money and splits of RAM, which know nothing of prices and slopes.</summary>
public sealed class BoundTests
{
    private static readonly BitNodeMultipliers s_node = BitNodeMultipliers.One;

    [Theory]
    [InlineData("HWGW", 4)]
    [InlineData("HGW", 3)]
    [InlineData("HHWWGGWW", 8)]
    [InlineData("HGHGW", 2.5)]
    [InlineData("HHGW", 4)]
    [InlineData("WHWGHWGW", 4)]
    public void Landings_AreCountedForEachFillingOfTheTarget(string pattern, double expected)
    {
        Assert.True(BatchShape.TryParse(pattern, out var shape, out _));
        Assert.Equal(expected, LandingLimit.Of(shape, SimDuration.FromMilliseconds(20)).Landings);
    }

    [Fact]
    public void OneTarget_EqualsTheBestShareOfASearch()
    {
        var random = new RandomStream(11);
        for (var i = 0; i < 200; i++)
        {
            var (server, person) = Draw(random);
            var cores = random.NextInt(1, 8);
            var target = TargetBound.Of(in server, in person, s_node, cores)!;
            var limit = new LandingLimit(4, SimDuration.FromMilliseconds(random.NextInt(1, 200)));
            var ram = Math.Exp(random.NextDouble() * 18);
            var searched = 0.0;
            for (var share = 1e-6; share <= 1; share *= 1.002) searched = Math.Max(searched, Income(in server, in person, cores, share, ram, limit));
            searched = Math.Max(searched, Income(in server, in person, cores, 1, ram, limit));
            var bound = IncomeBound.PerSecond([target], ram, limit);
            Assert.InRange(searched, bound * 0.997, bound * (1 + 1e-9));
        }
    }

    [Fact]
    public void WithoutALandingLimit_TheCheapestShareSetsTheBound()
    {
        var random = new RandomStream(12);
        for (var i = 0; i < 50; i++)
        {
            var (server, person) = Draw(random);
            var target = TargetBound.Of(in server, in person, s_node, 1)!;
            var bound = IncomeBound.PerSecond([target], 1000, LandingLimit.None);
            var least = 1e-9;
            Assert.Equal(1, Income(in server, in person, 1, least, 1000, LandingLimit.None) / bound, 1e-4);
        }
    }

    [Fact]
    public void SeveralTargets_EarnMoreThanAnySplitOfTheRam_ButNotMuch()
    {
        var random = new RandomStream(13);
        for (var i = 0; i < 40; i++)
        {
            var targets = Enumerable.Range(0, 3).Select(_ =>
            {
                var (server, person) = Draw(random);
                return TargetBound.Of(in server, in person, s_node, 1)!;
            }).ToArray();
            var limit = new LandingLimit(3, SimDuration.FromMilliseconds(50));
            var ram = Math.Exp(2 + (random.NextDouble() * 14));
            var bound = IncomeBound.PerSecond(targets, ram, limit);
            var best = 0.0;
            const int Parts = 60;
            for (var a = 0; a <= Parts; a++)
            {
                for (var b = 0; a + b <= Parts; b++)
                {
                    var split = (ReadOnlySpan<int>)[a, b, Parts - a - b];
                    var income = 0.0;
                    for (var k = 0; k < 3; k++) income += IncomeBound.PerSecond([targets[k]], ram * split[k] / Parts, limit);
                    best = Math.Max(best, income);
                }
            }

            Assert.InRange(best, bound * 0.97, bound * (1 + 1e-9));
        }
    }

    [Fact]
    public void MoreRam_NeverEarnsLess_AndEachGigabyteLessThanTheOneBefore()
    {
        var random = new RandomStream(14);
        for (var i = 0; i < 50; i++)
        {
            var (server, person) = Draw(random);
            var target = TargetBound.Of(in server, in person, s_node, 1)!;
            var limit = new LandingLimit(4, SimDuration.FromMilliseconds(20));
            var (last, lastStep) = (0.0, double.PositiveInfinity);
            for (var ram = 100; ram <= 20_000; ram += 100)
            {
                var income = IncomeBound.PerSecond([target], ram, limit);
                Assert.True(income >= last * (1 - 1e-12));
                Assert.True(income - last <= lastStep * (1 + 1e-6) + (1e-9 * income));
                (last, lastStep) = (income, income - last);
            }
        }
    }

    [Fact]
    public void TargetsThatGiveNothing_HaveNoBound()
    {
        var (server, person) = Draw(new RandomStream(15));
        Assert.NotNull(TargetBound.Of(in server, in person, s_node, 1));
        Assert.Null(TargetBound.Of(server with { HasRoot = false }, in person, s_node, 1));
        Assert.Null(TargetBound.Of(server with { LevelRequired = person.Level + 1 }, in person, s_node, 1));
        Assert.Null(TargetBound.Of(server with { MoneyMax = 0 }, in person, s_node, 1));
        Assert.Null(TargetBound.Of(server with { Growth = 0 }, in person, s_node, 1));
        Assert.Equal(0, IncomeBound.PerSecond([], 1000, LandingLimit.None));
    }

    /// <summary>What taking this share each time earns, from the game's own formulas.</summary>
    private static double Income(in Server server, in Person person, int cores, double share, double ramGb, LandingLimit limit)
    {
        var prepped = BatchMath.Prepped(in server);
        var seconds = HackingFormulas.HackSeconds(in prepped, in person, s_node);
        var chance = HackingFormulas.Chance(in prepped, in person);
        var hack = share / HackingFormulas.FractionPerThread(in prepped, in person, s_node);
        var log = GrowthFormulas.LogPerThread(in prepped, cores, in person, s_node);
        var grow = GrowThreads(prepped.MoneyMax * (1 - share), prepped.MoneyMax, log);
        var weaken = ((0.002 * hack) + (0.004 * grow)) / SecurityFormulas.WeakenEffect(1, cores, s_node);
        var ramTime = (hack * 1.70 * seconds / chance) + (grow * 1.75 * 3.2 * seconds) + (weaken * 1.75 * 4 * seconds);
        return share * prepped.MoneyMax * Math.Min(ramGb / ramTime, limit.PerSecond * chance);
    }

    /// <summary>By bisection: (money + g) e^(kg) = money wanted.</summary>
    private static double GrowThreads(double money, double wanted, double log)
    {
        var (low, high) = (0.0, 1e15);
        for (var i = 0; i < 300; i++)
        {
            var middle = (low + high) / 2;
            if (Math.Log(money + middle) + (log * middle) < Math.Log(wanted)) low = middle;
            else high = middle;
        }

        return high;
    }

    private static (Server Server, Person Person) Draw(RandomStream random)
    {
        var level = random.NextInt(10, 2000);
        var server = new Server
        {
            MoneyMax = Math.Exp(11 + (random.NextDouble() * 16)),
            SecurityMin = random.NextInt(1, 33),
            LevelRequired = random.NextInt(1, level),
            Growth = random.NextInt(5, 100),
            HasRoot = true,
        };
        server.Money = server.MoneyMax / 2;
        server.Security = server.SecurityMin * 2;
        return (server, Person.New(level, 0));
    }
}
