namespace Sim.Game;

/// <summary>What the analyze functions of the script API return (Bitburner 2.6.1, NetscriptFunctions.ts).</summary>
public static class AnalyzeFormulas
{
    /// <summary>
    /// Threads, with fractions, that take an amount of money; -1 if that is impossible, 0 for nothing (hackAnalyzeThreads).
    /// </summary>
    /// <param name="server">The target.</param>
    /// <param name="amount">Wanted money in $; more than there is and less than 0 are impossible. The game throws for NaN.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    public static double HackThreads(in Server server, double amount, in Person person, BitNodeMultipliers node)
    {
        if (amount < 0.0 || amount > server.Money) return -1.0;
        if (amount == 0.0) return 0.0;

        double fraction = HackingFormulas.FractionPerThread(server, person, node);
        return fraction == 0.0 ? -1.0 : amount / (server.Money * fraction);
    }

    /// <summary>Rise of security by a hack, threads taken as they are (hackAnalyzeSecurity without a host name).</summary>
    public static double HackSecurity(double threads) => SecurityFormulas.HackRisePerThread * threads;

    /// <summary>
    /// Rise of security by a successful hack of a server, where threads beyond those that take everything do not count
    /// (hackAnalyzeSecurity with a host name).
    /// </summary>
    public static double HackSecurity(in Server server, double threads, in Person person, BitNodeMultipliers node) =>
        HackSecurity(threads, HackingFormulas.FractionPerThread(server, person, node));

    /// <summary>The same from the fraction per thread at hand, as a landing hack raises security.</summary>
    public static double HackSecurity(double threads, double fractionPerThread)
    {
        if (fractionPerThread > 0.0) threads = Math.Min(threads, Math.Ceiling(1.0 / fractionPerThread));
        return SecurityFormulas.HackRisePerThread * threads;
    }

    /// <summary>Rise of security by a grow, threads taken as they are (growthAnalyzeSecurity without a host name).</summary>
    public static double GrowSecurity(double threads) => SecurityFormulas.GrowRisePerThread * threads;

    /// <summary>
    /// Rise of security by a grow of a server, where threads beyond those that reach its maximum do not count
    /// (growthAnalyzeSecurity with a host name).
    /// </summary>
    public static double GrowSecurity(in Server server, double threads, double cores, in Person person, BitNodeMultipliers node)
    {
        double needed = GrowthFormulas.ThreadsForGrowthExact(server, server.MoneyMax, server.Money, cores, person, node);
        return SecurityFormulas.GrowRisePerThread * Math.Min(threads, Math.Ceiling(needed));
    }
}
