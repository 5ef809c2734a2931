using System.Collections.Immutable;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Which runner works on which target, with how many threads: seed 001's assignment, without state.</summary>
/// <param name="Runners">Hosts that hold a thread, the largest first.</param>
/// <param name="Targets">What could be hacked, the best first.</param>
/// <param name="Assignments">One for each target that is covered, the best target first.</param>
internal sealed record CoveragePlan(ImmutableArray<Runner> Runners, ImmutableArray<ScoredTarget> Targets, ImmutableArray<Assignment> Assignments)
{
    /// <summary>Threads over all runners.</summary>
    public long Threads => Runners.Sum(runner => (long)runner.Threads);

    /// <summary>Targets that no thread was left for.</summary>
    public int Uncovered => Targets.Length - Assignments.Length;

    /// <summary>
    /// Coverage first: one thread for every target, the best first, on the runner with the most threads left. Then boost: what is left of
    /// a runner goes to the best target that is bound to it.
    /// </summary>
    public static CoveragePlan Make(IEnumerable<Runner> runners, IEnumerable<ScoredTarget> targets)
    {
        ImmutableArray<Runner> hosts = [.. runners.Where(runner => runner.Threads > 0).OrderByDescending(runner => runner.Threads).ThenBy(runner => runner.Host.Index)];
        ImmutableArray<ScoredTarget> ranked = [.. targets.OrderByDescending(target => target.Score).ThenBy(target => target.Target.Index)];
        var left = hosts.Select(runner => runner.Threads).ToArray();
        var assigned = new List<(ScoredTarget Target, int Runner, int Threads)>();
        foreach (var target in ranked)
        {
            var most = MostLeft(left);
            if (most < 0) break;
            left[most]--;
            assigned.Add((target, most, 1));
        }

        for (var i = 0; i < assigned.Count; i++)
        {
            var (target, runner, threads) = assigned[i];
            assigned[i] = (target, runner, threads + left[runner]);
            left[runner] = 0;
        }

        return new CoveragePlan(
            hosts, ranked, [.. assigned.Select(one => new Assignment(one.Target.Target, hosts[one.Runner].Host, one.Threads, one.Target.Score))]);
    }

    private static int MostLeft(int[] left)
    {
        var best = -1;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] > 0 && (best < 0 || left[i] > left[best])) best = i;
        }

        return best;
    }
}

/// <summary>A host of the orchestrator.</summary>
/// <param name="Host">Not home.</param>
/// <param name="Threads">Threads of the script that it holds when it is empty.</param>
internal readonly record struct Runner(ServerId Host, int Threads);

/// <summary>A target with its score.</summary>
internal readonly record struct ScoredTarget(ServerId Target, double Score);

/// <summary>A target bound to a runner.</summary>
/// <param name="Target">Worked on by no other runner.</param>
/// <param name="Runner">May have several targets.</param>
/// <param name="Threads">1 or more.</param>
/// <param name="Score">The target's.</param>
internal readonly record struct Assignment(ServerId Target, ServerId Runner, int Threads, double Score);
