using Sim.Engine;

namespace Sim.Game;

/// <content>What is made otherwise while a run goes on: not by the scheduler, but by whoever asks what would happen then.</content>
public sealed partial class GameRun
{
    /// <summary>Makes things cost what another model says from now on; see <see cref="LagRun.Change"/>.</summary>
    /// <param name="model">What things cost.</param>
    /// <param name="streams">The run's luck; used only if nothing cost anything so far.</param>
    public void ChangeLag(LagModel model, RandomStreams streams)
    {
        if (Lag is { } lag) lag.Change(model);
        else UseLag(model, streams);
    }

    /// <summary>Puts the player at another hacking level, up or down, with the exp at which it begins.</summary>
    /// <param name="level">1 to <see cref="WorldSpecExtensions.LevelMax"/>.</param>
    public void SetLevel(int level)
    {
        _person.Exp = HackingExp.Of(level, _levelMultiplier);
        _person.Level = level;
        _expOfLevel = double.PositiveInfinity;
    }

    /// <summary>Puts a target into another state, as if another script had landed there.</summary>
    /// <param name="target">The server.</param>
    /// <param name="money">$ on it, 0 to its maximum.</param>
    /// <param name="security">Its minimum to 100.</param>
    public void SetTarget(ServerId target, double money, double security)
    {
        ref var server = ref _servers[target.Index];
        Invariant.Check(money >= 0 && money <= server.MoneyMax);
        Invariant.Check(security >= server.SecurityMin && security <= 100);
        server.Money = money;
        server.Security = security;
    }
}
