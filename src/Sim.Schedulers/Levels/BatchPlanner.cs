using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Gives each new batch its threads, as the level-up strategy wants them, and works them out again only when they change.</summary>
public sealed class BatchPlanner(BatcherOptions options, int homeCores)
{
    private ThreadArithmetic _arithmetic = options.Arithmetic;
    private BatchPlan? _plan;
    private int _index = -1;
    private SimTime _seenAt;
    private double _seenExp = -1;
    private double _expPerMicro;

    /// <summary>How threads are worked out from now on; at first as the options say.</summary>
    public ThreadArithmetic Arithmetic
    {
        get => _arithmetic;
        set
        {
            if (value != _arithmetic) _plan = null;
            _arithmetic = value;
        }
    }

    /// <summary>The plan for a batch that is launched now.</summary>
    /// <param name="view">The game.</param>
    /// <param name="landsAt">When its first job is to land.</param>
    /// <param name="index">The plan's number in the run.</param>
    /// <returns>Null if the player cannot hack the target.</returns>
    public BatchPlan? PlanFor(GameView view, SimTime landsAt, out int index)
    {
        if (options.LevelUps == LevelUpStrategy.Predict)
        {
            var person = view.Person;
            Predict(view, landsAt, ref person);
            if (_plan is null || _plan.Level != person.Level) Work(view, in person);
        }
        else if (_plan is null || (_plan.Level != view.Person.Level && options.LevelUps != LevelUpStrategy.Ignore))
        {
            Work(view, in view.Person);
        }

        index = _index;
        return _plan;
    }

    private void Work(GameView view, in Person person)
    {
        _plan = BatchMath.Work(
            options.Shape, options.Target, in view.Server(options.Target), in person, view.Multipliers, _arithmetic, homeCores);
        _index = _plan is null ? -1 : view.AddPlan(_plan);
    }

    /// <summary>Puts the person at the level that the exp rate of late leads to at the landing.</summary>
    private void Predict(GameView view, SimTime landsAt, ref Person person)
    {
        if (_seenExp < 0)
        {
            (_seenAt, _seenExp) = (view.Now, person.Exp);
        }
        else if ((view.Now - _seenAt).Micros >= 1_000_000)
        {
            _expPerMicro = (person.Exp - _seenExp) / (view.Now - _seenAt).Micros;
            (_seenAt, _seenExp) = (view.Now, person.Exp);
        }

        var ahead = Math.Max(0, (landsAt - view.Now).Micros);
        var level = SkillFormulas.Level(
            person.Exp + (_expPerMicro * ahead), person.LevelMultiplier * view.Multipliers.HackingLevelMultiplier);
        person.Level = Math.Max(person.Level, level);
    }
}
