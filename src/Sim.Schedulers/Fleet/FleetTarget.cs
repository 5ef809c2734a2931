using Sim.Game;

namespace Sim.Schedulers;

/// <summary>A target of a fleet: what it could bring, and what is done to it now.</summary>
internal sealed class FleetTarget(ServerId id, FleetOptions options)
{
    /// <summary>Money from this share of the maximum on is full.</summary>
    public const double FullShare = 0.999;

    public ServerId Id { get; } = id;

    public HarvestCurve Curve { get; } = new(id, options);

    /// <summary>The task that works on it; null if none does.</summary>
    public FleetTask? Task { get; set; }

    public HarvestTask? Harvest => Task as HarvestTask;

    /// <summary>What it needs next.</summary>
    public Lifecycle Stage(GameView view)
    {
        ref readonly var server = ref view.Server(Id);
        if (server.Security > server.SecurityMin * (1 + BatchMath.PreppedTolerance)) return Lifecycle.Till;
        return server.Money < server.MoneyMax * FullShare ? Lifecycle.Sow : Lifecycle.Harvest;
    }

    public bool CanHack(GameView view)
    {
        ref readonly var server = ref view.Server(Id);
        return server.HasRoot && server.MoneyMax > 0 && server.LevelRequired <= view.Person.Level;
    }
}
