using Sim.Engine.Numbers;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// One operation at a time with all the RAM: what little RAM earns most by, as no place stands empty and no weaken thread is wasted.
/// <code>
///   all hosts  |=hack=|=hack=|== grow ==|=== weaken ===|=hack=|=hack=|== grow ==| ...
/// </code>
/// </summary>
/// <param name="Target">The place of the target in the farm.</param>
/// <param name="SecurityMargin">Weaken while security is this far above the minimum, above 0.</param>
/// <param name="MoneyShare">Grow while money is below this share of the maximum, above 0 and below 1.</param>
/// <param name="MoneyPerSecond">$ a second on average.</param>
internal sealed record SoloPlan(int Target, double SecurityMargin, double MoneyShare, double MoneyPerSecond)
{
    /// <summary>Operations that are played to see what a choice earns.</summary>
    private const int Operations = 400;

    private static readonly double[] s_margins = [0.05, 0.1, 0.25, 0.5, 1, 2, 4];

    private static readonly double[] s_shares = [0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.995];

    /// <summary>The best thresholds for a target, played with the game's formulas and hacks of average luck.</summary>
    /// <param name="problem">The player and the hosts; free RAM counts by whole threads on each host.</param>
    /// <param name="target">The target.</param>
    /// <param name="index">Its place in the farm.</param>
    public static SoloPlan? Best(PlanningProblem problem, in PlanningTarget target, int index)
    {
        SoloPlan? best = null;
        foreach (var margin in s_margins)
        {
            foreach (var share in s_shares)
            {
                var rate = Play(problem, target.Server, margin, share);
                if (rate > (best?.MoneyPerSecond ?? 0)) best = new SoloPlan(index, margin, share, rate);
            }
        }

        return best;
    }

    /// <summary>What is done next.</summary>
    public JobKind Next(in Server server) =>
        server.Security > server.SecurityMin + SecurityMargin ? JobKind.Weaken
        : server.Money < server.MoneyMax * MoneyShare ? JobKind.Grow
        : JobKind.Hack;

    /// <summary>Threads that an operation can use; more would do nothing.</summary>
    public static double Useful(JobKind kind, in Server server, in Person person, BitNodeMultipliers node) => kind switch
    {
        JobKind.Weaken => Math.Ceiling((server.Security - server.SecurityMin) / SecurityFormulas.WeakenEffect(1, 1, node)),
        JobKind.Grow => GrowthFormulas.ThreadsForGrowthExact(in server, server.MoneyMax, server.Money, 1, in person, node),
        _ => Math.Ceiling(1 / Math.Max(1e-12, HackingFormulas.FractionPerThread(in server, in person, node))),
    };

    private static double Play(PlanningProblem problem, Server target, double margin, double share)
    {
        var solo = new SoloPlan(0, margin, share, 0);
        var (person, node) = (problem.Person, problem.Multipliers);
        var server = BatchMath.Prepped(in target);
        var (earned, seconds) = (0.0, 0.0);
        for (var i = 0; i < Operations; i++)
        {
            var kind = solo.Next(in server);
            var room = problem.Hosts.FreeByHost().Sum(free => free / GameRun.WorkerRam(kind));
            if (room == 0) return 0;
            var threads = Math.Min(room, Math.Max(1, Math.Ceiling(Useful(kind, in server, in person, node))));
            var takes = HackingFormulas.HackSeconds(in server, in person, node);
            switch (kind)
            {
                case JobKind.Hack:
                    var chance = HackingFormulas.Chance(in server, in person);
                    var taken = Math.Min(1, HackingFormulas.FractionPerThread(in server, in person, node) * threads) * server.Money * chance;
                    earned += taken * node.ScriptHackMoneyGain;
                    server.Money -= taken;
                    server.Security = SecurityFormulas.Raise(server.Security, server.SecurityMin, SecurityFormulas.HackRisePerThread * threads * chance);
                    seconds += takes;
                    break;
                case JobKind.Grow:
                    var growth = FdMath.Exp(GrowthFormulas.LogPerThread(in server, 1, in person, node) * threads);
                    server.Money = Math.Min(server.MoneyMax, (server.Money + threads) * growth);
                    server.Security = SecurityFormulas.Raise(server.Security, server.SecurityMin, SecurityFormulas.GrowRisePerThread * threads);
                    seconds += takes * HackingFormulas.GrowTimeFactor;
                    break;
                default:
                    server.Security = SecurityFormulas.Lower(server.Security, server.SecurityMin, SecurityFormulas.WeakenEffect((int)threads, 1, node));
                    seconds += takes * HackingFormulas.WeakenTimeFactor;
                    break;
            }
        }

        return earned / seconds;
    }
}
