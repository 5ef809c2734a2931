using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Experiments.Lag;

/// <summary>
/// How often the thread is busy with something else, and for how long, as seen by a timer that is set again and again.
/// <code>
///   timer:    set ------- d ------- due        fires
///   thread:   free ...........[ pause B ........]
///                             |-- s --|-- late --|        late = B - s, where s is anywhere from 0 to d
/// </code>
/// A pause of length B makes the timer late by l if it begins B - l before the timer is due and the timer has been set by then, so
/// the density of lateness is g(l) = r (F(l + d) - F(l)), with r pauses a millisecond and F their distribution. Summed over l,
/// l + d, l + 2d, ... this gives back r (1 - F(l)): how many pauses are longer than l.
/// </summary>
internal sealed record PauseEstimate
{
    /// <summary>A timer's lateness below this is not told from the clock's own coarseness: a timer has whole milliseconds.</summary>
    public const double ShortestMs = 1;

    /// <summary>Bins of the lateness per interval d; more would be emptier, fewer coarser.</summary>
    private const int BinsPerInterval = 20;

    /// <summary>Each bin of the result is this much longer than the one before, for pauses range from 1 ms to seconds.</summary>
    private const double BinGrowth = 1.25;

    /// <summary>What timers are late by when nothing is in the way; the lower tenth of all lateness.</summary>
    public required double BaselineMs { get; init; }

    /// <summary>The mean time from the end of one pause to the beginning of the next; infinite if there was none.</summary>
    public required double GapMs { get; init; }

    /// <summary>Edges of the pauses' histogram in ms; empty if there was none.</summary>
    public required ImmutableArray<double> EdgesMs { get; init; }

    public required ImmutableArray<double> Weights { get; init; }

    /// <summary>The mean pause in ms; 0 if there was none.</summary>
    public double MeanMs => Weights.Length == 0 ? 0 : Weights.Select((weight, i) => weight * (EdgesMs[i] + EdgesMs[i + 1]) / 2).Sum() / Weights.Sum();

    /// <summary>Works the pauses out from sleeps that all asked for the same time.</summary>
    public static PauseEstimate From(ImmutableArray<ProbeSleep> sleeps)
    {
        var asked = sleeps[0].AskedMs;
        double[] late = [.. sleeps.Select(sleep => sleep.TookMs - sleep.AskedMs).Order()];
        var baseline = late[late.Length / 10];
        var interval = asked + Math.Max(0, baseline);
        var width = interval / BinsPerInterval;
        if (LongerThan(late, baseline, interval) is not { } longer)
        {
            return new PauseEstimate { BaselineMs = baseline, GapMs = double.PositiveInfinity, EdgesMs = [], Weights = [] };
        }

        var (edges, weights) = Bins(longer);
        var estimate = new PauseEstimate { BaselineMs = baseline, GapMs = 0, EdgesMs = edges, Weights = weights };

        // The rate counts pauses per time that passes, the gap is free time only: a pause that has begun keeps others away.
        var busy = weights.Select((weight, i) => weight * Math.Min(interval, (edges[i] + edges[i + 1]) / 2)).Sum() / weights.Sum();
        return estimate with { GapMs = Math.Max(ShortestMs, (1 / longer[0].Rate) - busy) };
    }

    /// <summary>Ascending lengths in ms, each with the pauses per millisecond that are longer; null if there was no pause.</summary>
    private static List<(double LengthMs, double Rate)>? LongerThan(double[] late, double baseline, double interval)
    {
        double[] above = [.. late.Select(lateness => lateness - baseline).Where(excess => excess >= ShortestMs)];
        if (above.Length == 0) return null;

        // Each pause is seen once, so a bin holds few of them where pauses are much longer than a sleep. Blocks of a quarter of
        // the usual lateness hold enough, and are still short against what they measure.
        var binWidth = interval / BinsPerInterval;
        var block = Math.Max(1, (int)(above.Average() / 4 / binWidth));
        var blocks = (int)((above[^1] - ShortestMs) / (binWidth * block)) + 1;
        var counts = new double[(blocks * block) + BinsPerInterval];
        foreach (var excess in above) counts[(int)((excess - ShortestMs) / binWidth)]++;
        for (var bin = counts.Length - 1 - BinsPerInterval; bin >= 0; bin--) counts[bin] += counts[bin + BinsPerInterval];

        var width = binWidth * block;
        double[] rates = [.. Enumerable.Range(0, blocks).Select(i => counts.AsSpan(i * block, block).ToArray().Sum() / (width * late.Length))];
        MakeDescending(rates);

        // A block's rate is that of its middle; the line through the first two is drawn on to the shortest pause that counts.
        var first = rates[0] + (rates.Length > 1 ? (rates[0] - rates[1]) / 2 : 0);
        return
        [
            (ShortestMs, first),
            .. rates.Select((rate, i) => (ShortestMs + ((i + 0.5) * width), rate)),
            (ShortestMs + (blocks * width), 0),
        ];
    }

    /// <summary>
    /// Fewer pauses are longer than more: where chance says otherwise neighbouring values become their mean (pool adjacent
    /// violators), which is the nearest descending sequence.
    /// </summary>
    private static void MakeDescending(double[] values)
    {
        var blocks = new Stack<(double Sum, int Count)>();
        foreach (var value in values)
        {
            var block = (Sum: value, Count: 1);
            while (blocks.TryPeek(out var last) && last.Sum / last.Count <= block.Sum / block.Count)
            {
                blocks.Pop();
                block = (block.Sum + last.Sum, block.Count + last.Count);
            }

            blocks.Push(block);
        }

        var end = values.Length;
        foreach (var (sum, count) in blocks)
        {
            Array.Fill(values, sum / count, end - count, count);
            end -= count;
        }
    }

    /// <summary>The pauses between neighbouring lengths, in bins that grow with them.</summary>
    private static (ImmutableArray<double> Edges, ImmutableArray<double> Weights) Bins(List<(double LengthMs, double Rate)> longer)
    {
        var edges = ImmutableArray.CreateBuilder<double>();
        var weights = ImmutableArray.CreateBuilder<double>();
        var from = longer[0];
        edges.Add(from.LengthMs);
        for (var i = 1; i < longer.Count; i++)
        {
            var to = longer[i];
            if (to.LengthMs < from.LengthMs * BinGrowth && i < longer.Count - 1) continue;
            edges.Add(to.LengthMs);
            weights.Add(from.Rate - to.Rate);
            from = to;
        }

        return (edges.ToImmutable(), weights.ToImmutable());
    }
}
