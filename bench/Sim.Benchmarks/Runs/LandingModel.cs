using Sim.Engine;
using Sim.Game;

namespace Sim.Benchmarks;

/// <summary>
/// The landings of batches (hack, weaken, grow, weaken) on phantasy, one after the other and nothing between them: no queue, no
/// processes, nobody who watches. Once as the simulator does it, which remembers what the formulas last gave, and once with the
/// formulas asked anew for each landing. Both must give the same bits.
/// </summary>
internal sealed class LandingModel
{
    private const double HackThreads = 6;
    private const double WeakenThreads = 1;
    private const double GrowThreads = 20;
    private const int Cores = 1;

    private readonly GameRun _game;
    private readonly ServerId _target;
    private readonly RandomStream _luck = new(1);
    private readonly double _intelligenceBonus;
    private readonly double _levelMultiplier;
    private readonly BitNodeMultipliers _node;
    private Server _server;
    private Person _person;
    private double _money;

    public LandingModel()
    {
        var spec = MidSave.Spec("periodic", "none", "1h");
        _target = spec.Targets[0];
        _game = new GameRun(spec.World, new RandomStream(1));
        _server = _game.Server(_target);
        _person = _game.Person;
        _money = _game.Money;
        _node = _game.Multipliers;
        _intelligenceBonus = HackingFormulas.IntelligenceBonus(_person.Intelligence, 1);
        _levelMultiplier = _person.LevelMultiplier * _node.HackingLevelMultiplier;
    }

    /// <summary>Lands batches as the simulator does.</summary>
    /// <returns>A fingerprint of the state after them.</returns>
    public ulong Remembered(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            _game.Apply(JobKind.Hack, _target, HackThreads, Cores, out _);
            _game.Apply(JobKind.Weaken, _target, WeakenThreads, Cores, out _);
            _game.Apply(JobKind.Grow, _target, GrowThreads, Cores, out _);
            _game.Apply(JobKind.Weaken, _target, WeakenThreads, Cores, out _);
        }

        return Fingerprint(in _game.Server(_target), in _game.Person, _game.Money);
    }

    /// <summary>Lands batches with every formula worked out for every landing.</summary>
    /// <returns>The same fingerprint.</returns>
    public ulong Plain(int batches)
    {
        for (var i = 0; i < batches; i++)
        {
            Hack();
            Weaken();
            Grow();
            Weaken();
        }

        return Fingerprint(in _server, in _person, _money);
    }

    private void Hack()
    {
        var chance = HackingFormulas.Chance(in _server, in _person, _intelligenceBonus);
        var fraction = HackingFormulas.FractionPerThread(in _server, in _person, _node);
        var exp = HackingFormulas.ExpPerThread(in _server, in _person, _node) * HackThreads;
        if (!(_luck.NextDouble() < chance))
        {
            GainExp(exp / 4);
            return;
        }

        var stolen = Math.Min(_server.Money, _server.Money * fraction * HackThreads);
        if (!(stolen > 0)) exp /= 4;
        _server.Money -= stolen;
        _money += stolen * _node.ScriptHackMoneyGain;
        GainExp(exp);
        var counted = Math.Min(HackThreads, Math.Ceiling(1 / fraction));
        _server.Security = SecurityFormulas.Raise(_server.Security, _server.SecurityMin, SecurityFormulas.HackRisePerThread * counted);
    }

    private void Weaken()
    {
        var effect = SecurityFormulas.WeakenEffect(WeakenThreads, Cores, _node);
        _server.Security = SecurityFormulas.Lower(_server.Security, _server.SecurityMin, effect);
        GainExp(HackingFormulas.ExpPerThread(in _server, in _person, _node) * WeakenThreads);
    }

    private void Grow()
    {
        GrowthFormulas.ApplyGrow(ref _server, GrowThreads, Cores, in _person, _node);
        GainExp(HackingFormulas.ExpPerThread(in _server, in _person, _node) * GrowThreads);
    }

    private void GainExp(double exp)
    {
        _person.Exp = SkillFormulas.AddExp(_person.Exp, exp);
        _person.Level = SkillFormulas.Level(_person.Exp, _levelMultiplier);
    }

    private static ulong Fingerprint(in Server server, in Person person, double money) => unchecked(
        (BitConverter.DoubleToUInt64Bits(server.Money) * 3) ^ (BitConverter.DoubleToUInt64Bits(server.Security) * 5)
        ^ (BitConverter.DoubleToUInt64Bits(person.Exp) * 7) ^ BitConverter.DoubleToUInt64Bits(money) ^ BitConverter.DoubleToUInt64Bits(person.Level));
}
