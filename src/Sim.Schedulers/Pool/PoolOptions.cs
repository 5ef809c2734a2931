using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>What the pool orchestrator goes by.</summary>
internal sealed record PoolOptions
{
    public static OptionDefinition MaxBots { get; } =
        new("maxBotsPerHost", OptionKind.Count, "20", "Helpers that one host is cut into at most.", "1", "100000");

    public static OptionDefinition MultiThreaded { get; } =
        new("multiThreaded", OptionKind.Flag, "true", "Helpers of many threads, in unequal segments; false for helpers of one thread each.");

    public static OptionDefinition SpinUpOption { get; } =
        new("spinUp", OptionKind.Count, "200", "Helpers that are started each second, in the background.", "1", "1000000");

    public static OptionDefinition HotOption { get; } =
        new("hot", OptionKind.Duration, "1s", "From one batch to the next on a target: the time in which a batch's landings lie.", "8ms", "1h");

    public int MaxBotsPerHost { get; init; } = 20;

    public bool IsMultiThreaded { get; init; } = true;

    public int SpinUp { get; init; } = 200;

    public SimDuration Hot { get; init; } = SimDuration.FromSeconds(1);

    public double GreedMax { get; init; } = 0.5;

    public double ShapeTolerance { get; init; } = 0.05;

    internal static PoolOptions From(OptionSet set) => new()
    {
        MaxBotsPerHost = (int)set.Count(MaxBots.Key),
        IsMultiThreaded = set.Flag(MultiThreaded.Key),
        SpinUp = (int)set.Count(SpinUpOption.Key),
        Hot = set.Duration(HotOption.Key),
        GreedMax = set.Fraction(FleetOptionList.GreedMax.Key),
        ShapeTolerance = set.Fraction(BatcherOptionList.Tolerance.Key),
    };
}
