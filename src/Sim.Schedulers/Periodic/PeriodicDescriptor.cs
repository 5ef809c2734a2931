namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="PeriodicScheduler"/> and its older form, <see cref="WindowScheduler"/>.</summary>
internal static class PeriodicDescriptor
{
    public static SchedulerDescriptor Create() => BatcherFactory.Describe(
        "periodic",
        "A steady stream of whole batches, a new one each time a batch's last weaken lands.",
        [BatcherOptionList.Depth, BatcherOptionList.Allowance, BatcherOptionList.Window],
        Make);

    /// <summary>The present or the older form, as the options say.</summary>
    public static Batcher Make(BatcherOptions options, Placer placer, OptionSet set) =>
        set.Flag(BatcherOptionList.Window.Key) ? new WindowScheduler(options, placer) : new PeriodicScheduler(options, placer);
}
