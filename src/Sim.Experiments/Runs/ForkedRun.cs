using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// One run up to a moment, and two from there on: as it was, and under other assumptions. Both have had the same luck, so what they
/// differ in comes from the change.
/// <code>
///   0 ---------- moment ------------------ end        unchanged
///                   '------- change ------ end        changed
/// </code>
/// </summary>
/// <param name="Moment">Where they part, after all that was due up to then.</param>
/// <param name="Before">What had happened up to that moment.</param>
/// <param name="Unchanged">The whole run as it was.</param>
/// <param name="Changed">The whole run with the change.</param>
public sealed record ForkedRun(SimTime Moment, RunFacts Before, RunFacts Unchanged, RunFacts Changed)
{
    /// <exception cref="InputException">The change cannot be made at that moment.</exception>
    public static ForkedRun Run(RunSpec spec, SimTime moment, RunChange change)
    {
        var simulation = new Simulation(spec);
        simulation.RunUntil(moment);
        var changed = simulation.Fork();
        changed.Change(change).ThrowIfAny();
        return new ForkedRun(moment, simulation.FactsSoFar(), simulation.Run(), changed.Run());
    }
}
