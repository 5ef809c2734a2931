using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>Exp from a level, for worlds that are given by level.</summary>
internal static class HackingExp
{
    /// <summary>The highest level whose exp is a finite number, with a margin; e^709 is near the end of the doubles.</summary>
    public static int LevelMax(double multiplier) => (int)Math.Min(1e9, Math.Floor(22_400 * multiplier));

    /// <summary>The least exp that makes up this level (the game's calculateExp).</summary>
    /// <param name="level">1 or more.</param>
    /// <param name="multiplier">The player's level multiplier times the BitNode's HackingLevelMultiplier.</param>
    // TODO(numbers): becomes SkillFormulas, which also mends the exp where rounding would give one level less.
    public static double Of(double level, double multiplier) =>
        Math.Max(0, FdMath.Exp(((level / multiplier) + 200) / 32) - 534.6);
}
