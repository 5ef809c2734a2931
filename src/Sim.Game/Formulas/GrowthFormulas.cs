using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>
/// Growth of money and the threads it takes (Bitburner 2.6.1, ServerHelpers.ts and formulas/grow.ts), in the game's own order of
/// operations. The game multiplies by the threads last, so the log of one thread can be kept and reused:
/// <see cref="LogPerThread(in Server, double, in Person, BitNodeMultipliers)"/>.
/// </summary>
public static class GrowthFormulas
{
    /// <summary>Growth of one thread at security 1, before the cap (ServerBaseGrowthIncr).</summary>
    private const double BaseIncrement = 0.03;

    /// <summary>The largest log of growth of one plain thread (ServerMaxGrowthLog), just below log(1.0035).</summary>
    private const double AdjustedLogMax = 0.00349388925425578;

    /// <summary>Log of the growth of one plain thread at a security: min(log1p(0.03 / security), cap).</summary>
    /// <param name="security">Security now, 1 to 100.</param>
    public static double AdjustedLog(double security)
    {
        double log = FdMath.Log1P(BaseIncrement / security);
        return log >= AdjustedLogMax ? AdjustedLogMax : log;
    }

    /// <summary>Log of the growth of one thread; -Infinity on a server that does not grow.</summary>
    /// <param name="server">The target.</param>
    /// <param name="cores">Cores of the host, 1 or more.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double LogPerThread(in Server server, double cores, in Person person, BitNodeMultipliers node) =>
        server.Growth == 0.0
            ? double.NegativeInfinity
            : LogPerThread(AdjustedLog(server.Security), server.Growth, cores, person, node);

    /// <summary>Log of the growth of one thread, from an <see cref="AdjustedLog"/> at hand; the growth parameter must not be 0.</summary>
    public static double LogPerThread(double adjustedLog, double growth, double cores, in Person person, BitNodeMultipliers node) =>
        adjustedLog * (growth / 100.0 * node.ServerGrowthRate) * person.GrowMultiplier * SecurityFormulas.CoreBonus(cores);

    /// <summary>Log of the growth of a job; -Infinity on a server that does not grow (calculateServerGrowthLog).</summary>
    /// <param name="server">The target.</param>
    /// <param name="threads">Fractions included; negative ones count as 0.</param>
    /// <param name="cores">Cores of the host, 1 or more.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double GrowthLog(in Server server, double threads, double cores, in Person person, BitNodeMultipliers node) =>
        GrowthLog(LogPerThread(server, cores, person, node), threads);

    /// <summary>Log of the growth of a job from that of one thread.</summary>
    public static double GrowthLog(double logPerThread, double threads)
    {
        // -Infinity stays so with no threads, where a product would give NaN.
        return double.IsNegativeInfinity(logPerThread) ? logPerThread : logPerThread * Math.Max(threads, 0.0);
    }

    /// <summary>Factor by which a job multiplies the money, 0 on a server that does not grow (calculateServerGrowth).</summary>
    public static double Growth(in Server server, double threads, double cores, in Person person, BitNodeMultipliers node) =>
        FdMath.Exp(GrowthLog(server, threads, cores, person, node));

    /// <summary>Money in $ after a job, 0 to the server's maximum (calculateGrowMoney).</summary>
    public static double MoneyAfterGrow(in Server server, double threads, double cores, in Person person, BitNodeMultipliers node) =>
        MoneyAfterGrow(server.Money, server.MoneyMax, threads, LogPerThread(server, cores, person, node));

    /// <summary>Money in $ after a job, from the log of one thread at hand.</summary>
    public static double MoneyAfterGrow(double money, double moneyMax, double threads, double logPerThread)
    {
        double growth = FdMath.Exp(GrowthLog(logPerThread, threads));
        if (growth < 1.0) growth = 1.0;

        // No money times an infinite growth is NaN, which the game takes as the maximum.
        double grown = (money + threads) * growth;
        return grown > moneyMax || double.IsNaN(grown) ? moneyMax : grown;
    }

    /// <summary>
    /// Threads, with fractions, that multiply the money by a factor if the dollar per thread is left out; Infinity on a server that
    /// does not grow (numCycleForGrowth).
    /// </summary>
    /// <param name="server">The target.</param>
    /// <param name="growth">The factor, above 0; 1.5 is half as much again.</param>
    /// <param name="cores">Cores of the host, 1 or more.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double ThreadsForGrowth(in Server server, double growth, double cores, in Person person, BitNodeMultipliers node) =>
        server.Growth == 0.0
            ? double.PositiveInfinity
            : FdMath.Log(growth) / LogPerThread(server, cores, person, node);

    /// <summary>
    /// The least whole number of threads that brings a server from one amount of money to another at its present security;
    /// Infinity if it does not grow (numCycleForGrowthCorrected).
    /// </summary>
    /// <param name="server">The target; its money is not read.</param>
    /// <param name="moneyTarget">Wanted money in $; more than the maximum counts as the maximum.</param>
    /// <param name="moneyStart">Money in $ before; less than 0 counts as 0.</param>
    /// <param name="cores">Cores of the host, 1 or more.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double ThreadsForGrowthExact(
        in Server server, double moneyTarget, double moneyStart, double cores, in Person person, BitNodeMultipliers node) =>
        ThreadsForGrowthExact(moneyTarget, moneyStart, server.MoneyMax, LogPerThread(server, cores, person, node));

    /// <summary>The same from the log of one thread at hand.</summary>
    public static double ThreadsForGrowthExact(double moneyTarget, double moneyStart, double moneyMax, double logPerThread)
    {
        if (double.IsNegativeInfinity(logPerThread)) return double.PositiveInfinity;
        if (moneyStart < 0.0) moneyStart = 0.0;
        if (moneyTarget > moneyMax) moneyTarget = moneyMax;
        if (moneyTarget <= moneyStart) return 0.0;

        // Newton's method on target = (start + x) exp(k x), with logs taken on both sides so that the slope stays mild.
        double k = logPerThread;
        double threads = (moneyTarget - moneyStart) / (1.0 + (((moneyTarget * (1.0 / 16.0)) + (moneyStart * (15.0 / 16.0))) * k));
        double step;
        do
        {
            double money = moneyStart + threads;
            double next = (threads - (money * FdMath.Log(money / moneyTarget))) / (1.0 + (money * k));
            step = next - threads;
            threads = next;
        }
        while (step < -1.0 || step > 1.0);

        // The root is known to about the last step. Only where a whole number lies that close does the growth itself decide.
        double up = Math.Ceiling(threads);
        if (up - threads > 0.999999 && Reaches(moneyTarget, moneyStart, up - 1.0, k)) return up - 1.0;
        if (up >= threads + (Math.Abs(step) + 0.000001)) return up;
        return Reaches(moneyTarget, moneyStart, up, k) ? up : up + 1.0;
    }

    /// <summary>
    /// What a landing grow does: changes the server's money and, if that changed, its security (processSingleServerGrowth).
    /// </summary>
    /// <param name="server">The target.</param>
    /// <param name="threads">Above 0, fractions included.</param>
    /// <param name="cores">Cores of the host, 1 or more.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    /// <returns>Money after / money before, what ns.grow returns; NaN if both are 0, Infinity if only the former is not.</returns>
    public static double ApplyGrow(ref Server server, double threads, double cores, in Person person, BitNodeMultipliers node) =>
        ApplyGrow(ref server, threads, LogPerThread(server, cores, person, node));

    /// <summary>The same from the log of one thread at the server's present security.</summary>
    public static double ApplyGrow(ref Server server, double threads, double logPerThread) =>
        ApplyGrow(ref server, threads, logPerThread, out _);

    /// <summary>The same, with the threads that security rose for; 0 if the money did not change.</summary>
    public static double ApplyGrow(ref Server server, double threads, double logPerThread, out double counted)
    {
        counted = 0.0;
        double before = server.Money;
        double after = MoneyAfterGrow(before, server.MoneyMax, threads, logPerThread);
        server.Money = after;
        if (before != after)
        {
            // Security rises for the threads that this very change needed, counted at the security before the rise.
            double needed = ThreadsForGrowthExact(after, before, server.MoneyMax, logPerThread);
            counted = Math.Min(Math.Max(0.0, Math.Ceiling(needed)), threads);
            server.Security = SecurityFormulas.Raise(server.Security, server.SecurityMin, SecurityFormulas.GrowRisePerThread * counted);
        }

        return after / before;
    }

    private static bool Reaches(double moneyTarget, double moneyStart, double threads, double logPerThread) =>
        moneyTarget <= (moneyStart + threads) * FdMath.Exp(logPerThread * threads);
}
