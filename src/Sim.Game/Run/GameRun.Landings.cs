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
    public Landing Apply(JobKind kind, ServerId target, double threads, int cores)
    {
        ref var server = ref _servers[target.Index];
        var landing = new Landing
        {
            MoneyBefore = server.Money,
            SecurityBefore = server.Security,
            ExpBefore = _person.Exp,
            LevelBefore = _person.Level,
            Success = true,
        };
        switch (kind)
        {
            case JobKind.Hack:
                ApplyHack(ref server, threads, ref landing);
                break;
            case JobKind.Grow:
                ApplyGrow(ref server, threads, cores, ref landing);
                break;
            default:
                ApplyWeaken(ref server, threads, cores, ref landing);
                break;
        }

        landing.MoneyAfter = server.Money;
        landing.SecurityAfter = server.Security;
        landing.ExpAfter = _person.Exp;
        landing.LevelAfter = _person.Level;
        return landing;
    }

    private void ApplyHack(ref Server server, double threads, ref Landing landing)
    {
        var draw = _hackLuck.NextDouble();
        landing.Draw = draw;
        landing.Success = draw < HackingFormulas.Chance(in server, in _person);
        var exp = HackingFormulas.ExpPerThread(in server, in _person, Multipliers) * threads;
        if (!landing.Success)
        {
            GainExp(exp / ExpWithoutMoney);
            return;
        }

        var fraction = HackingFormulas.FractionPerThread(in server, in _person, Multipliers);
        var threadsThatCount = Math.Ceiling(1 / fraction);
        var stolen = server.Money * fraction * threads;
        if (stolen > server.Money) stolen = server.Money;
        if (!(stolen > 0))
        {
            stolen = 0;
            exp /= ExpWithoutMoney;
        }

        server.Money -= stolen;
        if (server.Money < 0) server.Money = 0;
        landing.MoneyGained = stolen * Multipliers.ScriptHackMoneyGain;
        landing.Returned = landing.MoneyGained;
        Money += landing.MoneyGained;
        GainExp(exp);
        server.Security = SecurityFormulas.Raise(
            server.Security, server.SecurityMin, SecurityFormulas.HackRisePerThread * Math.Min(threads, threadsThatCount));
    }

    private void ApplyGrow(ref Server server, double threads, int cores, ref Landing landing)
    {
        landing.Returned = GrowthFormulas.ApplyGrow(ref server, threads, cores, in _person, Multipliers);
        GainExp(HackingFormulas.ExpPerThread(in server, in _person, Multipliers) * threads);
    }

    private void ApplyWeaken(ref Server server, double threads, int cores, ref Landing landing)
    {
        landing.Returned = SecurityFormulas.WeakenEffect(threads, cores, Multipliers);
        server.Security = SecurityFormulas.Lower(server.Security, server.SecurityMin, landing.Returned);
        GainExp(HackingFormulas.ExpPerThread(in server, in _person, Multipliers) * threads);
    }

    private void GainExp(double exp)
    {
        _person.Exp = SkillFormulas.AddExp(_person.Exp, exp);
        _person.Level = SkillFormulas.Level(_person.Exp, _levelMultiplier);
    }
}
