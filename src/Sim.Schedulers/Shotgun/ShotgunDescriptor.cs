namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="ShotgunScheduler"/>.</summary>
internal static class ShotgunDescriptor
{
    public static SchedulerDescriptor Create() => BatcherFactory.Describe(
        "shotgun",
        "As many batches as RAM holds, all fired at once, and again when the last worker reports.",
        [BatcherOptionList.Depth, BatcherOptionList.Allowance, BatcherOptionList.Interleave],
        (options, placer, _) => new ShotgunScheduler(options, placer));
}
