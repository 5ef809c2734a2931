using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The best plan of all for small problems: every batch at every period at which a place is saved, on every combination of targets,
/// packed by trying all ways. What cannot beat the best found so far is cut off.
/// </summary>
internal sealed class ExactFarm
{
    /// <summary>More hosts than this are not small.</summary>
    private const int HostsMax = 4;

    /// <summary>More combinations of streams than this are not small.</summary>
    private const double CombinationsMax = 2e5;

    /// <summary>More jobs at a time than this are not small.</summary>
    private const int SlotsMax = 64;

    private readonly PlanningProblem _problem;
    private readonly List<Option[]> _options;
    private readonly double[] _restMost;
    private readonly long[] _free;
    private readonly Option?[] _chosen;
    private readonly long[] _left;
    private long _leftTotal;
    private StreamPlan[] _best = [];
    private double _bestRate;

    /// <summary>One stream of the search.</summary>
    private sealed record Option(BatchSpace Space, BatchChoice Batch, SimDuration Period, double Rate, long RamLeast);

    private ExactFarm(PlanningProblem problem, List<Option[]> options)
    {
        _problem = problem;
        _options = options;
        _free = problem.Hosts.FreeByHost();
        _left = [.. _free];
        _leftTotal = _free.Sum();
        _chosen = new Option?[options.Count];
        _restMost = new double[options.Count + 1];
        for (var i = options.Count - 1; i >= 0; i--) _restMost[i] = _restMost[i + 1] + (options[i].Length > 0 ? options[i][0].Rate : 0);
    }

    /// <summary>The best plan, or null if the problem is not small.</summary>
    public static FarmPlan? TryPlan(PlanningProblem problem, IReadOnlyList<BatchSpace> spaces)
    {
        if (problem.Hosts.Hosts.Length > HostsMax) return null;
        var options = new List<Option[]>();
        var combinations = 1.0;
        foreach (var space in spaces)
        {
            if (TryEnumerate(problem, space, CombinationsMax / combinations) is not { } found) return null;
            combinations *= found.Length + 1;
            options.Add(found);
        }

        var search = new ExactFarm(problem, options);
        search.Choose(0, 0, 0);
        return new FarmPlan(search._best);
    }

    private static Option[]? TryEnumerate(PlanningProblem problem, BatchSpace space, double most)
    {
        var found = new List<Option>();
        var ram = problem.Hosts.FreeTotal;
        foreach (var batch in space.Choices)
        {
            foreach (var period in Periods(problem, batch))
            {
                var (need, slots) = Needs(batch, period);
                if (need > ram) continue;
                if (slots > SlotsMax || found.Count >= most) return null;
                found.Add(new Option(space, batch, period, batch.RateAt(period), need));
            }
        }

        return [.. found.OrderByDescending(option => option.Rate)];
    }

    /// <summary>The least period, and those at which one of the jobs needs a place less.</summary>
    private static IEnumerable<SimDuration> Periods(PlanningProblem problem, BatchChoice batch)
    {
        var seen = new SortedSet<long> { batch.PeriodLeast.Micros };
        foreach (var hold in batch.Holds)
        {
            for (var slots = 1; slots <= SlotsMax + 1; slots++)
            {
                var period = BatchChoice.RoundUp(new SimDuration((hold.Micros + slots - 1) / slots), problem.PeriodStep);
                if (period < batch.PeriodLeast) break;
                seen.Add(period.Micros);
            }
        }

        return seen.Select(micros => new SimDuration(micros));
    }

    private static (long Ram, int Slots) Needs(BatchChoice batch, SimDuration period)
    {
        var (ram, slots) = (0L, 0);
        for (var i = 0; i < batch.Holds.Length; i++)
        {
            ram += batch.RamLeastOf(i) * batch.SlotsAt(i, period);
            slots += batch.SlotsAt(i, period);
        }

        return (ram, slots);
    }

    private void Choose(int target, double rate, int used)
    {
        if (rate + _restMost[target] <= _bestRate) return;
        if (target == _options.Count)
        {
            if (TryPack() is not { } streams) return;
            (_best, _bestRate) = (streams, rate);
            return;
        }

        if (used < _problem.TargetsMax)
        {
            foreach (var option in _options[target])
            {
                if (rate + option.Rate + _restMost[target + 1] <= _bestRate) break;
                if (option.RamLeast > _leftTotal) continue;
                _chosen[target] = option;
                _leftTotal -= option.RamLeast;
                Choose(target + 1, rate + option.Rate, used + 1);
                _leftTotal += option.RamLeast;
            }
        }

        _chosen[target] = null;
        Choose(target + 1, rate, used);
    }

    private StreamPlan[]? TryPack()
    {
        var items = new List<Item>();
        foreach (var option in _chosen)
        {
            if (option is null) continue;
            for (var position = 0; position < option.Batch.Holds.Length; position++)
            {
                items.Add(new Item(option, position, option.Batch.RamOf(position), option.Batch.SlotsAt(position, option.Period), new int[_free.Length]));
            }
        }

        items.Sort((a, b) => b.Ram.CompareTo(a.Ram));
        _free.CopyTo(_left, 0);
        if (!Pack(items, 0, 0, items.Count > 0 ? items[0].Slots : 0)) return null;
        return [.. _chosen.Where(option => option is not null).Select(option => new StreamPlan(
            option!.Space.Target.Id, option.Batch, option.Period,
            [.. Enumerable.Range(0, option.Batch.Holds.Length).Select(position => Runs(items.First(item => item.Option == option && item.Position == position)))]))];
    }

    private sealed record Item(Option Option, int Position, long Ram, int Slots, int[] At);

    private static SlotRun[] Runs(Item item) =>
        [.. Enumerable.Range(0, item.At.Length).Where(host => item.At[host] > 0).Select(host => new SlotRun(host, 1, item.At[host]))];

    /// <summary>Spreads what is left of an item's places over the hosts from one on, and then the items after it.</summary>
    private bool Pack(List<Item> items, int index, int host, int slots)
    {
        if (index == items.Count) return true;
        var item = items[index];
        if (slots == 0) return Pack(items, index + 1, 0, index + 1 < items.Count ? items[index + 1].Slots : 0);
        if (host == _free.Length) return false;
        var job = item.Option.Batch.Plan.Jobs[item.Position];
        var need = (long)GameRun.WorkerRam(job.Kind) * (_problem.Hosts.IsBetterAtHome(job.Kind, host) ? job.ThreadsOnHome : job.Threads);
        for (var here = (int)Math.Min(slots, _left[host] / need); here >= 0; here--)
        {
            item.At[host] = here;
            _left[host] -= here * need;
            if (Pack(items, index, host + 1, slots - here)) return true;
            _left[host] += here * need;
        }

        item.At[host] = 0;
        return false;
    }
}
