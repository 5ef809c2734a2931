using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What the pool does to one target.</summary>
internal sealed class PoolTarget(ServerId id)
{
    public ServerId Id { get; } = id;

    /// <summary>How worth it is working on; higher is better.</summary>
    public double Rank { get; set; }

    /// <summary>True while it is hacked; false while GW batches prepare it.</summary>
    public bool IsHacked { get; set; }

    /// <summary>True if nothing is launched until all batches have landed.</summary>
    public bool IsDraining { get; set; }

    public int InFlight { get; set; }

    /// <summary>Grow and weaken threads on their way.</summary>
    public int GrowsInFlight { get; set; }

    public int WeakensInFlight { get; set; }

    public SimTime NextLanding { get; set; }

    /// <summary>Batches at falling greed, for one level.</summary>
    public List<(BatchPlan Plan, int Index)> Plans { get; } = [];

    public double PlansLevel { get; set; } = -1;
}
