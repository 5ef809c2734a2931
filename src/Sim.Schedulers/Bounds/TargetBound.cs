using Sim.Engine.Numbers;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The least RAM and time that it can take to get money out of one target, whatever the scheduler: real-valued threads, every
/// operation at minimum security, on the cores that help most, no RAM held for longer than the operation lasts. docs/bound.md has
/// the proof.
/// <code>
///   share p of the money taken and filled up again:
///     h = p / f                       hack threads; f is the share that one takes
///     (1-p) M + g = y,  y e^(kg) = M  grow threads g; k is the log of growth of one, y the money that the growth starts from
///     w = (0.002 h + 0.004 g) / wk    weaken threads; wk is what one takes off
///     cost = 1.70 h T / chance + 1.75 (3.2 T g + 4 T w)     GB x s for each success, T the time of a hack
/// </code>
/// The dearer the next share the larger it is already: cost is convex in p, so what a target yields is concave in RAM.
/// </summary>
public sealed class TargetBound
{
    private const double HackGb = 1.70;
    private const double WorkerGb = 1.75;
    private const int NewtonSteps = 60;
    private readonly double _money;
    private readonly double _logPerThread;
    private readonly double _sharePerThread;
    private readonly double _hackCost;
    private readonly double _growCost;
    private readonly double _emptyStart;
    private readonly double _gain;

    private TargetBound(in Server prepped, in Person person, BitNodeMultipliers node, int cores)
    {
        _money = prepped.MoneyMax;
        _gain = node.ScriptHackMoneyGain;
        Chance = HackingFormulas.Chance(in prepped, in person);
        _sharePerThread = HackingFormulas.FractionPerThread(in prepped, in person, node);
        _logPerThread = GrowthFormulas.LogPerThread(in prepped, cores, in person, node);
        var seconds = HackingFormulas.HackSeconds(in prepped, in person, node);
        var weakenCost = WorkerGb * HackingFormulas.WeakenTimeFactor * seconds / SecurityFormulas.WeakenEffect(1, cores, node);
        _hackCost = (HackGb * seconds / Chance) + (SecurityFormulas.HackRisePerThread * weakenCost);
        _growCost = (WorkerGb * HackingFormulas.GrowTimeFactor * seconds) + (SecurityFormulas.GrowRisePerThread * weakenCost);
        _emptyStart = StartOf(_money, _logPerThread);
    }

    /// <summary>The part of hacks that succeed, above 0 and at most 1.</summary>
    public double Chance { get; }

    /// <summary>$ that the player gets if all the money is taken once.</summary>
    public double IncomeMax => _money * _gain;

    /// <param name="target">The target; taken as prepped.</param>
    /// <param name="person">The player, at the highest level of the time in question.</param>
    /// <param name="node">The multipliers in force.</param>
    /// <param name="cores">Cores of the best host, 1 or more.</param>
    /// <returns>Null if nothing can be taken from the target for long: no root, level too low, no money, or no growth.</returns>
    public static TargetBound? Of(in Server target, in Person person, BitNodeMultipliers node, int cores)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (!target.HasRoot || target.LevelRequired > person.Level || !(target.MoneyMax > 0) || !(target.Growth > 0)) return null;
        var prepped = BatchMath.Prepped(in target);
        var bound = new TargetBound(in prepped, in person, node, cores);
        return bound.Chance > 0 && bound._sharePerThread > 0 && bound._logPerThread > 0 && bound.IncomeMax > 0 ? bound : null;
    }

    /// <summary>$ for each GB x s that the first, cheapest share of the money takes.</summary>
    public double YieldMax => IncomeMax / MarginalCost(_money);

    /// <summary>$ for each GB x s that the last share of the money takes.</summary>
    public double YieldMin => IncomeMax / MarginalCost(_emptyStart);

    /// <summary>How much it pays to take at a price of RAM.</summary>
    /// <param name="yield">$ that a GB x s must bring, above 0.</param>
    /// <returns>The share of the money to take each time, 0 to 1, and what that costs in GB x s.</returns>
    public (double Share, double Cost) BestAt(double yield)
    {
        if (yield >= YieldMax) return (0, 0);

        // The marginal cost a / f + M / (1 + k y) x grow cost equals the income that it brings at this y.
        var growthPrice = ((IncomeMax / yield) - (_hackCost / _sharePerThread)) / _growCost;
        var start = growthPrice <= 0 ? _money : ((_money / growthPrice) - 1) / _logPerThread;
        return At(Math.Clamp(start, _emptyStart, _money));
    }

    /// <summary>The share and its cost if the growth starts from this money.</summary>
    private (double Share, double Cost) At(double start)
    {
        var grow = FdMath.Log(_money / start) / _logPerThread;
        var share = Math.Clamp((_money - start + grow) / _money, 0, 1);
        return (share, (share / _sharePerThread * _hackCost) + (grow * _growCost));
    }

    /// <summary>How fast the cost rises with the share taken, in GB x s for all the money.</summary>
    private double MarginalCost(double start) =>
        (_hackCost / _sharePerThread) + (_money / (1 + (_logPerThread * start)) * _growCost);

    /// <summary>The y of an empty target: y e^(ky) = M, where growth starts from what the threads themselves bring.</summary>
    private static double StartOf(double money, double log)
    {
        // ln y + k y = ln M, by Newton from below; the left side is concave, so every step after the first falls short.
        var y = Math.Min(money, 1);
        var aim = FdMath.Log(money);
        for (var i = 0; i < NewtonSteps; i++)
        {
            var next = y + ((aim - FdMath.Log(y) - (log * y)) / ((1 / y) + log));
            if (!(next > 0)) next = y / 2;
            if (Math.Abs(next - y) <= 1e-12 * y) return next;
            y = next;
        }

        return y;
    }
}
