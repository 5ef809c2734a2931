namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="LoopScheduler"/>.</summary>
internal static class LoopDescriptor
{
    public static SchedulerDescriptor Create() => new(
        "loop",
        "One script on every host that weakens, grows or hacks by thresholds; the copies do not know of each other.",
        [
            BatcherOptionList.HomeReserve,
            .. LoopOptionList.Common,
        ])
    {
        Build = context => [new LoopScheduler(LoopOptions.From(context), BatcherFactory.Placer(context, PlacementPolicy.FirstFit, 1))],
        Check = (context, problems) =>
        {
            BatcherFactory.CheckTargets(context, problems);
            LoopScheduler.CheckRoom(BatcherFactory.Placer(context, PlacementPolicy.FirstFit, 1), context.View, problems);
        },
    };
}
