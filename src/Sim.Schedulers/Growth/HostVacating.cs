namespace Sim.Schedulers;

/// <summary>Finds who can be asked for hosts.</summary>
public static class HostVacating
{
    /// <summary>The allocator of the first of a controller's schedulers that has one; null if none has.</summary>
    public static IHostVacating? Of(IReadOnlyList<IBatchScheduler> schedulers)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        return schedulers.OfType<IUsesAllocator>().FirstOrDefault()?.Allocator;
    }
}
