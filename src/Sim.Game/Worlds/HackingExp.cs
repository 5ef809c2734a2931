namespace Sim.Game;

/// <summary>Exp from a level, for worlds that are given by level.</summary>
internal static class HackingExp
{
    /// <summary>The highest level whose exp is a finite number, with a margin; e^709 is near the end of the doubles.</summary>
    public static int LevelMax(double multiplier) => (int)Math.Min(1e9, Math.Floor(22_400 * multiplier));

    /// <summary>Exp that makes up this level.</summary>
    /// <param name="level">1 to <see cref="LevelMax"/>.</param>
    /// <param name="multiplier">The player's level multiplier times the BitNode's HackingLevelMultiplier.</param>
    public static double Of(double level, double multiplier)
    {
        // Rounding can leave the exp at which a level begins a few units in the last place short of it, and the player would
        // fall back a level at the first landing. So it is raised until the game's own formula gives the level.
        double exp = SkillFormulas.ExpForLevel(level, multiplier);
        double step = Math.BitIncrement(exp) - exp;
        while (SkillFormulas.Level(exp, multiplier) < level)
        {
            exp += step;
            step *= 2;
        }

        return exp;
    }
}
