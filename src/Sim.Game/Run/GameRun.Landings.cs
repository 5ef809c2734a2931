using System.Runtime.CompilerServices;
using Sim.Engine;

namespace Sim.Game;

/// <content>What a landing does, in the game's own order of operations (Netscript hack, grow and weaken after their delay).</content>
public sealed partial class GameRun
{
    /// <summary>A hack that fails, or that finds no money, gives this part of the exp.</summary>
    private const double ExpWithoutMoney = 4;

    /// <summary>Applies an operation to its target at the present time.</summary>
    /// <param name="kind">hack, grow or weaken.</param>
    /// <param name="target">The server it aims at.</param>
    /// <param name="threads">Any positive number.</param>
    /// <param name="cores">Cores of the host; they help grow and weaken.</param>
    /// <param name="landing">
    /// What it did. Written in place: a record handed back by value is copied, and the wide copy waits for the narrow writes, 7 ns.
    /// </param>
    public void Apply(JobKind kind, ServerId target, double threads, int cores, out Landing landing)
    {
        ref var server = ref _servers[target.Index];
        ref var memory = ref _memories[target.Index];
        Unsafe.SkipInit(out landing);
        landing.MoneyBefore = server.Money;
        landing.SecurityBefore = server.Security;
        landing.ExpBefore = _person.Exp;
        landing.LevelBefore = _person.Level;
        landing.Threads = threads;
        landing.Success = true;
        landing.Draw = 0;
        landing.MoneyGained = 0;
        landing.Returned = 0;
        switch (kind)
        {
            case JobKind.Hack:
                ApplyHack(ref server, ref memory, threads, ref landing);
                break;
            case JobKind.Grow:
                ApplyGrow(ref server, ref memory, threads, cores, ref landing);
                break;
            default:
                ApplyWeaken(ref server, in memory, threads, cores, ref landing);
                break;
        }

        landing.MoneyAfter = server.Money;
        landing.SecurityAfter = server.Security;
        landing.ExpAfter = _person.Exp;
        landing.LevelAfter = _person.Level;
    }

    private void ApplyHack(ref Server server, ref TargetMemory memory, double threads, ref Landing landing)
    {
        if (memory.HackSecurity != server.Security || memory.HackLevel != _person.Level) RememberHack(in server, ref memory);
        var draw = _hackLuck.NextDouble();
        landing.Draw = draw;
        landing.Success = draw < memory.Chance;
        var exp = memory.ExpPerThread * threads;
        if (!landing.Success)
        {
            GainExp(exp / ExpWithoutMoney);
            return;
        }

        var stolen = server.Money * memory.Fraction * threads;
        if (stolen > server.Money) stolen = server.Money;
        if (!(stolen > 0))
        {
            stolen = 0;
            exp /= ExpWithoutMoney;
        }

        server.Money -= stolen;
        if (server.Money < 0) server.Money = 0;
        landing.MoneyGained = stolen * _hackMoneyGain;
        landing.Returned = landing.MoneyGained;
        _money += landing.MoneyGained;
        var counted = Math.Min(threads, memory.ThreadsThatCount);
        GainExp(exp);
        server.Security = SecurityFormulas.Raise(server.Security, server.SecurityMin, SecurityFormulas.HackRisePerThread * counted);
    }

    private void ApplyGrow(ref Server server, ref TargetMemory memory, double threads, int cores, ref Landing landing)
    {
        var before = server.Money;
        if (before == server.MoneyMax && before > 0)
        {
            // A full server stays full: no growth, however large, is needed to know that.
            landing.Returned = 1;
        }
        else
        {
            if (memory.GrowSecurity != server.Security || memory.GrowCores != cores) RememberGrowth(in server, ref memory, cores);
            if (memory.GrownFrom != before || memory.GrownThreads != threads || memory.GrownLog != memory.LogPerThread)
            {
                RememberGrow(in server, ref memory, threads);
            }

            server.Money = memory.GrownTo;
            landing.Returned = memory.GrownTo / before;
            if (memory.GrownTo != before)
            {
                server.Security = SecurityFormulas.Raise(
                    server.Security, server.SecurityMin, SecurityFormulas.GrowRisePerThread * memory.GrownCounted);
            }
        }

        GainExp(memory.ExpPerThread * threads);
    }

    private void ApplyWeaken(ref Server server, in TargetMemory memory, double threads, int cores, ref Landing landing)
    {
        landing.Returned = SecurityFormulas.WeakenEffect(threads, cores, Multipliers);
        server.Security = SecurityFormulas.Lower(server.Security, server.SecurityMin, landing.Returned);
        GainExp(memory.ExpPerThread * threads);
    }

    private void RememberHack(in Server server, ref TargetMemory memory)
    {
        memory.HackSecurity = server.Security;
        memory.HackLevel = _person.Level;
        memory.Chance = HackingFormulas.Chance(in server, in _person, _intelligenceBonus);
        memory.Fraction = HackingFormulas.FractionPerThread(in server, in _person, Multipliers);
        memory.ThreadsThatCount = Math.Ceiling(1 / memory.Fraction);
    }

    private void RememberTimes(in Server server, ref TargetMemory memory)
    {
        memory.TimesSecurity = server.Security;
        memory.TimesLevel = _person.Level;
        memory.HackSeconds = HackingFormulas.HackSeconds(in server, in _person, Multipliers, _intelligenceBonus);
    }

    private void RememberGrowth(in Server server, ref TargetMemory memory, int cores)
    {
        memory.GrowSecurity = server.Security;
        memory.GrowCores = cores;
        memory.LogPerThread = GrowthFormulas.LogPerThread(in server, cores, in _person, Multipliers);
    }

    private static void RememberGrow(in Server server, ref TargetMemory memory, double threads)
    {
        var grown = server;
        GrowthFormulas.ApplyGrow(ref grown, threads, memory.LogPerThread, out memory.GrownCounted);
        memory.GrownLog = memory.LogPerThread;
        memory.GrownFrom = server.Money;
        memory.GrownThreads = threads;
        memory.GrownTo = grown.Money;
    }

    /// <summary>
    /// Adds exp. The level needs a logarithm, so it is worked out only where exp comes near the next level's; the margin is a
    /// thousand times the rounding error of the formula.
    /// </summary>
    private void GainExp(double exp)
    {
        _person.Exp = SkillFormulas.AddExp(_person.Exp, exp);
        if (_person.Exp < _expOfNextLevel && _person.Exp >= _expOfLevel) return;
        _person.Level = SkillFormulas.Level(_person.Exp, _levelMultiplier);
        _expOfLevel = _person.Exp;
        _expOfNextLevel = SkillFormulas.ExpForLevel(_person.Level + 1, _levelMultiplier) * (1 - 1e-10);
    }
}
