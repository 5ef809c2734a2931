using BenchmarkDotNet.Attributes;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>Plans for whole farms. Each returns the money a second, so that a plan of nothing is seen.</summary>
[MemoryDiagnoser]
public class PlannerBenchmarks
{
    private PlanningProblem _problem = null!;
    private PlanningTarget[] _targets = null!;

    [Params(1, 10, 100)]
    public int Targets { get; set; } = 100;

    [Params(100, 10_000)]
    public int Hosts { get; set; } = 10_000;

    [GlobalSetup]
    public void Prepare()
    {
        var random = new RandomStream(1);
        var person = new Person
        {
            Level = 2500, LevelMultiplier = 1, ExpMultiplier = 1, ChanceMultiplier = 1.5, SpeedMultiplier = 1.5, MoneyMultiplier = 3, GrowMultiplier = 1.5,
        };
        _targets = [.. Enumerable.Range(0, Targets).Select(index => new PlanningTarget(new ServerId(index), new Server
        {
            HasRoot = true,
            LevelRequired = random.NextInt(1, 1500),
            SecurityMin = random.NextInt(1, 30),
            MoneyMax = Math.Exp(16 + (random.NextDouble() * 10)),
            Growth = random.NextInt(5, 90),
        }))];
        long[] free = [.. Enumerable.Range(0, Hosts).Select(_ => 100L << random.NextInt(4, 16)).OrderDescending()];
        _problem = new PlanningProblem
        {
            Person = person,
            Multipliers = BitNodeMultipliers.One,
            Hosts = new HostPool([.. Enumerable.Range(Targets, Hosts).Select(index => new ServerId(index))], free, -1),
            Lag = new LagAllowance(SimDuration.FromMilliseconds(20), SimDuration.FromMilliseconds(10)),
            Shapes = [BatchShape.Hwgw, BatchShape.Hgw],
        };
    }

    [Benchmark]
    public double Plan() => FarmPlanner.Plan(_problem, _targets).MoneyPerSecond;
}
