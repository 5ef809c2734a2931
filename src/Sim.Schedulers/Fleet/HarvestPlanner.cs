using System.Collections.Immutable;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Thread arithmetic of harvests, without state: what fits into a chunk.</summary>
internal static class HarvestPlanner
{
    private const int ThreadRam = 175;

    /// <summary>The batch with the most hack threads whose RAM is at most a chunk's.</summary>
    /// <param name="id">The target's number.</param>
    /// <param name="server">The target; taken as prepped.</param>
    /// <param name="person">The player, at the level to plan for.</param>
    /// <param name="node">The multipliers in force.</param>
    /// <param name="chunk">RAM in hundredths of a GB.</param>
    /// <param name="greedMax">Largest share of the money that is taken.</param>
    /// <param name="homeCores">Cores of home, 1 or more.</param>
    /// <returns>Null if not even a batch of one hack thread fits, or the target cannot be hacked.</returns>
    public static BatchPlan? Largest(
        ServerId id, in Server server, in Person person, BitNodeMultipliers node, long chunk, double greedMax, int homeCores)
    {
        var prepped = BatchMath.Prepped(in server);
        var fraction = HackingFormulas.FractionPerThread(in prepped, in person, node);
        if (!(fraction > 0)) return null;
        var most = Math.Max(1, Math.Floor(Math.Min(greedMax / fraction, chunk / 170.0)));
        var best = Fitting(most, in server, in person);
        if (best is not null) return best;

        // The first number of threads fits, the second does not.
        var (fits, fails) = (0.0, most);
        while (fails - fits > 1)
        {
            var middle = Math.Floor((fits + fails) / 2);
            if (Fitting(middle, in server, in person) is { } plan)
            {
                (best, fits) = (plan, middle);
            }
            else
            {
                fails = middle;
            }
        }

        return best;

        BatchPlan? Fitting(double threads, in Server target, in Person player)
        {
            var plan = BatchMath.Work(BatchShape.Hwgw, id, in target, in player, node, new ThreadArithmetic((threads + 0.5) * fraction), homeCores);
            return plan is not null && plan.RamHundredths <= chunk ? plan : null;
        }
    }

    /// <summary>
    /// A batch that brings a target back into shape within the RAM of a batch: weakens for all security that is up come first, then
    /// grows with the weakens that undo what they raise, as many as fit.
    /// </summary>
    /// <returns>Null if nothing is out of shape.</returns>
    public static BatchPlan? Mending(ServerId id, in Server server, in Person person, BitNodeMultipliers node, long chunk)
    {
        var room = (int)Math.Min(chunk / ThreadRam, 1 << 24);
        var weaken = Math.Min(room, BatchMath.WeakenThreads(server.Security, server.SecurityMin, 1, node));
        var left = room - weaken;
        var grow = 0;
        var after = 0;
        if (server.Money < server.MoneyMax && left >= 2)
        {
            var weakened = server;
            weakened.Security = server.SecurityMin;
            var wanted = GrowthFormulas.ThreadsForGrowthExact(in weakened, server.MoneyMax, server.Money, 1, in person, node);
            var perGrow = SecurityFormulas.GrowRisePerThread / SecurityFormulas.WeakenEffect(1, 1, node);
            grow = (int)Math.Min(Math.Max(1, wanted), Math.Max(1, Math.Floor(left / (1 + perGrow))));
            while (grow > 1 && grow + Math.Ceiling(grow * perGrow) > left) grow--;
            after = Math.Max(1, (int)Math.Ceiling(grow * perGrow));
        }

        var jobs = ImmutableArray.CreateBuilder<PlannedJob>();
        if (weaken > 0) jobs.Add(new PlannedJob(JobKind.Weaken, weaken, weaken, 100, 0, weaken));
        if (grow > 0) jobs.Add(new PlannedJob(JobKind.Grow, grow, grow, 100, 0, grow));
        if (after > 0) jobs.Add(new PlannedJob(JobKind.Weaken, after, after, 100, 0, after));
        if (jobs.Count == 0) return null;
        return new BatchPlan { Target = id, Level = person.Level, Jobs = jobs.ToImmutable(), RamHundredths = (long)(weaken + grow + after) * ThreadRam };
    }
}
