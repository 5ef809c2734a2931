using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>
/// Plans which targets are hacked, with which batches, how often and on which hosts, for the most money a second.
/// <code>
///   1  put a price on RAM; each target takes what pays on its curve (TargetCurve)   -> RAM for each target
///   2  the best stream that fits into that RAM, packed on the hosts (StreamPlanner); what one target leaves over
///      goes to the next, what is left at the end to those that gain most
///   3  the same with fewer targets, where whole threads make little streams poor; the best plan wins
/// </code>
/// Problems with few streams to choose from are searched whole instead (<see cref="ExactFarm"/>).
/// </summary>
internal static class FarmPlanner
{
    /// <summary>Up to so many targets all numbers of targets are tried, and each target with all batches.</summary>
    private const int Few = 12;

    private const int PriceSteps = 60;

    /// <summary>What whole threads, lag and luck may make of a target's yield, well below what is seen.</summary>
    private const double Hopeless = 0.5;

    /// <summary>The best plan found; without a stream if nothing fits or can be taken.</summary>
    public static FarmPlan Plan(PlanningProblem problem, IReadOnlyList<PlanningTarget> targets)
    {
        var spaces = Promising(problem, targets);
        if (spaces.Count == 0) return new FarmPlan([]);
        if (spaces.Count <= 3 && ExactFarm.TryPlan(problem, spaces) is { } exact) return exact;
        var planner = new StreamPlanner(problem);
        var best = new FarmPlan([]);
        var ranked = Rank(problem, spaces);
        foreach (var count in Counts(problem, ranked.Count))
        {
            var plan = Share(problem, planner, ranked.GetRange(0, count), isCoarse: ranked.Count > Few);
            if (plan.MoneyPerSecond > best.MoneyPerSecond) best = plan;
        }

        return best;
    }

    /// <summary>
    /// Targets from which something can be taken, without those whose cheapest dollar costs far more RAM than the dearest that pays at
    /// all; by the real-valued bounds, which take next to no time.
    /// </summary>
    private static List<BatchSpace> Promising(PlanningProblem problem, IReadOnlyList<PlanningTarget> targets)
    {
        var bounds = targets.Select(target => TargetBound.Of(target.Server, problem.Person, problem.Multipliers, 1)).ToArray();
        var known = bounds.OfType<TargetBound>().ToArray();
        var least = known.Length > Few ? Hopeless * IncomeBound.PriceOf(known, problem.Hosts.FreeTotal / 100.0, problem.Limit) : 0;
        var spaces = new List<BatchSpace>();
        for (var i = 0; i < bounds.Length; i++)
        {
            if (bounds[i] is { } bound && (bound.YieldMax >= least || targets[i].Shape is not null)) spaces.Add(new BatchSpace(problem, targets[i]));
        }

        return spaces;
    }

    private sealed record Candidate(BatchSpace Space, TargetCurve Curve);

    /// <summary>By what each target could earn with all the RAM.</summary>
    private static List<Candidate> Rank(PlanningProblem problem, List<BatchSpace> spaces)
    {
        var ram = problem.Hosts.FreeTotal;
        return [.. spaces.Select(space => new Candidate(space, new TargetCurve(space.Sample()))).OrderByDescending(candidate => candidate.Curve.RateAt(ram))];
    }

    private static IEnumerable<int> Counts(PlanningProblem problem, int candidates)
    {
        var most = Math.Min(problem.TargetsMax, candidates);
        if (most > Few) yield return most;
        for (var count = Math.Min(most, candidates > Few * 2 ? 2 : Few); count >= 1; count--) yield return count;
    }

    private static FarmPlan Share(PlanningProblem problem, StreamPlanner planner, List<Candidate> candidates, bool isCoarse)
    {
        var hosts = problem.Hosts.Copy();
        var price = PriceOf(hosts.FreeTotal, candidates);
        var streams = new List<StreamPlan>();
        var spare = 0.0;
        var shares = candidates
            .Select(candidate => (candidate.Space, Best: candidate.Curve.At(price), Next: candidate.Curve.After(price), Slope: candidate.Curve.SlopeMost))
            .OrderByDescending(share => share.Slope)
            .ToArray();

        // The one at whose slope the price ended takes what is left over at the end.
        foreach (var (space, share, next, _) in shares)
        {
            if (share.Ram == 0) continue;
            var before = hosts.FreeTotal;
            var searched = isCoarse ? space.Around(share.Share) : space;
            if (planner.FindBest(searched, hosts, (long)Math.Min(before, share.Ram + spare)) is { } stream) streams.Add(stream);
            spare += share.Ram - (before - hosts.FreeTotal);
        }

        foreach (var (space, share, next, _) in shares.Where(share => share.Next.Ram > 0).OrderByDescending(share => SlopeBetween(share.Best, share.Next)))
        {
            if (hosts.FreeTotal < problem.Hosts.FreeTotal / 1000) break;
            if (streams.FindIndex(stream => stream.Target == space.Target.Id) is var own && own >= 0)
            {
                Enlarge(problem, planner, streams, own, space, ref hosts);
            }
            else if (planner.FindBest(isCoarse ? space.Around(next.Share) : space, hosts, hosts.FreeTotal) is { } stream)
            {
                streams.Add(stream);
            }
        }

        return new FarmPlan(streams);
    }

    private static double SlopeBetween(TargetCurve.Vertex from, TargetCurve.Vertex to) => (to.Rate - from.Rate) / (to.Ram - from.Ram);

    /// <summary>Looks for a better stream in the room of one and all that is left over.</summary>
    private static void Enlarge(PlanningProblem problem, StreamPlanner planner, List<StreamPlan> streams, int index, BatchSpace space, ref HostPool hosts)
    {
        var trial = problem.Hosts.Copy();
        var packed = new List<StreamPlan>();
        for (var i = 0; i < streams.Count; i++)
        {
            if (i == index) continue;
            if (StreamPlanner.Place(streams[i].Target, streams[i].Batch, streams[i].Period, trial) is not { } again) return;
            packed.Add(again);
        }

        if (planner.FindBest(space, trial, trial.FreeTotal) is not { } better || better.MoneyPerSecond <= streams[index].MoneyPerSecond) return;
        packed.Insert(index, better);
        streams.Clear();
        streams.AddRange(packed);
        hosts = trial;
    }

    /// <summary>The price of RAM, in $ a second for a hundredth of a GB, at which what all targets take just fits.</summary>
    private static double PriceOf(long ram, List<Candidate> candidates)
    {
        var (low, high) = (0.0, candidates.Max(candidate => candidate.Curve.SlopeMost));
        for (var i = 0; i < PriceSteps; i++)
        {
            var price = (low + high) / 2;
            if (candidates.Sum(candidate => candidate.Curve.At(price).Ram) > ram) low = price;
            else high = price;
        }

        return high;
    }
}
