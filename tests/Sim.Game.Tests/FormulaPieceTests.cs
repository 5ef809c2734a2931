namespace Sim.Game.Tests;

/// <summary>Values kept by hot callers give the same bits as the whole formula. The values themselves are verified against the game.</summary>
public sealed class FormulaPieceTests
{
    private static readonly BitNodeMultipliers Node = new()
    {
        ServerGrowthRate = 0.65,
        HackingSpeedMultiplier = 0.9,
        ScriptHackMoney = 0.3,
        PurchasedServerSoftcap = 1.3,
    };

    [Fact]
    public void GrowthFromPieces_HasTheSameBits() => ForMany((server, person, threads, cores) =>
    {
        double adjusted = GrowthFormulas.AdjustedLog(server.Security);
        double one = GrowthFormulas.LogPerThread(adjusted, server.Growth, cores, person, Node);
        var whole = server;
        var pieces = server;
        double ratioWhole = GrowthFormulas.ApplyGrow(ref whole, threads, cores, person, Node);
        double ratioPieces = GrowthFormulas.ApplyGrow(ref pieces, threads, one);

        Same(GrowthFormulas.GrowthLog(server, threads, cores, person, Node), GrowthFormulas.GrowthLog(one, threads));
        Same(GrowthFormulas.MoneyAfterGrow(server, threads, cores, person, Node), GrowthFormulas.MoneyAfterGrow(server.Money, server.MoneyMax, threads, one));
        Same(
            GrowthFormulas.ThreadsForGrowthExact(server, server.MoneyMax, server.Money, cores, person, Node),
            GrowthFormulas.ThreadsForGrowthExact(server.MoneyMax, server.Money, server.MoneyMax, one));
        Same(ratioWhole, ratioPieces);
        Same(whole.Money, pieces.Money);
        Same(whole.Security, pieces.Security);
    });

    [Fact]
    public void HackingFromPieces_HasTheSameBits() => ForMany((server, person, threads, cores) =>
    {
        double bonus = HackingFormulas.IntelligenceBonus(person.Intelligence, 1);
        double fraction = HackingFormulas.FractionPerThread(server, person, Node);

        Same(HackingFormulas.Chance(server, person), HackingFormulas.Chance(server, person, bonus));
        Same(HackingFormulas.HackSeconds(server, person, Node), HackingFormulas.HackSeconds(server, person, Node, bonus));
        Same(HackingFormulas.GrowSeconds(server, person, Node), HackingFormulas.GrowSeconds(server, person, Node, bonus));
        Same(HackingFormulas.WeakenSeconds(server, person, Node), HackingFormulas.WeakenSeconds(server, person, Node, bonus));
        Same(AnalyzeFormulas.HackSecurity(server, threads, person, Node), AnalyzeFormulas.HackSecurity(threads, fraction));
    });

    [Fact]
    public void ThreadsForGrowthExact_ReachTheTarget_AndOneLessDoesNot() => ForMany((server, person, _, cores) =>
    {
        double threads = GrowthFormulas.ThreadsForGrowthExact(server, server.MoneyMax, server.Money, cores, person, Node);

        Assert.Equal(Math.Floor(threads), threads);
        Assert.Equal(server.MoneyMax, GrowthFormulas.MoneyAfterGrow(server, threads, cores, person, Node));
        Assert.True(GrowthFormulas.MoneyAfterGrow(server, threads - 1, cores, person, Node) < server.MoneyMax);
    });

    [Fact]
    public void ServerThatDoesNotGrow_GainsOnlyADollarPerThread()
    {
        var server = new Server { Security = 10, SecurityMin = 5, Money = 100, MoneyMax = 1000 };
        var person = Person.New(100, 0);

        Assert.Equal(double.NegativeInfinity, GrowthFormulas.GrowthLog(server, 0, 1, person, Node));
        Assert.Equal(0, GrowthFormulas.Growth(server, 10, 1, person, Node));
        Assert.Equal(110, GrowthFormulas.MoneyAfterGrow(server, 10, 1, person, Node));
        Assert.Equal(double.PositiveInfinity, GrowthFormulas.ThreadsForGrowthExact(server, 200, 100, 1, person, Node));
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(64, 32)]
    [InlineData(64, 96)]
    [InlineData(64, double.NaN)]
    public void UpgradeCost_WhenTheGameThrows_IsRefused(double ramNow, double ram) =>
        Assert.False(PurchasedServerFormulas.TryUpgradeCost(ramNow, ram, Node, out _));

    [Fact]
    public void UpgradeCost_IsTheDifferenceOfPrices()
    {
        Assert.True(PurchasedServerFormulas.TryUpgradeCost(64, 4096, Node, out double cost));
        Assert.Equal(PurchasedServerFormulas.Cost(4096, Node) - PurchasedServerFormulas.Cost(64, Node), cost);
    }

    [Fact]
    public void HotFormulas_AllocateNothing()
    {
        var server = new Server { Security = 10, SecurityMin = 5, Money = 1e6, MoneyMax = 1e9, Growth = 30, LevelRequired = 50, HasRoot = true };
        var person = Person.New(500, 1e6);
        double sum = Once(server, person);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++) sum += Once(server, person);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum > 0);

        static double Once(Server server, in Person person) =>
            HackingFormulas.Chance(server, person) + HackingFormulas.WeakenSeconds(server, person, Node)
            + HackingFormulas.FractionPerThread(server, person, Node) + SkillFormulas.Level(person.Exp, 1)
            + GrowthFormulas.ApplyGrow(ref server, 100, 2, person, Node);
    }

    private static void ForMany(Action<Server, Person, double, double> check)
    {
        double[] securities = [1, 3.21, 33.3, 100];
        double[] fractions = [0, 0.013, 0.9];
        double[] threads = [1, 17.25, 4000];
        double[] cores = [1, 3, 8];
        foreach (double security in securities)
        foreach (double fraction in fractions)
        foreach (double thread in threads)
        foreach (double core in cores)
        {
            var server = new Server
            {
                Security = security,
                SecurityMin = 1,
                SecurityBase = 20,
                Money = fraction * 3.7e9,
                MoneyMax = 3.7e9,
                Growth = 37,
                LevelRequired = 120,
                HasRoot = true,
            };
            var person = Person.New(790, 1e7) with { Intelligence = 77, GrowMultiplier = 1.37, SpeedMultiplier = 1.9, MoneyMultiplier = 2.3 };
            check(server, person, thread, core);
        }
    }

    private static void Same(double expected, double actual) =>
        Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(actual));
}
