namespace Sim.Schedulers;

/// <summary>
/// The super-controller of the guide ("Branching Out" and the shotgun's optional goal): one controller, several targets, each with
/// a batcher of its own and a share of the RAM.
/// <code>
///   target A  |batch|batch|batch|batch| ...          each batcher has turns of its own, carried out at once,
///   target B     |batch|batch|batch|batch| ...       so no RAM is ever given out twice
///
///   with shotguns, which take all RAM there is, the targets take turns instead:
///   target A  |volley ......| prepare |  wait  |volley ...
///   target B  | prepare |   |volley ...........| prepare | ...
/// </code>
/// There is no scheduler of this name: the conductor runs the batchers, <see cref="Placer.RamBudget"/> and
/// <see cref="TurnTaking"/> keep them out of each other's way.
/// </summary>
internal static class SuperDescriptor
{
    public static SchedulerDescriptor Create() => BatcherFactory.Describe(
        "super",
        "One controller over several targets, each with a batcher of its own and a share of the RAM.",
        [BatcherOptionList.Inner, BatcherOptionList.Depth, BatcherOptionList.Allowance, BatcherOptionList.Interleave, BatcherOptionList.Window, BatcherOptionList.PermanentWeaken, BatcherOptionList.Buffer],
        Make,
        isSuper: true);

    private static Batcher Make(BatcherOptions options, Placer placer, OptionSet set) => set.Choice(BatcherOptionList.Inner.Key) switch
    {
        "proto" => new ProtoScheduler(options, placer),
        "shotgun" => new ShotgunScheduler(options, placer),
        "jit" => JitDescriptor.Make(options, placer, set),
        _ => PeriodicDescriptor.Make(options, placer, set),
    };
}
