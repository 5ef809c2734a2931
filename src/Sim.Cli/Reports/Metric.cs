using Sim.Charts;

namespace Sim.Cli.Reports;

/// <summary>A fact that charts show.</summary>
/// <param name="Fact">Its name in result files.</param>
/// <param name="Name">For file names.</param>
/// <param name="Label">For axes.</param>
/// <param name="Unit">What it measures.</param>
/// <param name="Scale">From the fact's unit to that one.</param>
internal sealed record Metric(string Fact, string Name, string Label, Unit Unit, double Scale = 1)
{
    /// <summary>For sweeps of runs that end at a milestone.</summary>
    public static Metric Until { get; } = new("until_s", "until", "Time to the milestone", Unit.Milliseconds, 1000);

    public static Metric Money { get; } = new("money_per_s", "money", "Money per second", Unit.DollarsPerSecond);

    public static Metric Desyncs { get; } = new("desync_rate", "desyncs", "Desynced batches", Unit.Fraction);

    /// <summary>True for amounts that span decades, of which none is 0 or less by nature.</summary>
    public bool IsAmount => this == Money || this == Until;

    /// <summary>Money a second over what no scheduler could exceed; drawn where RAM is varied.</summary>
    public static Metric Efficiency { get; } = new("efficiency", "efficiency", "Share of the bound", Unit.Fraction);

    /// <summary>What charts are made of, in their order.</summary>
    public static IReadOnlyList<Metric> All { get; } = [Until, Money, Efficiency, Desyncs];
}
