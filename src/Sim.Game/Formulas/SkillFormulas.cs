using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>Exp and level (Bitburner 2.6.1, PersonObjects/formulas/skill.ts).</summary>
public static class SkillFormulas
{
    /// <summary>Level that an amount of exp gives, whole, 1 or more (calculateSkill).</summary>
    /// <param name="exp">Points, 0 or more.</param>
    /// <param name="multiplier">For hacking: mults.hacking x HackingLevelMultiplier.</param>
    public static double Level(double exp, double multiplier) =>
        Math.Max(Math.Floor(multiplier * ((32.0 * FdMath.Log(exp + 534.6)) - 200.0)), 1.0);

    /// <summary>Exp in points at which a level begins, 0 to the largest finite number (calculateExp).</summary>
    public static double ExpForLevel(double level, double multiplier) =>
        Math.Min(Math.Max(FdMath.Exp(((level / multiplier) + 200.0) / 32.0) - 534.6, 0.0), double.MaxValue);

    /// <summary>Exp in points after a gain, 0 or more; a negative gain is a loss (gainHackingExp).</summary>
    public static double AddExp(double exp, double gain)
    {
        double sum = exp + gain;
        return sum < 0.0 ? 0.0 : sum;
    }

    /// <summary>Where between two levels an amount of exp lies (calculateSkillProgress).</summary>
    public static SkillProgress Progress(double exp, double multiplier)
    {
        double level = Level(exp, multiplier);
        double expBase = ExpForLevel(level, multiplier);
        double expNext = ExpForLevel(level + 1.0, multiplier);

        // Beyond the levels whose exp is finite both ends are the largest number; the game then shows 99.99 %.
        double percent = expNext - expBase != 0.0 ? (exp - expBase) * 100.0 / (expNext - expBase) : 99.99;
        return new SkillProgress
        {
            Level = level,
            LevelNext = level + 1.0,
            ExpBase = expBase,
            Exp = exp,
            ExpNext = expNext,
            ExpIntoLevel = Limit(exp - expBase, double.MaxValue),
            ExpRemaining = Limit(expNext - exp, double.MaxValue),
            Percent = Limit(percent, 100.0),
        };
    }

    private static double Limit(double value, double max) => Math.Max(Math.Min(value, max), 0.0);
}

/// <summary>What <see cref="SkillFormulas.Progress"/> gives; exp in points.</summary>
public readonly record struct SkillProgress
{
    /// <summary>The level now (currentSkill).</summary>
    public required double Level { get; init; }

    /// <summary>One more (nextSkill).</summary>
    public required double LevelNext { get; init; }

    /// <summary>Where the level began (baseExperience).</summary>
    public required double ExpBase { get; init; }

    /// <summary>The exp asked about (experience).</summary>
    public required double Exp { get; init; }

    /// <summary>Where the next level begins (nextExperience).</summary>
    public required double ExpNext { get; init; }

    /// <summary>From the beginning of the level to now, 0 or more (currentExperience).</summary>
    public required double ExpIntoLevel { get; init; }

    /// <summary>From now to the next level, 0 or more (remainingExperience).</summary>
    public required double ExpRemaining { get; init; }

    /// <summary>0 to 100 (progress).</summary>
    public required double Percent { get; init; }
}
