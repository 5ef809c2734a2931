using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>The planner against a search that tries everything, and on farms that are too large to try anything.</summary>
public sealed class PlannerTests
{
    private const int Threads = 3;
    private const int PeriodsMax = 10;

    private static readonly BitNodeMultipliers s_node = BitNodeMultipliers.One;

    /// <summary>
    /// The space: one or two targets, one to three hosts of 4 to 24 GB, HWGW and HGW with up to three hack threads, and every period
    /// that is a multiple of a tenth of the longest hold. The search below knows no slots, bounds or orders: it tries all choices and
    /// packs each by trying all ways.
    /// </summary>
    [Fact]
    public void OnSmallWorlds_ThePlanIsTheBestOfAll()
    {
        var random = new RandomStream(21);
        var planned = 0;
        for (var world = 0; world < 1000; world++)
        {
            var (problem, targets) = Small(random);
            var best = Exhaustive(problem, targets);
            var plan = FarmPlanner.Plan(problem, targets);
            Assert.Equal(best, plan.MoneyPerSecond, 1e-9 * Math.Max(1, best));
            AssertFits(problem, plan);
            if (best > 0) planned++;
        }

        Assert.InRange(planned, 500, 1000);
    }

    [Fact]
    public void OnLargeWorlds_ThePlanFits_AndComesNearTheBound()
    {
        var random = new RandomStream(22);
        for (var world = 0; world < 6; world++)
        {
            var (problem, targets) = PlannerWorlds.Large(random, targets: 40, hosts: 500);
            var plan = FarmPlanner.Plan(problem, targets);
            AssertFits(problem, plan);
            var bounds = targets.Select(target => TargetBound.Of(target.Server, problem.Person, s_node, 1)!).ToArray();
            var bound = IncomeBound.PerSecond(bounds, problem.Hosts.FreeTotal / 100.0, problem.Limit);
            Assert.InRange(plan.MoneyPerSecond, bound * 0.8, bound);
        }
    }

    [Fact]
    public void MoreRam_NeverEarnsLess_OnOneHost()
    {
        var random = new RandomStream(23);
        for (var world = 0; world < 10; world++)
        {
            var (problem, targets) = PlannerWorlds.Large(random, targets: 1, hosts: 1);
            var before = 0.0;
            for (var ram = 2000L; ram < 2_000_000_000; ram *= 3)
            {
                var hosts = new HostPool([new ServerId(0)], [ram], -1);
                var plan = FarmPlanner.Plan(problem with { Hosts = hosts }, targets);
                Assert.True(plan.MoneyPerSecond >= before * 0.999, $"{ram}: {plan.MoneyPerSecond} after {before}");
                before = plan.MoneyPerSecond;
            }
        }
    }

    private static (PlanningProblem Problem, PlanningTarget[] Targets) Small(RandomStream random)
    {
        var person = PlannerWorlds.Person(random);
        var targets = Enumerable.Range(0, random.NextInt(1, 2)).Select(index => new PlanningTarget(new ServerId(index), PlannerWorlds.Server(random, person))).ToArray();
        var hosts = Enumerable.Range(0, random.NextInt(1, 3)).Select(index => new ServerId(10 + index)).ToArray();
        var free = hosts.Select(_ => (long)random.NextInt(400, 2400)).ToArray();
        var cores = random.NextInt(1, 3);
        var home = cores > 1 ? random.NextInt(0, hosts.Length - 1) : -1;
        var problem = new PlanningProblem
        {
            Person = person,
            Multipliers = s_node,
            Hosts = new HostPool(hosts, free, home),
            HomeCores = cores,
            Lag = new LagAllowance(SimDuration.FromMilliseconds(100), SimDuration.FromMilliseconds(random.NextInt(0, 50))),
            Shapes = [BatchShape.Hwgw, BatchShape.Hgw],
            HackThreadsMax = Threads,
        };
        var longest = targets.Max(target => BatchChoice.Of(problem, in target, BatchShape.Hwgw, 1)!.Holds.Max(hold => hold.Micros));
        return (problem with { PeriodStep = SimDuration.FromMilliseconds((longest / 1000 / PeriodsMax) + 1) }, targets);
    }

    private static double Exhaustive(PlanningProblem problem, PlanningTarget[] targets)
    {
        var streams = targets.Select(target => Streams(problem, target)).ToArray();
        var best = 0.0;
        foreach (var first in streams[0])
        {
            foreach (var second in streams.Length > 1 ? streams[1] : [(0.0, [])])
            {
                var rate = first.Rate + second.Rate;
                if (rate > best && CanPack(problem, [.. first.Jobs, .. second.Jobs])) best = rate;
            }
        }

        return best;
    }

    private static List<(double Rate, PlannedJob[] Jobs)> Streams(PlanningProblem problem, PlanningTarget target)
    {
        var streams = new List<(double, PlannedJob[])> { (0, []) };
        foreach (var shape in problem.Shapes)
        {
            for (var threads = 1; threads <= Threads; threads++)
            {
                if (BatchChoice.Of(problem, in target, shape, threads) is not { } batch) continue;
                for (var period = problem.PeriodStep; period <= problem.PeriodStep * (PeriodsMax + 1); period += problem.PeriodStep)
                {
                    if (period < batch.PeriodLeast) continue;
                    var jobs = batch.Holds.SelectMany((hold, position) => Enumerable.Repeat(batch.Plan.Jobs[position], (int)((hold.Micros + period.Micros - 1) / period.Micros)));
                    streams.Add((batch.Money * 1e6 / period.Micros, [.. jobs]));
                }
            }
        }

        return streams;
    }

    /// <summary>Whether jobs can be packed: host by host, every number of every size of job that it could take.</summary>
    private static bool CanPack(PlanningProblem problem, PlannedJob[] jobs)
    {
        var sizes = jobs.GroupBy(job => job).Select(group => (Job: group.Key, Count: group.Count())).ToArray();
        var free = problem.Hosts.FreeByHost();
        if (jobs.Sum(job => (long)GameRun.WorkerRam(job.Kind) * Math.Min(job.Threads, job.ThreadsOnHome)) > free.Sum()) return false;
        var dead = new HashSet<string>();
        return FillHost(0, [.. sizes.Select(size => size.Count)]);

        bool FillHost(int host, int[] left)
        {
            if (left.All(count => count == 0)) return true;
            return host < free.Length && dead.Add($"{host}:{string.Join(',', left)}") && Fill(host, 0, free[host], left);
        }

        bool Fill(int host, int size, long room, int[] left)
        {
            if (size == sizes.Length) return FillHost(host + 1, left);
            var job = sizes[size].Job;
            var threads = problem.Hosts.IsBetterAtHome(job.Kind, host) ? job.ThreadsOnHome : job.Threads;
            var need = (long)GameRun.WorkerRam(job.Kind) * threads;
            for (var here = 0; here <= left[size] && here * need <= room; here++)
            {
                int[] after = [.. left];
                after[size] -= here;
                if (Fill(host, size + 1, room - (here * need), after)) return true;
            }

            return false;
        }
    }

    /// <summary>Every job has its place, and no host holds more than it has.</summary>
    private static void AssertFits(PlanningProblem problem, FarmPlan plan)
    {
        var free = problem.Hosts.FreeByHost();
        var used = new long[free.Length];
        foreach (var stream in plan.Streams)
        {
            stream.AddRam(used, problem.Hosts.BestHome);
            for (var position = 0; position < stream.Slots.Length; position++)
            {
                Assert.Equal(stream.Batch.SlotsAt(position, stream.Period), stream.Slots[position].Sum(run => run.Hosts * run.Each));
            }
        }

        for (var host = 0; host < free.Length; host++) Assert.InRange(used[host], 0, free[host]);
    }
}
