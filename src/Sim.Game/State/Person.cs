namespace Sim.Game;

/// <summary>What the hacking formulas read of the player: level, intelligence and multipliers.</summary>
public struct Person
{
    /// <summary>Hacking level, 1 or more (skills.hacking).</summary>
    public double Level;

    /// <summary>Hacking exp in points, 0 or more (exp.hacking).</summary>
    public double Exp;

    /// <summary>Intelligence, 0 or more (skills.intelligence).</summary>
    public double Intelligence;

    /// <summary>Multiplier of the level (mults.hacking).</summary>
    public double LevelMultiplier;

    /// <summary>mults.hacking_chance.</summary>
    public double ChanceMultiplier;

    /// <summary>mults.hacking_speed.</summary>
    public double SpeedMultiplier;

    /// <summary>mults.hacking_money.</summary>
    public double MoneyMultiplier;

    /// <summary>mults.hacking_grow.</summary>
    public double GrowMultiplier;

    /// <summary>mults.hacking_exp.</summary>
    public double ExpMultiplier;

    /// <summary>A person with every multiplier at 1, as a new game gives.</summary>
    public static Person New(double level, double exp) => new()
    {
        Level = level,
        Exp = exp,
        LevelMultiplier = 1,
        ChanceMultiplier = 1,
        SpeedMultiplier = 1,
        MoneyMultiplier = 1,
        GrowMultiplier = 1,
        ExpMultiplier = 1,
    };
}
