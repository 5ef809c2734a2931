namespace Sim.Schedulers;

/// <summary>Makes the schedulers of a controller anew, on the hosts as they are then.</summary>
public interface ISchedulerSource
{
    IReadOnlyList<IBatchScheduler> Make();
}
