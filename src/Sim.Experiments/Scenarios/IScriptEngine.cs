using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Runs scenarios whose scheduler is a script. Safe to use from several threads.</summary>
public interface IScriptEngine
{
    /// <summary>Runs one scenario from start to end.</summary>
    /// <param name="scenario">Its scheduler is a script.</param>
    /// <param name="world">The scenario's world, prepped if it says so.</param>
    /// <param name="targets">The scenario's targets in that world.</param>
    /// <exception cref="InputException">The script or its folder is not there, or the run failed as a whole.</exception>
    RunFacts Run(Scenario scenario, WorldSpec world, ImmutableArray<ServerId> targets);
}
