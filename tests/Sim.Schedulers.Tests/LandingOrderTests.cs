using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>All 24 landing orders of the four jobs of an HWGW batch, each with what it leaves behind.</summary>
public sealed class LandingOrderTests
{
    private static readonly SimDuration s_spacer = SimDuration.FromMilliseconds(20);

    /// <summary>
    /// H hack, w the weaken meant for the hack, G grow, W the weaken meant for the grow. Money is low where the grow came before the
    /// hack, or so soon after it that it grew at raised security; security is up where a weaken came too early to do its part.
    /// </summary>
    public static TheoryData<string, string> Orders => new()
    {
        { "HwGW", "prepped" },
        { "HwWG", "security up" },
        { "HGwW", "money low" },
        { "HGWw", "money low" },
        { "HWwG", "security up" },
        { "HWGw", "security up" },
        { "wHGW", "money low, security up" },
        { "wHWG", "security up" },
        { "wGHW", "money low" },
        { "wGWH", "money low, security up" },
        { "wWHG", "money low, security up" },
        { "wWGH", "money low, security up" },
        { "GHwW", "money low" },
        { "GHWw", "money low" },
        { "GwHW", "money low" },
        { "GwWH", "money low, security up" },
        { "GWHw", "money low" },
        { "GWwH", "money low, security up" },
        { "WHwG", "security up" },
        { "WHGw", "money low, security up" },
        { "WwHG", "money low, security up" },
        { "WwGH", "money low, security up" },
        { "WGHw", "money low" },
        { "WGwH", "money low, security up" },
    };

    [Theory]
    [MemberData(nameof(Orders))]
    public void EveryLandingOrder_LeavesWhatTheTableSays(string order, string left) => Assert.Equal(left, Play(order));

    [Fact]
    public void TheTable_IsWhole()
    {
        var orders = Orders.Select(row => (string)row[0]).ToArray();
        Assert.Equal(Permutations("HwGW").Order(StringComparer.Ordinal), orders.Order(StringComparer.Ordinal));
        Assert.Equal(24, orders.Distinct().Count());
        Assert.Equal("HwGW", (string)Orders.Single(row => (string)row[1] == "prepped")[0]);
    }

    private static string Play(string order)
    {
        // At security 12 a thread's growth is not capped, so a grow that finds security raised grows less.
        var lab = new Lab { Player = person => person with { ExpMultiplier = 0 } };
        var target = lab.Prepped("target", moneyMax: 1e9, securityMin: 12, growth: 30);
        ref readonly var server = ref lab.Game.Server(target);
        var plan = BatchMath.Work(BatchShape.Hwgw, target, in server, in lab.Game.Person, lab.Multipliers, new ThreadArithmetic(0.5), 1)!;
        var shuffled = plan with { Jobs = [.. order.Select(letter => plan.Jobs["HwGW".IndexOf(letter, StringComparison.Ordinal)])] };
        lab.Launch(shuffled, SimTime.FromMilliseconds(200_000), s_spacer);
        lab.RunUntilIdle();
        Assert.Equal(order.ToUpperInvariant(), string.Concat(lab.Landings.Select(landing => landing.Job.Request.Kind.ToString()[0])));
        var (low, high) = (server.Money < server.MoneyMax * (1 - 1e-9), server.Security > server.SecurityMin * (1 + 1e-9));
        return (low, high) switch
        {
            (false, false) => "prepped",
            (true, false) => "money low",
            (false, true) => "security up",
            _ => "money low, security up",
        };
    }

    private static IEnumerable<string> Permutations(string letters) => letters.Length <= 1
        ? [letters]
        : letters.SelectMany((letter, index) => Permutations(letters.Remove(index, 1)).Select(rest => letter + rest));
}
