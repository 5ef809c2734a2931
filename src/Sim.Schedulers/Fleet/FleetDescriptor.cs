using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>The catalogue's entries for <see cref="FleetScheduler"/>, one for each selector.</summary>
internal static class FleetDescriptor
{
    public static SchedulerDescriptor Greedy() => Describe(
        "greedy",
        "Till, sow and harvest on all targets: the best harvest first, then the lowest level; what runs is never looked at again.",
        [],
        _ => new GreedySelector());

    public static SchedulerDescriptor Rebalancing() => Describe(
        "rebalancing",
        "Till, sow and harvest on all targets: harvests are scaled up as RAM appears, and low-value tasks give way to better ones.",
        [FleetOptionList.Hysteresis, FleetOptionList.Horizon],
        _ => new RebalancingSelector());

    public static SchedulerDescriptor Knapsack() => Describe(
        "knapsack",
        "Till, sow and harvest on all targets: RAM is shared out by what the next GB brings.",
        [FleetOptionList.Hysteresis, FleetOptionList.Horizon],
        _ => new KnapsackSelector());

    private static SchedulerDescriptor Describe(
        string name, string summary, IReadOnlyList<OptionDefinition> own, Func<FleetOptions, ITaskSelector> make) =>
        new(name, summary, [.. FleetOptionList.Common, .. own])
        {
            FindsTargets = true,
            Build = context =>
            {
                var options = FleetOptions.From(context.Options);
                return [new FleetScheduler(context.View, context.Home, context.Targets, options, make(options))];
            },
            Check = Check,
        };

    private static void Check(SchedulerContext context, InputProblems problems)
    {
        var options = FleetOptions.From(context.Options);
        if (options.Spacer.Micros % 1000 != 0) problems.Add("spacer", options.Spacer.ToString(), "whole milliseconds are needed, as browsers' timers have");
        if (options.Interval < options.Spacer * 4) problems.Add("interval", options.Interval.ToString(), $"at least the landings of one batch, {options.Spacer * 4}, are needed");
        FleetChecks.CheckWorld(context, 175, problems);
    }
}
