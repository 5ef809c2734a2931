using System.Globalization;

namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="CoverageScheduler"/>.</summary>
internal static class CoverageDescriptor
{
    public static SchedulerDescriptor Create() => new(
        "coverage",
        "The loop script on every target, each bound to one runner, all assigned anew at a fixed interval; home is left free.",
        [CoverageOptions.Score, CoverageOptions.RebalanceOption, CoverageOptions.Dry, .. LoopOptionList.Common])
    {
        FindsTargets = true,
        Build = context => [Make(context)],
        Check = (context, problems) => FleetChecks.CheckWorld(context, LoopScheduler.ScriptRam, problems, usesHome: false),
        Warn = Warn,
        Explain = Explain,
    };

    private static CoverageScheduler Make(SchedulerContext context) => new(CoverageOptions.From(context), context.Home, context.Targets);

    private static List<string> Warn(SchedulerContext context)
    {
        var warnings = new List<string>();
        var options = CoverageOptions.From(context);
        if (options.IsClamped) warnings.Add($"rebalance {context.Options.Duration(CoverageOptions.RebalanceOption.Key)} is below the minimum and was clamped to {options.Rebalance}");
        var plan = Make(context).Discover(context.View);
        if (plan.Uncovered > 0)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture,
                $"{plan.Threads} threads in all for {plan.Targets.Length} targets: the {plan.Uncovered} with the lowest scores are not covered"));
        }

        return warnings;
    }

    private static List<string> Explain(SchedulerContext context)
    {
        var plan = Make(context).Discover(context.View);
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{plan.Runners.Length} runners, {plan.Threads} threads, {plan.Targets.Length} targets by {context.Options.Choice(CoverageOptions.Score.Key)}"),
        };
        foreach (var assignment in plan.Assignments)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture,
                $"{context.Hostname(assignment.Runner)} -> {context.Hostname(assignment.Target)}, {assignment.Threads} threads, score {assignment.Score:0.###e+0}"));
        }

        return lines;
    }
}
