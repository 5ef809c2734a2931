namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="LoopScheduler"/>.</summary>
internal static class LoopDescriptor
{
    public static SchedulerDescriptor Create() => new(
        "loop",
        "One script on every host that weakens, grows or hacks by thresholds; the copies do not know of each other.",
        [
            BatcherOptionList.HomeReserve,
            new("moneyShare", OptionKind.Fraction, "90%", "Grow while money is below this share of the maximum.", "0.001%", "100%"),
            new("hackShare", OptionKind.Fraction, "25%", "Take this share of the money with one hack.", "0.001%", "100%"),
            new("securityMargin", OptionKind.Count, "1", "Weaken while security is more than this many points above the minimum.", "0", "99"),
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
