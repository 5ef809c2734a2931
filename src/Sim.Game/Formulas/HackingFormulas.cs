using Sim.Engine.Numbers;

namespace Sim.Game;

/// <summary>
/// Chance, exp, stolen fraction and durations, in the game's own order of operations (Bitburner 2.6.1, Hacking.ts), so that
/// every bit is equal. The overloads with an intelligence bonus give the same bits; they save a pow to callers who keep it.
/// </summary>
public static class HackingFormulas
{
    /// <summary>How many times longer than a hack a grow takes.</summary>
    public const double GrowTimeFactor = 3.2;

    /// <summary>How many times longer than a hack a weaken takes.</summary>
    public const double WeakenTimeFactor = 4.0;

    /// <summary>Chance of success, 0 to 1 (calculateHackingChance).</summary>
    public static double Chance(in Server server, in Person person) =>
        Chance(server, person, IntelligenceBonus(person.Intelligence, 1.0));

    /// <summary>Chance of success, 0 to 1 (calculateHackingChance).</summary>
    /// <param name="server">The target.</param>
    /// <param name="person">The player.</param>
    /// <param name="intelligenceBonus"><see cref="IntelligenceBonus"/> with weight 1.</param>
    public static double Chance(in Server server, in Person person, double intelligenceBonus)
    {
        if (!server.HasRoot || server.Security >= SecurityFormulas.SecurityCeiling) return 0.0;

        double skill = 1.75 * person.Level;
        double skillChance = (skill - server.LevelRequired) / skill;
        double ease = (100.0 - server.Security) / 100.0;
        double chance = skillChance * ease * person.ChanceMultiplier * intelligenceBonus;
        return Math.Min(1.0, Math.Max(chance, 0.0));
    }

    /// <summary>Exp of one thread in points, 0 or more (calculateHackingExpGain).</summary>
    public static double ExpPerThread(in Server server, in Person person, BitNodeMultipliers node)
    {
        if (server.SecurityBase == 0.0) return 0.0;
        return (3.0 + (server.SecurityBase * 0.3)) * person.ExpMultiplier * node.HackExpGain;
    }

    /// <summary>Fraction of the server's money that one thread takes, 0 to 1 (calculatePercentMoneyHacked).</summary>
    public static double FractionPerThread(in Server server, in Person person, BitNodeMultipliers node)
    {
        if (server.Security >= SecurityFormulas.SecurityCeiling) return 0.0;

        double ease = (100.0 - server.Security) / 100.0;
        double skill = (person.Level - (server.LevelRequired - 1.0)) / person.Level;
        double fraction = ease * skill * person.MoneyMultiplier * node.ScriptHackMoney / 240.0;
        return Math.Min(1.0, Math.Max(fraction, 0.0));
    }

    /// <summary>Duration of a hack in seconds, above 0 (calculateHackingTime).</summary>
    public static double HackSeconds(in Server server, in Person person, BitNodeMultipliers node) =>
        HackSeconds(server, person, node, IntelligenceBonus(person.Intelligence, 1.0));

    /// <summary>Duration of a hack in seconds, above 0 (calculateHackingTime).</summary>
    /// <param name="server">The target.</param>
    /// <param name="person">The player.</param>
    /// <param name="node">The multipliers in force.</param>
    /// <param name="intelligenceBonus"><see cref="IntelligenceBonus"/> with weight 1.</param>
    public static double HackSeconds(in Server server, in Person person, BitNodeMultipliers node, double intelligenceBonus)
    {
        double effort = (2.5 * (server.LevelRequired * server.Security)) + 500.0;
        double perLevel = effort / (person.Level + 50.0);
        return 5.0 * perLevel / (person.SpeedMultiplier * node.HackingSpeedMultiplier * intelligenceBonus);
    }

    /// <summary>Duration of a grow in seconds, above 0 (calculateGrowTime).</summary>
    public static double GrowSeconds(in Server server, in Person person, BitNodeMultipliers node) =>
        GrowTimeFactor * HackSeconds(server, person, node);

    /// <summary>Duration of a grow in seconds, above 0 (calculateGrowTime), with the intelligence bonus at hand.</summary>
    public static double GrowSeconds(in Server server, in Person person, BitNodeMultipliers node, double intelligenceBonus) =>
        GrowTimeFactor * HackSeconds(server, person, node, intelligenceBonus);

    /// <summary>Duration of a weaken in seconds, above 0 (calculateWeakenTime).</summary>
    public static double WeakenSeconds(in Server server, in Person person, BitNodeMultipliers node) =>
        WeakenTimeFactor * HackSeconds(server, person, node);

    /// <summary>Duration of a weaken in seconds, above 0 (calculateWeakenTime), with the intelligence bonus at hand.</summary>
    public static double WeakenSeconds(in Server server, in Person person, BitNodeMultipliers node, double intelligenceBonus) =>
        WeakenTimeFactor * HackSeconds(server, person, node, intelligenceBonus);

    /// <summary>Multiplier that intelligence gives, 1 or more (calculateIntelligenceBonus).</summary>
    /// <param name="intelligence">Skill level, 0 or more.</param>
    /// <param name="weight">How much intelligence counts; 1 for hacking.</param>
    public static double IntelligenceBonus(double intelligence, double weight) =>
        1.0 + (weight * FdMath.Pow(intelligence, 0.8) / 600.0);
}
