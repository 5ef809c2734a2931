namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="ProtoScheduler"/>.</summary>
internal static class ProtoDescriptor
{
    public static SchedulerDescriptor Create() => BatcherFactory.Describe(
        "proto",
        "One batch at a time, the next as soon as the last worker reports.",
        [],
        (options, placer, _) => new ProtoScheduler(options, placer));
}
