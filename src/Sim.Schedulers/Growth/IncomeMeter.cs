using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What hacks have brought lately and how much of the RAM it took, as a script can tell from the player's money and free RAM.</summary>
internal sealed class IncomeMeter
{
    private const int Samples = 61;
    private static readonly SimDuration s_step = SimDuration.FromSeconds(10);

    /// <summary>Below this share of RAM in use, more RAM brings nothing; from <see cref="UseFull"/> on, as much as what there is.</summary>
    private const double UseIdle = 0.5;

    private const double UseFull = 0.8;

    private readonly (SimTime At, double Earned, double UsedSum)[] _ring = new (SimTime, double, double)[Samples];
    private int _count;
    private double _usedSum;

    /// <summary>$ a second over the last ten minutes, or since the first look; 0 before there is anything to tell.</summary>
    public double PerSecond { get; private set; }

    /// <summary>What a GB more may bring, as a share of what a GB has brought: 0 while much RAM is idle, 1 when most is in use.</summary>
    public double Marginal { get; private set; }

    /// <summary>Looks at the money. To be called about once a second.</summary>
    /// <param name="view">The game now.</param>
    /// <param name="spent">$ spent so far.</param>
    public void Look(GameView view, double spent)
    {
        var earned = view.Money + spent - view.Hacknet.EarnedUntil(view.Now);
        if (_count > 0 && view.Now - _ring[(_count - 1) % Samples].At < s_step) return;
        _usedSum += ShareInUse(view);
        _ring[_count++ % Samples] = (view.Now, earned, _usedSum);
        var oldest = _ring[_count <= Samples ? 0 : _count % Samples];
        var looks = Math.Min(_count, Samples) - 1;
        Marginal = looks > 0 ? Math.Clamp((((_usedSum - oldest.UsedSum) / looks) - UseIdle) / (UseFull - UseIdle), 0, 1) : 1;
        var seconds = (view.Now - oldest.At).TotalSeconds;
        PerSecond = seconds > 0 ? Math.Max(0, (earned - oldest.Earned) / seconds) : 0;
    }

    private static double ShareInUse(GameView view)
    {
        var (total, free) = (Market.TotalRam(view), 0L);
        foreach (var each in view.RamFreeByServer) free += each;
        return total > 0 ? 1 - ((double)free / total) : 0;
    }
}
