using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// Finds the collision wall: the smallest spacer at which fewer batches than a threshold go wrong. By bisection over whole
/// milliseconds, as a smaller spacer never makes a schedule safer.
/// <code>
///   desync rate
///   1 |****
///     |    **
///     |      *            interval of the wall: where the rate is neither surely above nor surely below
///     |-------*--------- threshold
///   0 |        ***********
///      1 ms    ^ wall     spacer
/// </code>
/// </summary>
public sealed class WallFinder(Sweep sweep, int seeds, double threshold, int spacerMsMax, int threads, CancellationToken cancel)
{
    private readonly CellRunner _runner = new(sweep);

    /// <summary>Runs simulated so far.</summary>
    public long Runs { get; private set; }

    /// <summary>Searches under one lag model.</summary>
    /// <exception cref="InputException">Not one batch ended at the largest spacer: there is nothing to find a wall in.</exception>
    /// <param name="lag">What is put into the scenario's lag.</param>
    /// <param name="name">What results call it.</param>
    public Wall Find(JsonNode lag, string name)
    {
        var known = new SortedDictionary<int, RateEstimate>();
        RateEstimate RateAt(int spacerMs) => known.TryGetValue(spacerMs, out var rate) ? rate : known[spacerMs] = Measure(lag, spacerMs);
        if (RateAt(spacerMsMax).Of == 0)
        {
            throw new InputException(new InputProblem("", "--duration", "no batch ended", "a longer run, or prepped targets (--prepped), are needed"));
        }

        var wall = Smallest(spacer => RateAt(spacer).Rate <= threshold);
        var low = Smallest(spacer => RateAt(spacer).Low <= threshold);
        var high = wall is { } from ? SureFrom(from, RateAt) : null;
        var at = wall is { } found ? RateAt(found) : RateAt(spacerMsMax);
        return new Wall(name, wall, low ?? spacerMsMax, high, at, known);
    }

    /// <summary>The smallest spacer for which a condition holds that holds for all larger ones; null if it does not at the largest.</summary>
    private int? Smallest(Func<int, bool> holds)
    {
        if (!holds(spacerMsMax)) return null;
        var (low, high) = (0, spacerMsMax);
        while (high - low > 1 && !cancel.IsCancellationRequested)
        {
            var middle = low + ((high - low) / 2);
            if (holds(middle))
            {
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return high;
    }

    /// <summary>
    /// Looks a little above the wall for a spacer that is surely safe. Not by bisection: the larger the spacer, the fewer the batches
    /// and the less is sure.
    /// </summary>
    private int? SureFrom(int wall, Func<int, RateEstimate> rateAt)
    {
        foreach (var spacer in (int[])[wall, wall + 1, wall + 2, wall + 4, wall + 8, wall * 2, wall * 4])
        {
            if (spacer <= spacerMsMax && !cancel.IsCancellationRequested && rateAt(spacer).High <= threshold) return spacer;
        }

        return null;
    }

    private RateEstimate Measure(JsonNode lag, int spacerMs)
    {
        var scenario = CellMaker.With(sweep.Scenario, ["lag"], lag);
        scenario = CellMaker.With(scenario, ["scheduler", "spacer"], JsonValue.Create($"{spacerMs}ms"));
        var cell = new SweepCell(0, [], scenario);
        var rates = new ConcurrentBag<RateEstimate>();
        string? error = null;
        Parallel.For(0, seeds, new ParallelOptions { MaxDegreeOfParallelism = threads }, replica =>
        {
            if (cancel.IsCancellationRequested) return;
            var line = _runner.Run(cell, replica);
            if (line.Facts is { } facts) rates.Add(OfRun(facts));
            else error = line.Error;
        });
        if (error is not null) throw new InputException(new InputProblem("", "", $"a spacer of {spacerMs}ms cannot be run", error));
        Runs += seeds;
        return rates.Aggregate(default(RateEstimate), (sum, rate) => sum + rate);
    }

    /// <summary>Batches that went wrong, of those that ended; a saturated run counts as one in which all did.</summary>
    internal static RateEstimate OfRun(RunFacts facts)
    {
        var ended = facts.BatchesPrepped + facts.BatchesNotPrepped;
        var bad = facts.SaturatedAtS is null ? Math.Min(facts.Desyncs, ended) : ended;
        return new RateEstimate(bad, ended);
    }
}

/// <summary>The collision wall under one lag model.</summary>
/// <param name="Lag">The model's name.</param>
/// <param name="SpacerMs">The smallest spacer below the threshold; null if even the largest tried is above.</param>
/// <param name="SpacerMsLow">Smaller ones are surely above the threshold (95 %).</param>
/// <param name="SpacerMsHigh">From here on the rate is surely below (95 %); null where the runs are too few to be sure.</param>
/// <param name="Rate">The rate at the wall, or at the largest spacer if there is none.</param>
/// <param name="Measured">Every spacer that was tried, in ms.</param>
public sealed record Wall(
    string Lag, int? SpacerMs, int SpacerMsLow, int? SpacerMsHigh, RateEstimate Rate, IReadOnlyDictionary<int, RateEstimate> Measured);
