using System.Collections.Immutable;

namespace Sim.Game;

/// <summary>The player's multipliers that hacking reads, by the game's names.</summary>
public static class PersonMultipliers
{
    public static ImmutableArray<string> Names { get; } =
        ["hacking_chance", "hacking_speed", "hacking_money", "hacking_grow", "hacking", "hacking_exp"];

    /// <summary>One multiplier by name.</summary>
    /// <exception cref="ArgumentException">The name is none of <see cref="Names"/>.</exception>
    public static double Value(in Person person, string name) => name switch
    {
        "hacking_chance" => person.ChanceMultiplier,
        "hacking_speed" => person.SpeedMultiplier,
        "hacking_money" => person.MoneyMultiplier,
        "hacking_grow" => person.GrowMultiplier,
        "hacking" => person.LevelMultiplier,
        "hacking_exp" => person.ExpMultiplier,
        _ => throw new ArgumentException($"There is no hacking multiplier named {name}.", nameof(name)),
    };

    /// <summary>The same person with one multiplier changed; a name that hacking does not read changes nothing.</summary>
    public static Person With(Person person, string name, double value)
    {
        switch (name)
        {
            case "hacking_chance": person.ChanceMultiplier = value; break;
            case "hacking_speed": person.SpeedMultiplier = value; break;
            case "hacking_money": person.MoneyMultiplier = value; break;
            case "hacking_grow": person.GrowMultiplier = value; break;
            case "hacking": person.LevelMultiplier = value; break;
            case "hacking_exp": person.ExpMultiplier = value; break;
            default: break;
        }

        return person;
    }
}
