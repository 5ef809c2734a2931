using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>Thread counts over a whole grid of small parameters: enough, and never one thread too many.</summary>
public sealed class BatchMathTests
{
    private static readonly string[] s_shapes = ["HWGW", "HGW", "HGHGW", "HWHWGW"];

    public static TheoryData<string> Shapes => [.. s_shapes];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void EveryJob_HasTheFewestThreadsThatDoItsPart(string pattern)
    {
        var cells = 0;
        foreach (var cell in Grid())
        {
            if (Work(pattern, cell) is not { } plan) continue;

            // A hack that would land at security 100 takes nothing with any number of threads.
            if (plan.Jobs.Any(job => job.Kind == JobKind.Hack && job.SecurityExpected >= 100)) continue;
            cells++;
            var server = BatchMath.Prepped(in cell.Server);
            foreach (var job in plan.Jobs)
            {
                var what = $"{pattern} {job.Kind} in {cell}";
                Assert.True(job.SecurityExpected == server.Security && job.MoneyExpected == server.Money, what);
                switch (job.Kind)
                {
                    case JobKind.Hack:
                        CheckHack(ref server, job, cell, what);
                        break;
                    case JobKind.Grow:
                        CheckGrow(ref server, job, cell, what);
                        break;
                    default:
                        CheckWeaken(ref server, job, cell, what);
                        break;
                }
            }

            Assert.True(BatchMath.IsPrepped(in server), $"{pattern} ends prepped in {cell}");
        }

        Assert.InRange(cells, 500, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Batch_PlayedThroughTheGame_LeavesItsTargetPrepped_AndTakesWhatItSaid(string pattern)
    {
        foreach (var cell in Grid())
        {
            if (Work(pattern, cell) is not { } plan) continue;
            var lab = new Lab { Level = (int)cell.Person.Level, Luck = ScriptedLuck.Good, Multipliers = cell.Multipliers, Player = person => person with { ExpMultiplier = 0 } };
            var target = lab.Target("target", cell.Server);
            foreach (var job in plan.Jobs) lab.Disturb(job.Kind, target, job.Threads);
            Assert.True(BatchMath.IsPrepped(in lab.Game.Server(target)), $"{pattern} in {cell}");
            Assert.Equal(plan.MoneyTaken * cell.Multipliers.ScriptHackMoneyGain, lab.Game.Money, lab.Game.Money * 1e-9);
        }
    }

    [Fact]
    public void ThreadsOnHome_AreTheFewestWithItsCores()
    {
        foreach (var cell in Grid())
        {
            if (Work("HWGW", cell, homeCores: 5) is not { } plan) continue;
            foreach (var job in plan.Jobs)
            {
                var server = cell.Server;
                (server.Security, server.Money) = (job.SecurityExpected, job.MoneyExpected);
                Assert.True(job.ThreadsOnHome <= job.Threads, cell.ToString());
                if (job.Kind == JobKind.Weaken)
                {
                    Assert.True(Weakened(server, job.ThreadsOnHome, 5, cell) <= server.SecurityMin, cell.ToString());
                    Assert.True(job.ThreadsOnHome == 1 || Weakened(server, job.ThreadsOnHome - 1, 5, cell) > server.SecurityMin, cell.ToString());
                }
                else if (job.Kind == JobKind.Grow)
                {
                    Assert.True(Grown(server, job.ThreadsOnHome, 5, cell) >= server.MoneyMax, cell.ToString());
                    Assert.True(job.ThreadsOnHome == 1 || Grown(server, job.ThreadsOnHome - 1, 5, cell) < server.MoneyMax, cell.ToString());
                }
                else
                {
                    Assert.Equal(job.Threads, job.ThreadsOnHome);
                }
            }
        }
    }

    [Fact]
    public void Ram_IsThatOfAllJobs()
    {
        var plan = Work("HWGW", Grid().First())!;
        Assert.Equal(plan.Jobs.Sum(job => (job.Kind == JobKind.Hack ? 170L : 175L) * job.Threads), plan.RamHundredths);
    }

    [Fact]
    public void Padding_AddsItsShareToGrowsOnly()
    {
        var cell = Grid().First(cell => cell.Greed == 0.5);
        var plain = Work("HWGW", cell)!;
        var padded = BatchMath.Work(Shape("HWGW"), new ServerId(1), in cell.Server, in cell.Person, cell.Multipliers, new ThreadArithmetic(cell.Greed, Padding: 0.25), 1)!;
        Assert.Equal(plain.Jobs[0], padded.Jobs[0]);
        Assert.Equal(plain.Jobs[1], padded.Jobs[1]);
        Assert.Equal((int)Math.Ceiling(plain.Jobs[2].Threads * 1.25), padded.Jobs[2].Threads);
        Assert.True(padded.Jobs[3].Threads >= plain.Jobs[3].Threads);
    }

    [Fact]
    public void WithoutFormulas_AGrowAtRaisedSecurity_HasTooFewThreads()
    {
        // growthAnalyze knows the present security only, and HGW grows at a raised one: the cost of doing without Formulas. It shows
        // where a thread's growth is not capped, at high security.
        var server = State(1e9, 40, 20);
        var person = Person.New(900, 0);
        var exact = BatchMath.Work(BatchShape.Hgw, new ServerId(1), in server, in person, BitNodeMultipliers.One, new ThreadArithmetic(0.9), 1)!;
        var guessed = BatchMath.Work(BatchShape.Hgw, new ServerId(1), in server, in person, BitNodeMultipliers.One, new ThreadArithmetic(0.9, WithFormulas: false), 1)!;
        Assert.Equal(exact.Jobs[0].Threads, guessed.Jobs[0].Threads);
        Assert.True(guessed.Jobs[1].Threads < exact.Jobs[1].Threads);
    }

    [Theory]
    [InlineData(950, 900)]
    [InlineData(1, 0.5)]
    public void ATargetThatCannotBeHacked_HasNoBatch(double levelRequired, double level)
    {
        var server = State(1e9, 5, 20) with { LevelRequired = levelRequired + (level < 1 ? 10 : 0) };
        var person = Person.New(level < 1 ? 1 : level, 0);
        Assert.Null(BatchMath.Work(BatchShape.Hwgw, new ServerId(1), in server, in person, BitNodeMultipliers.One, new ThreadArithmetic(0.1), 1));
    }

    [Theory]
    [InlineData(1e9, 5, true)]
    [InlineData(1e9 - 0.5, 5, true)]
    [InlineData(1e9 - 2, 5, false)]
    [InlineData(1e9, 5.0000001, false)]
    public void IsPrepped_ToleratesRoundingOnly(double money, double security, bool expected)
    {
        var server = State(1e9, 5, 20) with { Money = money, Security = security };
        Assert.Equal(expected, BatchMath.IsPrepped(in server));
    }

    [Theory]
    [InlineData(0.96e9, 5.2, true)]
    [InlineData(0.94e9, 5, false)]
    [InlineData(1e9, 5.3, false)]
    public void IsInShape_ToleratesAShareOfBoth(double money, double security, bool expected)
    {
        var server = State(1e9, 5, 20) with { Money = money, Security = security };
        Assert.Equal(expected, BatchMath.IsInShape(in server, 0.05));
    }

    [Fact]
    public void WeakenThreads_AreMinimal_ForEverySmallExcess()
    {
        foreach (var cores in new[] { 1, 2, 7 })
        {
            foreach (var rate in new[] { 1, 0.45 })
            {
                var multipliers = BitNodeMultipliers.One with { ServerWeakenRate = rate };
                for (var excess = 0.0005; excess < 4; excess += 0.0037)
                {
                    var threads = BatchMath.WeakenThreads(5 + excess, 5, cores, multipliers);
                    Assert.True(5 + excess - SecurityFormulas.WeakenEffect(threads, cores, multipliers) <= 5);
                    Assert.True(5 + excess - SecurityFormulas.WeakenEffect(threads - 1, cores, multipliers) > 5);
                }

                Assert.Equal(0, BatchMath.WeakenThreads(5, 5, cores, multipliers));
            }
        }
    }

    private static void CheckHack(ref Server server, PlannedJob job, Cell cell, string what)
    {
        var fraction = HackingFormulas.FractionPerThread(in server, in cell.Person, cell.Multipliers);
        Assert.True(job.Threads >= 1, what);
        Assert.True(job.Threads == 1 || job.Threads * fraction <= cell.Greed * (1 + 1e-12), what);
        Assert.True((job.Threads + 1) * fraction > cell.Greed * (1 - 1e-12), what);
        server.Money -= Math.Min(server.Money, server.Money * fraction * job.Threads);
        server.Security = SecurityFormulas.Raise(server.Security, server.SecurityMin, 0.002 * Math.Min(job.Threads, Math.Ceiling(1 / fraction)));
    }

    private static void CheckGrow(ref Server server, PlannedJob job, Cell cell, string what)
    {
        Assert.True(Grown(server, job.Threads, 1, cell) >= server.MoneyMax, $"enough: {what}");
        Assert.True(job.Threads == 1 || Grown(server, job.Threads - 1, 1, cell) < server.MoneyMax, $"minimal: {what}");
        GrowthFormulas.ApplyGrow(ref server, job.Threads, 1, in cell.Person, cell.Multipliers);
    }

    private static void CheckWeaken(ref Server server, PlannedJob job, Cell cell, string what)
    {
        Assert.True(Weakened(server, job.Threads, 1, cell) <= server.SecurityMin, $"enough: {what}");
        Assert.True(job.Threads == 1 || Weakened(server, job.Threads - 1, 1, cell) > server.SecurityMin, $"minimal: {what}");
        server.Security = SecurityFormulas.Lower(server.Security, server.SecurityMin, SecurityFormulas.WeakenEffect(job.Threads, 1, cell.Multipliers));
    }

    private static double Grown(Server server, int threads, int cores, Cell cell) =>
        GrowthFormulas.MoneyAfterGrow(in server, threads, cores, in cell.Person, cell.Multipliers);

    private static double Weakened(Server server, int threads, int cores, Cell cell) =>
        server.Security - SecurityFormulas.WeakenEffect(threads, cores, cell.Multipliers);

    private static BatchShape Shape(string text)
    {
        Assert.True(BatchShape.TryParse(text, out var shape, out _));
        return shape;
    }

    private static BatchPlan? Work(string pattern, Cell cell, int homeCores = 1) => BatchMath.Work(
        Shape(pattern), new ServerId(1), in cell.Server, in cell.Person, cell.Multipliers, new ThreadArithmetic(cell.Greed), homeCores);

    private static Server State(double moneyMax, double securityMin, double growth) => new()
    {
        Money = moneyMax,
        MoneyMax = moneyMax,
        Security = securityMin,
        SecurityMin = securityMin,
        SecurityBase = Math.Min(100, securityMin * 3),
        LevelRequired = 100,
        Growth = growth,
        HasRoot = true,
    };

    private static IEnumerable<Cell> Grid()
    {
        BitNodeMultipliers[] nodes = [BitNodeMultipliers.One, BitNodeMultipliers.One with { ServerWeakenRate = 0.5, ServerGrowthRate = 0.25, ScriptHackMoney = 0.15, ScriptHackMoneyGain = 0.5 }];
        return from node in nodes
               from moneyMax in new[] { 1e6, 1.625e9, 5e13 }
               from securityMin in new[] { 1.0, 5, 20, 33 }
               from growth in new[] { 12.0, 40, 99 }
               from level in new[] { 120, 900, 6000 }
               from greed in new[] { 0.01, 0.1, 0.5, 0.95 }
               select new Cell(State(moneyMax, securityMin, growth), Person.New(level, 0), node, greed);
    }

    private sealed class Cell(Server server, Person person, BitNodeMultipliers multipliers, double greed)
    {
        public readonly Server Server = server;
        public readonly Person Person = person;

        public BitNodeMultipliers Multipliers { get; } = multipliers;

        public double Greed { get; } = greed;

        public override string ToString() => FormattableString.Invariant(
            $"money {Server.MoneyMax:R}, security {Server.SecurityMin}, growth {Server.Growth}, level {Person.Level}, weaken rate {Multipliers.ServerWeakenRate}, greed {Greed}");
    }
}
