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
    ];

    /// <summary>The scheduler of this name, or null.</summary>
    public static SchedulerDescriptor? Find(string name) => All.FirstOrDefault(scheduler => scheduler.Name == name);
}
