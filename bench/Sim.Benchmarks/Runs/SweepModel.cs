using Sim.Experiments;

namespace Sim.Benchmarks;

/// <summary>Runs of a thousand landings, done in the ways in which a sweep could do them. All give the same fingerprint.</summary>
internal sealed class SweepModel(int runs)
{
    private readonly Sweep _sweep = MidSave.ThousandLandings(runs);
    private readonly CellRunner _cells = new(MidSave.ThousandLandings(runs));

    /// <summary>One after the other, with what a sweep keeps between runs: the cell as it was read, and the memory of runs.</summary>
    public ulong Pooled()
    {
        var hash = 0UL;
        for (var replica = 0; replica < runs; replica++) unchecked { hash += HashOf(_cells.Run(_sweep.Cells[0], replica)); }
        return hash;
    }

    /// <summary>One after the other, each read from its text and in memory of its own.</summary>
    public ulong Fresh()
    {
        var hash = 0UL;
        for (var replica = 0; replica < runs; replica++)
        {
            var spec = MidSave.Read(MidSave.Thousand) with { Seed = CellRunner.SeedOf(_sweep.Seed, replica) };
            unchecked { hash += Convert.ToUInt64(new Simulation(spec).Run().TraceHash, 16); }
        }

        return hash;
    }

    /// <summary>As <c>sim sweep --parallel</c> does them.</summary>
    public ulong OnThreads(int threads)
    {
        var memory = new RunMemory();
        new SweepRunner(_sweep, memory).Run(threads, CancellationToken.None);
        return memory.Lines().Aggregate(0UL, (hash, line) => unchecked(hash + HashOf(line)));
    }

    private static ulong HashOf(RunLine line) => Convert.ToUInt64(line.Facts!.TraceHash, 16);
}
