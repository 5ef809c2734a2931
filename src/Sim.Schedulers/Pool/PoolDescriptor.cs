using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="PoolScheduler"/>.</summary>
internal static class PoolDescriptor
{
    public static SchedulerDescriptor Create() => new(
        "pool",
        "A pool of waiting helper processes on all hosts that get their orders one by one, for several targets.",
        [
            PoolOptions.MaxBots, PoolOptions.MultiThreaded, PoolOptions.SpinUpOption, PoolOptions.HotOption, FleetOptionList.GreedMax,
            BatcherOptionList.Tolerance, BatcherOptionList.HomeReserve,
        ])
    {
        FindsTargets = true,
        Build = context => [new PoolScheduler(context.View, context.Home, context.Targets, PoolOptions.From(context.Options))],
        Check = Check,
    };

    private static void Check(SchedulerContext context, InputProblems problems)
    {
        if (context.Options.Duration("hot").Micros % 8000 != 0) problems.Add("hot", context.Options.Duration("hot").ToString(), "a multiple of 8ms is needed, so that landings lie on whole milliseconds");
        FleetChecks.CheckWorld(context, PoolScheduler.ScriptRam, problems);
    }
}
