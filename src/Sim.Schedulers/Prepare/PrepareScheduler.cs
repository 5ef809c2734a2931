using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Preparation alone: brings its targets to minimum security and full money with all RAM, one after another, and then rests.
/// Grow and weaken need root only, so targets above the player's hacking level can be prepared too.
/// <code>
///   target A  |weaken, grow, weaken|grow, weaken|
///   target B                                    |weaken, grow, weaken|   done
/// </code>
/// </summary>
internal sealed class PrepareScheduler(IReadOnlyList<ServerId> targets, Placer placer, SimDuration spacer) : IBatchScheduler
{
    private static readonly SimDuration RetryDelay = SimDuration.FromSeconds(1);

    private readonly Preparer[] _preparers = [.. targets.Select(target => new Preparer(target, placer, spacer))];
    private int _current;

    public void OnWake(int tag, GameView view, Plan plan) => GoOn(view, plan);

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        if (_preparers[_current].OnJobOver()) GoOn(view, plan);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
    {
        if (_preparers[_current].OnJobOver()) plan.WakeAfter(RetryDelay);
    }

    private void GoOn(GameView view, Plan plan)
    {
        while (_current < targets.Count - 1 && BatchMath.IsPrepped(in view.Server(targets[_current]))) _current++;
        if (BatchMath.IsPrepped(in view.Server(targets[_current]))) return;
        if (!_preparers[_current].TryPlanRound(view, plan)) plan.WakeAfter(RetryDelay);
    }
}
