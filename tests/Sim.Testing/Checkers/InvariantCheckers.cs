using Sim.Game;

namespace Sim.Testing;

/// <summary>All independent checkers of a run. The model is not its own judge.</summary>
public sealed class InvariantCheckers
{
    private readonly RamConservationChecker _ram;
    private readonly MoneyBoundsChecker _money;
    private readonly SecurityBoundsChecker _security;
    private readonly ExpChecker _exp;

    /// <param name="game">A run in which no job is alive.</param>
    public InvariantCheckers(GameRun game)
    {
        (_ram, _money, _security, _exp) = (new(game), new(game), new(game), new(game));
        Observer = new ObserverList(_ram, _money, _security, new LandingOrderChecker(game), _exp);
    }

    /// <summary>Tells all of them.</summary>
    public IGameObserver Observer { get; }

    /// <inheritdoc cref="MoneyBoundsChecker.Accept"/>
    public void Accept(ServerId target)
    {
        _money.Accept(target);
        _security.Accept(target);
        _exp.Accept();
    }

    /// <inheritdoc cref="RamConservationChecker.CheckAllFree"/>
    public void CheckAllFree() => _ram.CheckAllFree();
}
