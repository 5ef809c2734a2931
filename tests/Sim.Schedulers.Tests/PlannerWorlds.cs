using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers.Tests;

/// <summary>Players, targets and hosts for the planner.</summary>
internal static class PlannerWorlds
{
    public static Person Person(RandomStream random) => new()
    {
        Level = random.NextInt(200, 3000),
        LevelMultiplier = 1,
        ExpMultiplier = 1,
        ChanceMultiplier = 1 + random.NextDouble(),
        SpeedMultiplier = 1 + random.NextDouble(),
        MoneyMultiplier = 1 + (random.NextDouble() * 5),
        GrowMultiplier = 1 + random.NextDouble(),
    };

    public static Server Server(RandomStream random, Person person) => new()
    {
        HasRoot = true,
        LevelRequired = random.NextInt(1, (int)person.Level / 2),
        Security = 10,
        SecurityMin = random.NextInt(1, 30),
        Money = 0,
        MoneyMax = Math.Exp(14 + (random.NextDouble() * 10)),
        Growth = random.NextInt(5, 90),
    };

    public static (PlanningProblem Problem, PlanningTarget[] Targets) Large(RandomStream random, int targets, int hosts)
    {
        var person = Person(random);
        var free = new long[hosts];
        for (var i = 0; i < hosts; i++) free[i] = 100L << random.NextInt(4, 14);
        Array.Sort(free, (a, b) => b.CompareTo(a));
        return (new PlanningProblem
        {
            Person = person,
            Multipliers = BitNodeMultipliers.One,
            Hosts = new HostPool([.. Enumerable.Range(targets, hosts).Select(index => new ServerId(index))], free, -1),
            Lag = new LagAllowance(SimDuration.FromMilliseconds(20), SimDuration.FromMilliseconds(10)),
            Shapes = [BatchShape.Hwgw, BatchShape.Hgw],
        }, [.. Enumerable.Range(0, targets).Select(index => new PlanningTarget(new ServerId(index), Server(random, person)))]);
    }
}
