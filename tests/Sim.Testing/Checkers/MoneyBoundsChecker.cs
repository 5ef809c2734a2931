using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>
/// Money of a target stays between 0 and its maximum and moves at landings only, in the direction of the kind of job; the player
/// receives what hacks say they gained.
/// </summary>
public sealed class MoneyBoundsChecker : IGameObserver
{
    private readonly GameRun _game;
    private readonly double[] _money;
    private double _purse;

    public MoneyBoundsChecker(GameRun game)
    {
        ArgumentNullException.ThrowIfNull(game);
        _game = game;
        _money = [.. Enumerable.Range(0, game.World.Servers.Length).Select(index => game.Server(new ServerId(index)).Money)];
        _purse = game.Money;
    }

    /// <summary>Takes the present state of a target as right, after a test changed it by other means than a job.</summary>
    public void Accept(ServerId target)
    {
        _money[target.Index] = _game.Server(target).Money;
        _purse = _game.Money;
    }

    public void OnLaunched(in Job job)
    {
    }

    public void OnStarted(in Job job, in Operation operation)
    {
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        var target = job.Request.Target;
        var max = _game.Server(target).MoneyMax;
        Invariant.Check(landing.MoneyAfter >= 0, "money is at least 0");
        Invariant.Check(landing.MoneyAfter <= Math.Max(max, landing.MoneyBefore), "money is at most the maximum");
        Invariant.Check(landing.MoneyBefore == _money[target.Index], "money moves at landings only");
        Invariant.Check(job.Request.Kind == JobKind.Grow || landing.MoneyAfter <= landing.MoneyBefore, "only grows bring money");
        Invariant.Check(job.Request.Kind == JobKind.Hack || landing.MoneyAfter >= landing.MoneyBefore, "only hacks take money");
        Invariant.Check(job.Request.Kind == JobKind.Hack || landing.MoneyGained == 0, "only hacks pay");
        Invariant.Check(landing.MoneyGained >= 0, "a hack never costs money");
        Invariant.Check(_game.Money == _purse + landing.MoneyGained, "the player receives what the hack gained");
        _money[target.Index] = landing.MoneyAfter;
        _purse = _game.Money;
    }

    public void OnEnded(in Job job)
    {
    }

    public void OnKilled(in Job job) => Unchanged();

    public void OnRefused(in JobRequest request, LaunchRefusal reason) => Unchanged();

    private void Unchanged() => Invariant.Check(_game.Money == _purse, "what does not land pays nothing");
}
