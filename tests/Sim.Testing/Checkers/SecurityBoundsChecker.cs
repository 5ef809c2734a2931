using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>
/// Security of a target stays between its minimum (and 1) and 100 and moves at landings only, in the direction of the kind of job.
/// </summary>
public sealed class SecurityBoundsChecker : IGameObserver
{
    private readonly GameRun _game;
    private readonly double[] _security;

    public SecurityBoundsChecker(GameRun game)
    {
        ArgumentNullException.ThrowIfNull(game);
        _game = game;
        _security = [.. Enumerable.Range(0, game.World.Servers.Length).Select(index => game.Server(new ServerId(index)).Security)];
    }

    /// <inheritdoc cref="MoneyBoundsChecker.Accept"/>
    public void Accept(ServerId target) => _security[target.Index] = _game.Server(target).Security;

    public void OnLaunched(in Job job)
    {
    }

    public void OnStarted(in Job job, in Operation operation) =>
        Invariant.Check(operation.SecurityAtStart == _security[job.Request.Target.Index], "a duration is fixed by the security of its moment");

    public void OnLanded(in Job job, in Landing landing)
    {
        var target = job.Request.Target;
        var least = Math.Max(1, _game.Server(target).SecurityMin);
        Invariant.Check(landing.SecurityAfter >= least, "security is at least the minimum");
        Invariant.Check(landing.SecurityAfter <= 100, "security is at most 100");
        Invariant.Check(landing.SecurityBefore == _security[target.Index], "security moves at landings only");
        Invariant.Check(job.Request.Kind == JobKind.Weaken || landing.SecurityAfter >= landing.SecurityBefore, "only weakens lower security");
        Invariant.Check(job.Request.Kind != JobKind.Weaken || landing.SecurityAfter <= landing.SecurityBefore, "weakens never raise security");
        _security[target.Index] = landing.SecurityAfter;
    }

    public void OnEnded(in Job job)
    {
    }

    public void OnKilled(in Job job)
    {
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
    }
}
