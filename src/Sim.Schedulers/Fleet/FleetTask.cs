using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Where a target is on its way to earning, and what a task on it does.</summary>
internal enum Lifecycle
{
    /// <summary>Security is up: weaken it to the minimum.</summary>
    Till,

    /// <summary>Security is down, money is short: grow it to the maximum.</summary>
    Sow,

    /// <summary>Prepped: hack it in overlapping batches.</summary>
    Harvest,
}

/// <summary>Work on one target, with RAM of its own from the allocator. A target has one task at a time.</summary>
/// <param name="fleet">Whose it is.</param>
/// <param name="target">What it works on.</param>
/// <param name="now">When it begins.</param>
internal abstract class FleetTask(FleetScheduler fleet, FleetTarget target, SimTime now)
{
    public FleetTarget Target { get; } = target;

    public abstract Lifecycle Lifecycle { get; }

    /// <summary>When it began, or was last given another size.</summary>
    public SimTime Since { get; protected set; } = now;

    /// <summary>Head of its flights in the pool.</summary>
    public int FirstFlight { get; set; } = FlightPool.None;

    /// <summary>Flights that are not over.</summary>
    public int Flights { get; set; }

    /// <summary>True once it launches no more.</summary>
    public bool IsStopping { get; private set; }

    protected FleetScheduler Fleet { get; } = fleet;

    /// <summary>Everything of a flight has landed; its RAM is still claimed.</summary>
    public abstract void OnFlightOver(int flight, GameView view, Plan plan);

    /// <summary>A job of a flight did not start, or was killed by somebody else; what was alive of the flight was killed.</summary>
    public abstract void OnFlightLost(int flight);

    /// <summary>Launches no more; what is in flight lands, and its RAM is freed then.</summary>
    public void Drain()
    {
        if (IsStopping) return;
        IsStopping = true;
        OnStopped();
    }

    /// <summary>Ends at once: what is in flight is killed and its RAM is free when the turn is carried out.</summary>
    public void Kill(GameView view, Plan plan)
    {
        Drain();
        for (var flight = FirstFlight; flight != FlightPool.None;)
        {
            var next = Fleet.Flights[flight].Next;

            // What was planned in this very turn is not there to be killed yet; it lands.
            if (Fleet.Flights[flight].First != JobId.None) Fleet.KillFlight(flight, view, plan);
            flight = next;
        }
    }

    /// <summary>Gives its RAM back, as far as nothing in flight claims it.</summary>
    protected abstract void OnStopped();
}
