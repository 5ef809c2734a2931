using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Makes the schedulers of a run, and tells its buyer whom to ask for hosts from then on.</summary>
internal sealed class GrowingSchedulers(RunSpec spec, GameRun game, Buyer buyer) : ISchedulerSource
{
    public IReadOnlyList<IBatchScheduler> Make()
    {
        var made = spec.Scheduler.Build(new SchedulerContext { View = game.View, Targets = spec.Targets, Options = spec.Options });
        buyer.Vacating = HostVacating.Of(made);
        return made;
    }
}
