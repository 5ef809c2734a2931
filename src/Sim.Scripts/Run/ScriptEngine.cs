using System.Collections.Immutable;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>Runs the scripts of sweeps and gates: a child process for each run.</summary>
/// <param name="findNode">Finds Node when it is first needed: most sweeps have no scripts.</param>
public sealed class ScriptEngine(Func<NodeInstallation> findNode) : IScriptEngine
{
    private readonly Lazy<NodeInstallation> _node = new(findNode);

    /// <summary>Real time without progress after which a run is given up.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    public RunFacts Run(Scenario scenario, WorldSpec world, ImmutableArray<ServerId> targets)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(world);
        var script = scenario.Scheduler.Script ?? throw new ArgumentException("The scenario's scheduler is no script.", nameof(scenario));
        var target = targets.IsEmpty ? "" : world.Servers[targets[0].Index].Hostname;
        var request = new ScriptRequest
        {
            Script = script.File,
            From = script.From,
            World = world,
            Duration = scenario.Duration,
            Arguments = [.. script.Arguments.Select(argument => argument.Replace(ScriptChoice.TargetPlaceholder, target, StringComparison.Ordinal))],
            Threads = script.Threads,
            Seed = scenario.Seed,
            Lag = scenario.Lag,
            Patience = Patience,
        };
        try
        {
            return ScriptSession.Run(request, _node.Value).Facts;
        }
        catch (ScriptException failed)
        {
            throw new InputException(new InputProblem("", script.File, failed.Message));
        }
    }
}
