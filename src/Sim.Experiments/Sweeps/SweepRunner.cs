using System.Diagnostics;

namespace Sim.Experiments;

/// <summary>Runs the cells of a sweep, or of one of its shards, on several threads. Results do not depend on how many.</summary>
public sealed class SweepRunner(Sweep sweep, IRunSink store, Shard shard)
{
    private readonly CellRunner _cells = new(sweep);
    private long _next;
    private long _done;
    private long _landings;

    /// <param name="sweep">What to run.</param>
    /// <param name="store">Takes the results, and knows which are there.</param>
    public SweepRunner(Sweep sweep, IRunSink store)
        : this(sweep, store, Shard.Whole)
    {
    }

    /// <summary>Runs that are done, those of earlier sweeps into the same folder included.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Landings simulated since the start.</summary>
    public long Landings => Interlocked.Read(ref _landings);

    /// <summary>Runs everything that is not done.</summary>
    /// <param name="threads">1 or more.</param>
    /// <param name="cancel">Stops after the runs that are under way.</param>
    /// <exception cref="IOException">Results could not be written; those written before are kept.</exception>
    public void Run(int threads, CancellationToken cancel)
    {
        _done = store.Done;
        var failure = (Exception?)null;
        var workers = new Thread[Math.Max(1, threads)];
        for (var i = 0; i < workers.Length; i++)
        {
            workers[i] = new Thread(() =>
            {
                try
                {
                    while (failure is null && !cancel.IsCancellationRequested && TryRunNext())
                    {
                    }
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    Interlocked.CompareExchange(ref failure, error, null);
                }
            });
            workers[i].Start();
        }

        foreach (var worker in workers) worker.Join();
        if (failure is not null) throw new IOException(failure.Message, failure);
    }

    private bool TryRunNext()
    {
        while (true)
        {
            var run = ((Interlocked.Increment(ref _next) - 1) * shard.Count) + shard.Number - 1;
            if (run >= sweep.Runs) return false;
            var (cell, replica) = ((int)(run / sweep.Replicas), (int)(run % sweep.Replicas));
            if (store.IsDone(cell, replica)) continue;
            var clock = Stopwatch.StartNew();
            var line = _cells.Run(sweep.Cells[cell], replica);
            store.Add(line, clock.Elapsed);
            Interlocked.Add(ref _landings, line.Facts?.Landings ?? 0);
            Interlocked.Increment(ref _done);
            return true;
        }
    }
}
