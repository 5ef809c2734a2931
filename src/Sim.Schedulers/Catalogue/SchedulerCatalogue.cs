namespace Sim.Schedulers;

/// <summary>Every scheduler by name: the command line, scenario files, sweeps and the documentation read it here.</summary>
public static class SchedulerCatalogue
{
    /// <summary>In the order in which lists show them.</summary>
    public static IReadOnlyList<SchedulerDescriptor> All { get; } =
    [
        LoopDescriptor.Create(),
        PrepareDescriptor.Create(),
        ProtoDescriptor.Create(),
        ShotgunDescriptor.Create(),
        PeriodicDescriptor.Create(),
        JitDescriptor.Create(),
        SuperDescriptor.Create(),
        PlannedDescriptor.Create(),
        CoverageDescriptor.Create(),
        PoolDescriptor.Create(),
        FleetDescriptor.Greedy(),
        FleetDescriptor.Rebalancing(),
        FleetDescriptor.Knapsack(),
    ];

    /// <summary>The scheduler of this name, or null.</summary>
    public static SchedulerDescriptor? Find(string name) => All.FirstOrDefault(scheduler => scheduler.Name == name);

    /// <summary>An option's default, and those of schedulers that have another: <c>50ms, planned: 10ms</c>.</summary>
    public static string DefaultsOf(OptionDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var others = All.SelectMany(
            scheduler => scheduler.Options.Where(option => option.Key == definition.Key && option.Default != definition.Default),
            (scheduler, option) => $", {scheduler.Name}: {option.Default}");
        return string.Concat(others.Prepend(definition.Default));
    }
}
