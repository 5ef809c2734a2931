using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Decides which targets are tilled, sown and harvested with the RAM there is.</summary>
internal interface ITaskSelector
{
    /// <summary>Called once a second, and only if a task has ended, RAM has changed or some time has passed.</summary>
    /// <param name="fleet">Tasks, targets and RAM, and the ways to change them.</param>
    /// <param name="view">The game.</param>
    /// <param name="plan">Receives what is launched and killed.</param>
    void Select(FleetScheduler fleet, GameView view, Plan plan);
}
