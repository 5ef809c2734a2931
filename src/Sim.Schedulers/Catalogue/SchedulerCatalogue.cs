using System.Collections.Immutable;
using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>Every scheduler by name: the command line, scenario files, sweeps and the documentation read it here.</summary>
public static class SchedulerCatalogue
{
    /// <summary>In the order in which lists show them.</summary>
    public static IReadOnlyList<SchedulerDescriptor> All { get; } =
    [
        new("loop", "One script on every host that weakens, grows or hacks by thresholds; the copies do not know of each other.",
        [
            BatcherOptionList.HomeReserve,
            new("moneyShare", OptionKind.Fraction, "90%", "Grow while money is below this share of the maximum.", "0.001%", "100%"),
            new("hackShare", OptionKind.Fraction, "25%", "Take this share of the money with one hack.", "0.001%", "100%"),
            new("securityMargin", OptionKind.Count, "1", "Weaken while security is this many points above the minimum.", "0", "99"),
        ])
        {
            Build = context => [new LoopScheduler(LoopOptions.From(context), BatcherFactory.Placer(context, PlacementPolicy.FirstFit, 1))],
            Check = (context, problems) =>
            {
                BatcherFactory.CheckTargets(context, problems);
                LoopScheduler.CheckRoom(BatcherFactory.Placer(context, PlacementPolicy.FirstFit, 1), context.View, problems);
            },
        },
        Batcher("proto", "One batch at a time, the next as soon as the last worker reports.",
            [], (options, placer, _) => new ProtoScheduler(options, placer)),
        Batcher("shotgun", "As many batches as RAM holds, all fired at once, and again when the last worker reports.",
            [BatcherOptionList.Depth, BatcherOptionList.Interleave], (options, placer, _) => new ShotgunScheduler(options, placer)),
        Batcher("periodic", "A steady stream of whole batches, a new one each time a batch's last weaken lands.",
            [BatcherOptionList.Depth, BatcherOptionList.Window],
            (options, placer, set) => set.Flag("window") ? new WindowScheduler(options, placer) : new PeriodicScheduler(options, placer)),
        Batcher("jit", "A steady stream of single jobs, each launched at the last moment that is safe.",
            [BatcherOptionList.PermanentWeaken],
            (options, placer, set) => new JitScheduler(options, placer, set.Flag("permanentWeaken"))),
        Batcher("super", "One controller over several targets, each with a batcher of its own and a share of the RAM.",
            [BatcherOptionList.Inner, BatcherOptionList.Depth, BatcherOptionList.Interleave, BatcherOptionList.Window, BatcherOptionList.PermanentWeaken],
            (options, placer, set) => BatcherFactory.Inner(set.Choice("inner"), options, placer, set)),
    ];

    /// <summary>The scheduler of this name, or null.</summary>
    public static SchedulerDescriptor? Find(string name) => All.FirstOrDefault(scheduler => scheduler.Name == name);

    private static SchedulerDescriptor Batcher(
        string name, string summary, IReadOnlyList<OptionDefinition> own, Func<BatcherOptions, Placer, OptionSet, Batcher> make) =>
        new(name, summary, [.. BatcherOptionList.Common, .. own])
        {
            Build = context => BatcherFactory.Build(context, name == "super", make),
            Check = (context, problems) => BatcherFactory.Check(context, name == "super", problems),
        };
}
