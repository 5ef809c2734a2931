namespace Sim.Benchmarks;

/// <summary>
/// Times alternatives in turns, so that a slow spell of the machine falls on all of them, by the processor time of this process
/// rather than the clock on the wall, which counts the other users of a shared core as well.
/// </summary>
internal static class CpuTimer
{
    public const int Rounds = 7;

    /// <param name="runs">What to time, with the number of operations that one call does and the number of calls in a round.</param>
    /// <returns>Median nanoseconds per operation of each.</returns>
    public static double[] Medians(params (Action Run, int Operations, int Calls)[] runs)
    {
        WarmUp(runs);
        var times = new double[runs.Length, Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < runs.Length; i++)
            {
                // What the others have driven out of the cache comes back in a round that does not count.
                for (var call = 0; call < runs[i].Calls; call++) runs[i].Run();
                var start = Environment.CpuUsage.TotalTime;
                for (var call = 0; call < runs[i].Calls; call++) runs[i].Run();
                var spent = Environment.CpuUsage.TotalTime - start;
                times[i, round] = spent.TotalNanoseconds / ((double)runs[i].Operations * runs[i].Calls);
            }
        }

        var medians = new double[runs.Length];
        for (var i = 0; i < runs.Length; i++)
        {
            var sorted = new double[Rounds];
            for (var round = 0; round < Rounds; round++) sorted[round] = times[i, round];
            Array.Sort(sorted);
            medians[i] = sorted[Rounds / 2];
        }

        return medians;
    }

    /// <summary>
    /// A method is compiled anew after 30 calls, then once more after 30 calls that tell the compiler what it does; both happen in
    /// the background, once nothing new has been called for a tenth of a second.
    /// </summary>
    private static void WarmUp((Action Run, int Operations, int Calls)[] runs)
    {
        for (var stage = 0; stage < 5; stage++)
        {
            foreach (var (run, _, _) in runs)
            {
                for (var call = 0; call < 32; call++) run();
            }

            Thread.Sleep(150);
        }
    }
}
