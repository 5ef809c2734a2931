using System.Collections.Immutable;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Thread arithmetic of batches, without state: plays a batch on a copy of the prepped target with the game's own formulas and
/// picks for each job the fewest whole threads that do its part.
/// </summary>
public static class BatchMath
{
    /// <summary>Money and security this close (relative) to maximum and minimum count as prepped.</summary>
    public const double PreppedTolerance = 1e-9;

    /// <summary>No job of a batch has more threads; far above what any host holds.</summary>
    private const int ThreadsMax = 1 << 30;

    /// <summary>True if the target is at minimum security and full money.</summary>
    public static bool IsPrepped(in Server target) =>
        target.Security <= target.SecurityMin * (1 + PreppedTolerance)
        && target.Money >= target.MoneyMax * (1 - PreppedTolerance);

    /// <summary>True if the target is near enough to its prepped state to go on hacking it.</summary>
    /// <param name="target">The target between two batches.</param>
    /// <param name="tolerance">How much money may lack and how far security may be up, as a share of maximum and minimum.</param>
    public static bool IsInShape(in Server target, double tolerance) =>
        target.Security <= target.SecurityMin * (1 + tolerance + PreppedTolerance)
        && target.Money >= target.MoneyMax * (1 - tolerance - PreppedTolerance);

    /// <summary>The target as it is when prepped.</summary>
    public static Server Prepped(in Server target)
    {
        var prepped = target;
        prepped.Security = target.SecurityMin;
        prepped.Money = target.MoneyMax;
        return prepped;
    }

    /// <summary>Works out the threads of a batch.</summary>
    /// <param name="shape">The jobs in landing order.</param>
    /// <param name="id">The target's number.</param>
    /// <param name="target">The target; taken as prepped.</param>
    /// <param name="person">The player, at the level to plan for.</param>
    /// <param name="multipliers">The BitNode's multipliers.</param>
    /// <param name="arithmetic">Greed, padding, and with or without Formulas.</param>
    /// <param name="homeCores">Cores of home, 1 or more.</param>
    /// <returns>The plan; null if a hack could take nothing, at the level or at the security that it would find.</returns>
    public static BatchPlan? Work(
        BatchShape shape,
        ServerId id,
        in Server target,
        in Person person,
        BitNodeMultipliers multipliers,
        ThreadArithmetic arithmetic,
        int homeCores)
    {
        var server = Prepped(in target);
        var jobs = ImmutableArray.CreateBuilder<PlannedJob>(shape.Kinds.Length);
        var moneyTaken = 0.0;
        foreach (var kind in shape.Kinds)
        {
            var before = server.Money;
            if (kind == JobKind.Hack && !(HackingFormulas.FractionPerThread(in server, in person, multipliers) > 0)) return null;
            jobs.Add(kind switch
            {
                JobKind.Hack => PlanHack(ref server, in target, in person, multipliers, arithmetic),
                JobKind.Grow => PlanGrow(ref server, in person, multipliers, arithmetic, homeCores),
                _ => PlanWeaken(ref server, multipliers, homeCores),
            });
            moneyTaken += Math.Max(0, before - server.Money);
        }

        return new BatchPlan
        {
            Target = id,
            Level = person.Level,
            RamHundredths = jobs.Sum(job => (long)GameRun.WorkerRam(job.Kind) * job.Threads),
            Jobs = jobs.MoveToImmutable(),
            MoneyTaken = moneyTaken,
        };
    }

    /// <summary>The fewest weaken threads that bring this security down to the minimum, 0 if it is there already.</summary>
    public static int WeakenThreads(double security, double securityMin, int cores, BitNodeMultipliers multipliers)
    {
        var excess = security - securityMin;
        if (!(excess > 0)) return 0;
        var threads = (int)Math.Ceiling(excess / SecurityFormulas.WeakenEffect(1, cores, multipliers));
        while (security - SecurityFormulas.WeakenEffect(threads, cores, multipliers) > securityMin) threads++;
        while (threads > 1 && security - SecurityFormulas.WeakenEffect(threads - 1, cores, multipliers) <= securityMin) threads--;
        return threads;
    }

    private static PlannedJob PlanHack(
        ref Server server, in Server target, in Person person, BitNodeMultipliers multipliers, ThreadArithmetic arithmetic)
    {
        var (security, money) = (server.Security, server.Money);
        var fraction = HackingFormulas.FractionPerThread(in server, in person, multipliers);
        var prepped = Prepped(in target);
        var known = arithmetic.WithFormulas ? fraction : HackingFormulas.FractionPerThread(in prepped, in person, multipliers);
        var threads = Math.Max(1, (int)Math.Min(Math.Floor(arithmetic.Greed / known), ThreadsMax));
        server.Money -= Math.Min(server.Money, server.Money * fraction * threads);
        server.Security = SecurityFormulas.Raise(
            server.Security, server.SecurityMin, SecurityFormulas.HackRisePerThread * Math.Min(threads, Math.Ceiling(1 / fraction)));
        return new PlannedJob(JobKind.Hack, threads, threads, security, money, threads);
    }

    private static PlannedJob PlanGrow(
        ref Server server, in Person person, BitNodeMultipliers multipliers, ThreadArithmetic arithmetic, int homeCores)
    {
        var (security, money) = (server.Security, server.Money);
        var needed = GrowThreads(in server, in person, multipliers, arithmetic, 1);
        var threads = Padded(needed, arithmetic);
        var onHome = homeCores == 1 ? threads : Padded(GrowThreads(in server, in person, multipliers, arithmetic, homeCores), arithmetic);
        server.Money = server.MoneyMax;
        server.Security = SecurityFormulas.Raise(
            server.Security, server.SecurityMin, SecurityFormulas.GrowRisePerThread * threads);
        return new PlannedJob(JobKind.Grow, threads, onHome, security, money, needed);
    }

    /// <summary>
    /// With Formulas, growThreads at the state that the grow will find. Without, growthAnalyze of the factor at the present, prepped
    /// state, which knows neither raised security nor the +$1 per thread.
    /// </summary>
    private static double GrowThreads(
        in Server server, in Person person, BitNodeMultipliers multipliers, ThreadArithmetic arithmetic, int cores)
    {
        if (arithmetic.WithFormulas)
        {
            return GrowthFormulas.ThreadsForGrowthExact(in server, server.MoneyMax, server.Money, cores, in person, multipliers);
        }

        var prepped = Prepped(in server);
        var factor = server.MoneyMax / Math.Max(1, server.Money);
        return GrowthFormulas.ThreadsForGrowth(in prepped, factor, cores, in person, multipliers);
    }

    private static int Padded(double needed, ThreadArithmetic arithmetic) =>
        Math.Max(1, (int)Math.Min(Math.Ceiling(needed * (1 + arithmetic.Padding)), ThreadsMax));

    private static PlannedJob PlanWeaken(ref Server server, BitNodeMultipliers multipliers, int homeCores)
    {
        var (security, money) = (server.Security, server.Money);
        var threads = Math.Max(1, WeakenThreads(security, server.SecurityMin, 1, multipliers));
        var onHome = Math.Max(1, WeakenThreads(security, server.SecurityMin, homeCores, multipliers));
        var needed = (security - server.SecurityMin) / SecurityFormulas.WeakenEffect(1, 1, multipliers);
        server.Security = SecurityFormulas.Lower(
            server.Security, server.SecurityMin, SecurityFormulas.WeakenEffect(threads, 1, multipliers));
        return new PlannedJob(JobKind.Weaken, threads, onHome, security, money, needed);
    }
}
