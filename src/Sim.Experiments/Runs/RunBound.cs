using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>
/// The upper bound that a run is measured by: that of its own targets, RAM and landing gaps. What the target held when the run began
/// can be taken on top, once.
/// </summary>
public static class RunBound
{
    /// <summary>$ a second in the long run, by the state of the game now: the level is at its highest at the end of a run.</summary>
    /// <param name="spec">Targets, pattern and spacer; without a spacer, landings are no limit.</param>
    /// <param name="game">Level and servers.</param>
    /// <param name="ram">RAM that was free for jobs.</param>
    public static double Of(RunSpec spec, GameRun game, RamSize ram)
    {
        ArgumentNullException.ThrowIfNull(spec);
        ArgumentNullException.ThrowIfNull(game);
        var cores = 1;
        for (var i = 0; i < game.World.Servers.Length; i++)
        {
            if (game.View.Host(new ServerId(i)) is { RamMax: > 0 } host) cores = Math.Max(cores, host.Cores);
        }

        var targets = new List<TargetBound>();
        foreach (var id in spec.Targets)
        {
            if (TargetBound.Of(in game.Server(id), in game.Person, game.Multipliers, cores) is { } target) targets.Add(target);
        }

        return IncomeBound.PerSecond(targets, ram.Gigabytes, LimitOf(spec.Options, game.Plans));
    }

    /// <summary>Of the run's pattern, or, where the scheduler chose patterns itself, of the one it used that has the fewest landings.</summary>
    private static LandingLimit LimitOf(OptionSet options, IReadOnlyList<BatchPlan> used)
    {
        if (!options.Has("spacer")) return LandingLimit.None;
        var spacer = options.Duration("spacer");
        if (options.Has("patterns") && used.Count > 0) return used.Select(plan => LandingLimit.Of([.. plan.Jobs.Select(job => job.Kind)], spacer)).MinBy(limit => limit.Landings);
        return options.Has("pattern") && BatchShape.TryParse(options.Text("pattern"), out var shape, out _)
            ? LandingLimit.Of(shape, spacer)
            : new LandingLimit(LandingLimit.LandingsLeast, spacer);
    }
}
