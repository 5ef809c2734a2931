using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Places for the jobs of a steady stream: each position of the batch has as many slots, each on a host with the RAM for it, as
/// batches overlap there. Batch n uses slot n modulo their number, so hosts never fragment and a job whose turn it is always finds
/// its RAM free.
/// <code>
///   weaken  slots  0 1 2 3 4 5 6 7      batch 9 takes weaken slot 1, grow slot 3 and hack slot 1
///   grow    slots  0 1 2 3 4 5
///   hack    slots  0 1
/// </code>
/// </summary>
internal sealed class SlotTable
{
    private readonly ServerId[][] _hosts;
    private readonly int[][] _counts;
    private readonly int[] _slots;

    private SlotTable(SimDuration period, ServerId[][] hosts, int[][] counts)
    {
        Period = period;
        _hosts = hosts;
        _counts = counts;
        _slots = [.. counts.Select(position => position.Sum())];
    }

    /// <summary>From batch to batch.</summary>
    public SimDuration Period { get; }

    /// <summary>A table that was worked out elsewhere.</summary>
    /// <param name="period">From batch to batch.</param>
    /// <param name="hosts">For each position, its hosts.</param>
    /// <param name="counts">For each position, the slots on each of its hosts.</param>
    public static SlotTable Of(SimDuration period, ServerId[][] hosts, int[][] counts) => new(period, hosts, counts);

    /// <summary>Finds the shortest period at which every job has a slot.</summary>
    /// <param name="placer">The hosts.</param>
    /// <param name="batch">The jobs.</param>
    /// <param name="holds">How long each job holds its RAM.</param>
    /// <param name="shortest">The period that the landings need by themselves.</param>
    /// <returns>Null if RAM does not hold one batch.</returns>
    public static SlotTable? Find(Placer placer, BatchPlan batch, ReadOnlySpan<SimDuration> holds, SimDuration shortest)
    {
        var longest = shortest;
        foreach (var hold in holds) longest = SimDuration.Max(longest, hold);
        if (TryPack(placer, batch, holds, shortest) is { } dense) return dense;
        var best = TryPack(placer, batch, holds, longest);
        var (low, high) = (shortest.Micros / 1000, (longest.Micros + 999) / 1000);
        while (best is not null && high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (TryPack(placer, batch, holds, SimDuration.FromMilliseconds(middle)) is { } packed)
            {
                best = packed;
                high = middle;
            }
            else
            {
                low = middle;
            }
        }

        return best;
    }

    /// <summary>The host of a batch's job.</summary>
    public ServerId HostOf(int batch, int position)
    {
        var slot = batch % _slots[position];
        var counts = _counts[position];
        var i = 0;
        while (slot >= counts[i]) slot -= counts[i++];
        return _hosts[position][i];
    }

    private static SlotTable? TryPack(Placer placer, BatchPlan batch, ReadOnlySpan<SimDuration> holds, SimDuration period)
    {
        var free = placer.Capacity.ToArray();
        var budget = placer.RamBudget;
        var hosts = new ServerId[batch.Jobs.Length][];
        var counts = new int[batch.Jobs.Length][];
        foreach (var position in Enumerable.Range(0, batch.Jobs.Length)
                     .OrderByDescending(position => RamOf(batch.Jobs[position], isHome: false)).ThenBy(position => position))
        {
            var slots = (int)Math.Min(int.MaxValue, (holds[position].Micros + period.Micros - 1) / period.Micros);
            if (!TryPackPosition(placer, batch.Jobs[position], Math.Max(1, slots), free, ref budget, out hosts[position], out counts[position])) return null;
        }

        return new SlotTable(period, hosts, counts);
    }

    /// <summary>Fills the largest hosts first with one position's slots; home before them where its cores help.</summary>
    private static bool TryPackPosition(
        Placer placer, PlannedJob job, int slots, long[] free, ref long budget, out ServerId[] hosts, out int[] counts)
    {
        var at = new List<ServerId>();
        var number = new List<int>();
        var left = slots;
        for (var i = placer.Hosts.Count - 1; i >= 0 && left > 0; i--)
        {
            var isHome = placer.IsBetterAtHome(job.Kind, placer.Hosts[i]);
            var need = RamOf(job, isHome);
            var here = (int)Math.Min(left, Math.Min(free[i], budget) / need);
            if (here == 0) continue;
            at.Add(placer.Hosts[i]);
            number.Add(here);
            free[i] -= here * need;
            budget -= here * need;
            left -= here;
        }

        (hosts, counts) = ([.. at], [.. number]);
        return left == 0;
    }

    private static long RamOf(PlannedJob job, bool isHome) =>
        (long)GameRun.WorkerRam(job.Kind) * (isHome ? job.ThreadsOnHome : job.Threads);
}
