using System.Collections.Immutable;

namespace Sim.Schedulers;

/// <summary>The options of batchers, told once.</summary>
internal static class BatcherOptionList
{
    public static OptionDefinition HomeReserve { get; } =
        new("homeReserve", OptionKind.Ram, "0GB", "RAM on home that is left to other scripts and to the controller.");

    public static OptionDefinition Spacer { get; } =
        new("spacer", OptionKind.Duration, "20ms", "Gap between neighbouring landings, whole milliseconds.", "1ms", "1h");

    public static OptionDefinition Tolerance { get; } =
        new("tolerance", OptionKind.Fraction, "5%", "How far a target may be out of shape before recovery sets in.", "0%", "100%");

    public static OptionDefinition Depth { get; } =
        new("depth", OptionKind.Count, "0", "Batches in flight at most; 0 for as many as time and RAM hold.", "0", "10000000");

    public static OptionDefinition Interleave { get; } =
        new("interleave", OptionKind.Count, "1", "Batches whose landings are interleaved: all their hacks, then all weakens, and so on.", "1", "16");

    public static OptionDefinition Window { get; } =
        new("window", OptionKind.Flag, "false", "The older design without additionalMsec, which launches in provably safe windows only.");

    public static OptionDefinition PermanentWeaken { get; } =
        new("permanentWeaken", OptionKind.Flag, "false", "Standing weaken workers instead of a weaken job for each landing.");

    public static OptionDefinition Buffer { get; } =
        new("buffer", OptionKind.Duration, "50ms", "How long before its last moment a just-in-time job is launched, against lag.", "0ms", "1m");

    public static OptionDefinition Allowance { get; } =
        new("allowance", OptionKind.Duration, "100us", "For each job of a volley, how much later its first landing is planned, against the time that starting them takes.", "0ms", "1s");

    public static OptionDefinition Patterns { get; } =
        new("patterns", OptionKind.Text, "HWGW,HGW,HGHGW,HGHGHGW", "The patterns that a plan may choose from, in landing order.");

    public static OptionDefinition Targets { get; } =
        new("targets", OptionKind.Count, "0", "Targets hacked at the same time at most; 0 for as many as pay.", "0", "1000");

    /// <summary>Streams that are packed closely lose more with every pause than with a hack left out.</summary>
    public static OptionDefinition PlannedRecovery => Common.Single(option => option.Key == "recovery") with { Default = "cancel-hacks" };

    /// <summary>As the buffer adds what timers have lately been late, little is enough to begin with.</summary>
    public static OptionDefinition PlannedBuffer => Buffer with { Default = "10ms" };

    public static OptionDefinition Inner { get; } =
        new("inner", OptionKind.Choice, "periodic", "The batcher that each target gets.", Choices: ["proto", "shotgun", "periodic", "jit"]);

    /// <summary>What every batcher knows.</summary>
    public static IReadOnlyList<OptionDefinition> Common { get; } =
    [
        new("pattern", OptionKind.Text, "HWGW", "The jobs of a batch in landing order, such as HWGW, HGW or HGHGW."),
        new("greed", OptionKind.Fraction, "10%", "Share of the money that each hack takes; if not given, less where RAM does not hold such a batch.", "0.0001%", "100%"),
        Spacer,
        new("formulas", OptionKind.Flag, "true", "Exact thread counts (Formulas.exe); false for hackAnalyze and growthAnalyze."),
        new("padding", OptionKind.Fraction, "0%", "Share by which grow threads are overestimated at all times.", "0%", "1000%"),
        new("levelUps", OptionKind.Choice, "recalculate", "What is done about level-ups.",
            Choices: ["ignore", "recalculate", "overestimate", "cancel-next-hack", "predict", "ping-pong"]),
        new("overestimate", OptionKind.Fraction, "5%", "Padding of grow threads under levelUps overestimate.", "0%", "1000%"),
        new("recovery", OptionKind.Choice, "prepare", "What is done when a batch leaves its target out of shape.",
            Choices: ["none", "cancel-hacks", "prepare", "restart"]),
        Tolerance,
        new("splitWeakens", OptionKind.Flag, "false", "Whether weakens may be split over hosts."),
        new("placement", OptionKind.Choice, "first-fit", "How a host is chosen among those that hold a job.", Choices: ["first-fit", "best-fit"]),
        HomeReserve,
    ];
}
