using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>What one landing does to target, player and luck.</summary>
public sealed class GameRunLandingTests
{
    [Theory]
    [InlineData(0.0, true)]
    [InlineData(0.9999999999, false)]
    public void Hack_DrawsOneNumber_AndSucceedsBelowTheChance(double draw, bool succeeds)
    {
        var luck = new ScriptedLuck(draw);
        var lab = new Lab { Luck = luck };
        var target = lab.Prepped("target", levelRequired: 400);
        lab.Launch(JobKind.Hack, target, 4);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.Equal((1, draw, succeeds), (luck.Taken, landing.Draw, landing.Success));
    }

    [Fact]
    public void Hack_AtChanceZero_StillDraws_AndFails()
    {
        // Security 100 makes the chance 0; a draw of 0 is not below it.
        var luck = ScriptedLuck.Good;
        var lab = new Lab { Luck = luck };
        var target = lab.Target("target", new Server { MoneyMax = 1e6, Money = 1e6, Security = 100, SecurityMin = 5, SecurityBase = 15, LevelRequired = 1, Growth = 10, HasRoot = true });
        lab.Launch(JobKind.Hack, target, 4);
        lab.RunUntilIdle();
        Assert.Equal(1, luck.Taken);
        Assert.False(lab.Reports.Single().Landing.Success);
    }

    [Fact]
    public void Hack_AtChanceOne_StillDraws_AndSucceeds()
    {
        var luck = ScriptedLuck.Bad;
        var lab = new Lab { Luck = luck, Player = person => person with { ChanceMultiplier = 100 } };
        var target = lab.Prepped("target");
        Assert.Equal(1, HackingFormulas.Chance(in lab.Game.Server(target), in lab.Game.Person));
        lab.Launch(JobKind.Hack, target, 4);
        lab.RunUntilIdle();
        Assert.Equal(1, luck.Taken);
        Assert.True(lab.Reports.Single().Landing.Success);
    }

    [Theory]
    [InlineData(JobKind.Grow)]
    [InlineData(JobKind.Weaken)]
    public void GrowAndWeaken_NeverDraw(JobKind kind)
    {
        var luck = ScriptedLuck.Good;
        var lab = new Lab { Luck = luck };
        var target = lab.Prepped("target");
        for (var i = 0; i < 5; i++) lab.Launch(kind, target, 4);
        lab.RunUntilIdle();
        Assert.Equal(5, lab.Landings.Count);
        Assert.Equal(0, luck.Taken);
    }

    [Fact]
    public void Hack_ThatFails_GivesAQuarterOfTheExp_AndNothingElse()
    {
        var lab = new Lab { Luck = ScriptedLuck.Bad };
        var target = lab.Prepped("target");
        var exp = ExpPerThread(lab, target) * 8;
        lab.Launch(JobKind.Hack, target, 8);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.False(landing.Success);
        Assert.Equal(landing.ExpBefore + (exp / 4), landing.ExpAfter);
        Assert.Equal((landing.MoneyBefore, landing.SecurityBefore, 0.0, 0.0), (landing.MoneyAfter, landing.SecurityAfter, landing.MoneyGained, landing.Returned));
    }

    [Fact]
    public void Hack_ThatSucceedsOnAnEmptyServer_GivesAQuarterOfTheExp_AndTheFullSecurity()
    {
        var lab = new Lab();
        var target = lab.Target("target", new Server { MoneyMax = 1e6, Money = 0, Security = 5, SecurityMin = 5, SecurityBase = 15, LevelRequired = 1, Growth = 10, HasRoot = true });
        var exp = ExpPerThread(lab, target) * 8;
        lab.Launch(JobKind.Hack, target, 8);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.True(landing.Success);
        Assert.Equal(landing.ExpBefore + (exp / 4), landing.ExpAfter);
        Assert.Equal(5 + (0.002 * 8), landing.SecurityAfter);
        Assert.Equal((0.0, 0.0), (landing.MoneyAfter, landing.MoneyGained));
    }

    [Fact]
    public void Hack_TakesAtMostAllOfTheMoney_AndSecurityCountsOnlyTheThreadsThatThatTakes()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var fraction = HackingFormulas.FractionPerThread(in lab.Game.Server(target), in lab.Game.Person, lab.Multipliers);
        lab.Launch(JobKind.Hack, target, 100_000);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.Equal((0.0, 1e9), (landing.MoneyAfter, landing.MoneyGained));
        Assert.Equal(5 + (0.002 * Math.Ceiling(1 / fraction)), landing.SecurityAfter);
    }

    [Fact]
    public void Hack_PaysThePlayerByTheBitNodesShare()
    {
        var lab = new Lab { Multipliers = BitNodeMultipliers.One with { ScriptHackMoneyGain = 0.25 } };
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Hack, target, 10);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.Equal((landing.MoneyBefore - landing.MoneyAfter) * 0.25, landing.MoneyGained, landing.MoneyGained * 1e-12);
        Assert.Equal(landing.MoneyGained, lab.Game.Money);
    }

    [Theory]
    [InlineData(JobKind.Hack, 4, 1.5)]
    [InlineData(JobKind.Grow, 4, 3.25)]
    [InlineData(JobKind.Weaken, 4, 0.1)]
    public void FractionalThreads_CountAsTheyAre_WhileTheProcessHoldsWholeOnes(JobKind kind, int threads, double used)
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Disturb(JobKind.Hack, target, threads: 100);
        var expected = lab.Game.Server(target);
        var person = lab.Game.Person;
        var exp = ExpPerThread(lab, target) * used;
        lab.Launch(lab.Request(kind, target, threads) with { HasFixedDelay = true }, new OperationOptions(used));
        Assert.Equal(threads * GameRun.WorkerRam(kind), lab.Game.RamHeldHundredths);
        lab.Game.RunMicrotasks();
        lab.RunUntilIdle();

        var landing = lab.Reports.Single().Landing;
        Assert.Equal(landing.ExpBefore + exp, landing.ExpAfter);
        switch (kind)
        {
            case JobKind.Hack:
                Assert.Equal(expected.Money * HackingFormulas.FractionPerThread(in expected, in person, lab.Multipliers) * used, landing.MoneyGained);
                Assert.Equal(expected.Security + (0.002 * used), landing.SecurityAfter);
                break;
            case JobKind.Grow:
                GrowthFormulas.ApplyGrow(ref expected, used, 1, in person, lab.Multipliers);
                Assert.Equal((expected.Money, expected.Security), (landing.MoneyAfter, landing.SecurityAfter));
                break;
            default:
                Assert.Equal(expected.Security - (0.05 * used), landing.SecurityAfter);
                Assert.Equal(0.05 * used, landing.Returned);
                break;
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Cores_OfTheHost_HelpGrowAndWeaken_AndNotHack(int cores)
    {
        var lab = new Lab();
        lab.Host("host", 1024, cores);
        var target = lab.Prepped("target");
        lab.Disturb(JobKind.Hack, target, threads: 60);
        var start = lab.Game.Server(target);
        lab.Launch(JobKind.Weaken, target, 2, landsAtMs: 300_000);
        lab.Launch(JobKind.Grow, target, 3, landsAtMs: 300_001);
        lab.Launch(JobKind.Hack, target, 3, landsAtMs: 300_002);
        lab.RunUntilIdle();
        Assert.Equal(0.05 * 2 * (1 + ((cores - 1) / 16.0)), lab.Landings[0].Landing.Returned);
        var grown = start;
        grown.Security = lab.Landings[0].Landing.SecurityAfter;
        GrowthFormulas.ApplyGrow(ref grown, 3, cores, in lab.Game.Person, lab.Multipliers);
        Assert.Equal(grown.Money, lab.Landings[1].Landing.MoneyAfter);
        var fraction = HackingFormulas.FractionPerThread(in grown, in lab.Game.Person, lab.Multipliers);
        Assert.Equal(grown.Money * fraction * 3, lab.Landings[2].Landing.MoneyGained);
    }

    [Fact]
    public void Weaken_ReturnsItsNominalAmount_EvenWhenClamped()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Launch(JobKind.Weaken, target, 100);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.Equal((5.0, 0.05 * 100), (landing.SecurityAfter, landing.Returned));
        Assert.True(landing.ExpAfter > landing.ExpBefore);
    }

    [Fact]
    public void Grow_AtFullMoney_GivesExp_AndRaisesNoSecurity()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        var exp = ExpPerThread(lab, target) * 50;
        lab.Launch(JobKind.Grow, target, 50);
        lab.RunUntilIdle();
        var landing = lab.Reports.Single().Landing;
        Assert.Equal((1e9, 5.0, 1.0), (landing.MoneyAfter, landing.SecurityAfter, landing.Returned));
        Assert.Equal(landing.ExpBefore + exp, landing.ExpAfter);
    }

    [Fact]
    public void Grow_RaisesSecurityForTheThreadsThatItsChangeNeeded()
    {
        var lab = new Lab();
        var target = lab.Prepped("target");
        lab.Disturb(JobKind.Hack, target, threads: 10);
        lab.Disturb(JobKind.Weaken, target, threads: 10);
        ref readonly var server = ref lab.Game.Server(target);
        var needed = GrowthFormulas.ThreadsForGrowthExact(in server, server.MoneyMax, server.Money, 1, in lab.Game.Person, lab.Multipliers);
        lab.Launch(JobKind.Grow, target, (int)needed + 1000);
        lab.RunUntilIdle();
        Assert.Equal(5 + (0.004 * needed), lab.Reports.Single().Landing.SecurityAfter);
    }

    private static double ExpPerThread(Lab lab, ServerId target) =>
        HackingFormulas.ExpPerThread(in lab.Game.Server(target), in lab.Game.Person, lab.Multipliers);
}
