using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>Exp and level never fall, and move at landings only.</summary>
public sealed class ExpChecker(GameRun game) : IGameObserver
{
    private double _exp = game.Person.Exp;
    private double _level = game.Person.Level;

    /// <inheritdoc cref="MoneyBoundsChecker.Accept"/>
    public void Accept() => (_exp, _level) = (game.Person.Exp, game.Person.Level);

    public void OnLaunched(in Job job)
    {
    }

    public void OnStarted(in Job job, in Operation operation)
    {
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        Invariant.Check(landing.ExpBefore == _exp, "exp moves at landings only");
        Invariant.Check(landing.ExpAfter >= landing.ExpBefore, "exp never falls");
        Invariant.Check(landing.LevelBefore == _level, "the level moves at landings only");
        Invariant.Check(landing.LevelAfter >= landing.LevelBefore, "the level never falls");
        Accept();
    }

    public void OnEnded(in Job job)
    {
    }

    public void OnKilled(in Job job) => Invariant.Check(game.Person.Exp == _exp, "a killed job gives no exp");

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
    }
}
