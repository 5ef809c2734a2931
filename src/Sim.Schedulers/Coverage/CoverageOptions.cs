using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>What the coverage orchestrator goes by.</summary>
internal sealed record CoverageOptions
{
    /// <summary>The shortest interval; shorter ones are clamped.</summary>
    public static readonly SimDuration RebalanceMin = SimDuration.FromSeconds(60);

    public static OptionDefinition Score { get; } =
        new("score", OptionKind.Choice, "moneyChanceTime", "How targets are ranked.", Choices: ["moneyChanceTime", "money", "moneyTime", "prepAware", "growthWeighted"]);

    public static OptionDefinition RebalanceOption { get; } =
        new("rebalance", OptionKind.Duration, "30m", "Time between full rebalances; less than 1m is clamped to 1m, with a warning.", "0ms", "1000h");

    public static OptionDefinition Dry { get; } =
        new("dry", OptionKind.Flag, "false", "Works the assignments out and launches nothing; sim run prints them.");

    public ScoreModel Model { get; init; }

    /// <summary>From one rebalance to the next, <see cref="RebalanceMin"/> or more.</summary>
    public SimDuration Rebalance { get; init; } = SimDuration.FromSeconds(1800);

    /// <summary>True if the interval that was given was too short.</summary>
    public bool IsClamped { get; init; }

    public bool IsDry { get; init; }

    /// <summary>The flags handed on to the loop script; its target is not used.</summary>
    public required LoopOptions Loop { get; init; }

    internal static CoverageOptions From(SchedulerContext context)
    {
        var set = context.Options;
        var rebalance = set.Duration(RebalanceOption.Key);
        return new CoverageOptions
        {
            Model = Enum.Parse<ScoreModel>(set.Choice(Score.Key), ignoreCase: true),
            Rebalance = SimDuration.Max(rebalance, RebalanceMin),
            IsClamped = rebalance < RebalanceMin,
            IsDry = set.Flag(Dry.Key),
            Loop = LoopOptions.From(context),
        };
    }
}
