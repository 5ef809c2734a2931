namespace Sim.Schedulers;

/// <summary>The options of fleets and orchestrators, told once.</summary>
internal static class FleetOptionList
{
    public static OptionDefinition Interval { get; } =
        new("interval", OptionKind.Duration, "1s", "From one batch of a harvest to the next; a harvest overlaps as many batches as fit into the time of one.", "4ms", "1h");

    public static OptionDefinition GreedMax { get; } =
        new("greedMax", OptionKind.Fraction, "50%", "Largest share of the money that a harvest's hacks take; harvests are scaled down to fit the RAM.", "0.0001%", "100%");

    public static OptionDefinition Allocation { get; } =
        new("allocation", OptionKind.Choice, "first-fit", "How the allocator chooses hosts.", Choices: ["first-fit", "best-fit", "worst-fit"]);

    public static OptionDefinition Hysteresis { get; } =
        new("hysteresis", OptionKind.Fraction, "25%", "How much more a task must be worth before one that runs is given up for it.", "0%", "1000%");

    public static OptionDefinition Horizon { get; } =
        new("horizon", OptionKind.Duration, "1h", "How far ahead a task is to pay: what is spent on preparing a target counts against what it earns until then.", "1m", "1000h");

    /// <summary>What every till/sow/harvest selector knows.</summary>
    public static IReadOnlyList<OptionDefinition> Common { get; } =
        [BatcherOptionList.Spacer, Interval, GreedMax, Allocation, BatcherOptionList.Tolerance, BatcherOptionList.HomeReserve];
}
