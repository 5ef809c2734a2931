namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="PrepareScheduler"/>.</summary>
internal static class PrepareDescriptor
{
    public static SchedulerDescriptor Create() => new(
        "prepare",
        "Brings its targets to minimum security and full money with all RAM, and rests.",
        [BatcherOptionList.Spacer, BatcherOptionList.HomeReserve])
    {
        Build = context =>
        [
            new PrepareScheduler(
                context.Targets, BatcherFactory.Placer(context, PlacementPolicy.FirstFit, 1), context.Options.Duration(BatcherOptionList.Spacer.Key)),
        ],
        Check = (context, problems) => BatcherFactory.CheckTargets(context, problems, mustHack: false),
    };
}
