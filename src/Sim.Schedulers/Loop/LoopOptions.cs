using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What the single-script loop goes by (the flags of an hgw-loop).</summary>
[SharedState]
public sealed record LoopOptions
{
    public required ServerId Target { get; init; }

    /// <summary>Grow while money is below this share of the maximum; above 0, at most 1.</summary>
    public double MoneyShare { get; init; } = 0.9;

    /// <summary>Take this share of the money with one hack; above 0, at most 1.</summary>
    public double HackShare { get; init; } = 0.25;

    /// <summary>Weaken while security is this far above the minimum; 0 or more.</summary>
    public double SecurityMargin { get; init; } = 1;

    internal static LoopOptions From(SchedulerContext context) => new()
    {
        Target = context.Target,
        MoneyShare = context.Options.Fraction("moneyShare"),
        HackShare = context.Options.Fraction("hackShare"),
        SecurityMargin = context.Options.Count("securityMargin"),
    };
}
