using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>A script that runs for ever: it looks at its ports, acts, and sleeps.</summary>
public interface IService
{
    /// <summary>How long it sleeps, whole milliseconds, 1 ms or more.</summary>
    SimDuration Period { get; }

    /// <summary>One round of its loop.</summary>
    void Tick(SimTime now);
}
