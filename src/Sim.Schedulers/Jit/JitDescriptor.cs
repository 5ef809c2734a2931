namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="JitScheduler"/>.</summary>
internal static class JitDescriptor
{
    public static SchedulerDescriptor Create() => BatcherFactory.Describe(
        "jit",
        "A steady stream of single jobs, each launched at the last moment that is safe.",
        [BatcherOptionList.PermanentWeaken, BatcherOptionList.Buffer],
        Make);

    /// <summary>With or without permanent weakens, as the options say.</summary>
    public static Batcher Make(BatcherOptions options, Placer placer, OptionSet set) =>
        new JitScheduler(
            options, placer, set.Flag(BatcherOptionList.PermanentWeaken.Key), set.Duration(BatcherOptionList.Buffer.Key));
}
