using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Finds the stream that earns most on one target: for each batch, the best first, the shortest period at which every job has a place.
/// A batch whose income without any loss is below the best found is not looked at, nor one that finds no room at the period that it
/// would have to beat.
/// </summary>
internal sealed class StreamPlanner(PlanningProblem problem)
{
    private readonly HostPool _trial = problem.Hosts.Copy();

    /// <summary>The best stream on a target.</summary>
    /// <param name="space">The batches.</param>
    /// <param name="hosts">What is free; not changed.</param>
    /// <param name="ramMax">RAM at most, in hundredths of a GB.</param>
    /// <returns>Null if none finds room.</returns>
    public StreamPlan? FindBest(BatchSpace space, HostPool hosts, long ramMax)
    {
        var ram = Math.Min(ramMax, hosts.FreeTotal);
        if (ram <= 0) return null;
        var order = space.Choices.Select((choice, index) => (Rate: choice.RateMost(ram), Index: index)).ToArray();
        Array.Sort(order, (a, b) => a.Rate != b.Rate ? b.Rate.CompareTo(a.Rate) : a.Index.CompareTo(b.Index));
        BatchChoice? best = null;
        var (bestRate, bestPeriod) = (0.0, SimDuration.Zero);
        foreach (var (rate, index) in order)
        {
            if (rate <= bestRate) break;
            var choice = space.Choices[index];
            if (FindPeriod(choice, hosts, ram, bestRate) is not { } period) continue;
            (best, bestRate, bestPeriod) = (choice, choice.RateAt(period), period);
        }

        return best is null ? null : Place(space.Target.Id, best, bestPeriod, hosts);
    }

    /// <summary>The shortest period at which a batch finds room and earns more than a rate; null if there is none.</summary>
    private SimDuration? FindPeriod(BatchChoice choice, HostPool hosts, long ramMax, double rateToBeat)
    {
        var step = problem.PeriodStep.Micros;
        var longest = choice.PeriodLeast.Micros;
        foreach (var hold in choice.Holds) longest = Math.Max(longest, hold.Micros);
        if (rateToBeat > 0) longest = Math.Min(longest, (long)(choice.Money * 1e6 / rateToBeat));
        var least = Math.Max(choice.PeriodLeast.Micros, (long)Math.Min(longest, choice.RamTimeLeast / ramMax));
        var (low, high) = (((least + step - 1) / step) - 1, (longest + step - 1) / step);
        if (rateToBeat > 0)
        {
            while (high > low && choice.RateAt(new SimDuration(high * step)) <= rateToBeat) high--;
        }

        if (high <= low || !IsPacked(choice, new SimDuration(high * step), hosts, ramMax)) return null;
        while (high - low > 1)
        {
            var middle = low + ((high - low) / 2);
            if (IsPacked(choice, new SimDuration(middle * step), hosts, ramMax)) high = middle;
            else low = middle;
        }

        return new SimDuration(high * step);
    }

    private bool IsPacked(BatchChoice choice, SimDuration period, HostPool hosts, long ramMax)
    {
        var ram = 0.0;
        for (var i = 0; i < choice.Holds.Length; i++) ram += (double)choice.SlotsAt(i, period) * choice.RamLeastOf(i);
        if (ram > ramMax) return false;
        _trial.CopyFrom(hosts);
        return TryTake(choice, period, _trial, null) && hosts.FreeTotal - _trial.FreeTotal <= ramMax;
    }

    /// <summary>Takes the room of a stream out of a pool.</summary>
    private static bool TryTake(BatchChoice choice, SimDuration period, HostPool hosts, SlotRun[][]? slots)
    {
        Span<int> order = stackalloc int[choice.Holds.Length];
        LargestFirst(choice, order);
        foreach (var position in order)
        {
            var taken = slots is null ? null : new List<SlotRun>();
            if (!hosts.TryTake(choice.Plan.Jobs[position], choice.SlotsAt(position, period), taken)) return false;
            if (slots is not null) slots[position] = [.. taken!];
        }

        return true;
    }

    /// <summary>Takes the room of a stream out of the hosts.</summary>
    public static StreamPlan? Place(ServerId target, BatchChoice choice, SimDuration period, HostPool hosts)
    {
        var slots = new SlotRun[choice.Holds.Length][];
        return TryTake(choice, period, hosts, slots) ? new StreamPlan(target, choice, period, slots) : null;
    }

    private static void LargestFirst(BatchChoice choice, Span<int> order)
    {
        for (var i = 0; i < order.Length; i++)
        {
            var at = i;
            for (; at > 0 && choice.RamOf(order[at - 1]) < choice.RamOf(i); at--) order[at] = order[at - 1];
            order[at] = i;
        }
    }
}
