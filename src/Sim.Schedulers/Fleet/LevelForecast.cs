using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Which level the player will have when a batch lands, from the exp of the last minute. A batch is in flight for minutes: with threads
/// for the level at its launch its hack would take more than its grow was meant for.
/// </summary>
internal sealed class LevelForecast
{
    private static readonly SimDuration Window = SimDuration.FromSeconds(60);

    private SimTime _seenAt;
    private double _seenExp = -1;
    private double _expPerMicro;

    /// <summary>To be called about once a second.</summary>
    public void Observe(GameView view)
    {
        if (_seenExp >= 0 && view.Now - _seenAt < Window) return;
        if (_seenExp >= 0) _expPerMicro = (view.Person.Exp - _seenExp) / (view.Now - _seenAt).Micros;
        (_seenAt, _seenExp) = (view.Now, view.Person.Exp);
    }

    /// <summary>The player as of a later moment; never at a lower level than now.</summary>
    public Person PersonAt(GameView view, SimTime at)
    {
        var person = view.Person;
        var ahead = Math.Max(0, (at - view.Now).Micros);
        var level = SkillFormulas.Level(person.Exp + (_expPerMicro * ahead), person.LevelMultiplier * view.Multipliers.HackingLevelMultiplier);
        person.Level = Math.Max(person.Level, level);
        return person;
    }
}
