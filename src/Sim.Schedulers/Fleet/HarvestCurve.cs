using Sim.Engine;
using Sim.Engine.Numbers;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// What harvesting one target brings at shares of the money from small to large: money of a batch against its RAM. Worked out for a
/// level, and anew when that has changed by more than a fiftieth.
/// </summary>
internal sealed class HarvestCurve(ServerId target, FleetOptions options)
{
    private const int PointsMax = 14;
    private const double LevelStep = 1.02;

    private readonly List<HarvestPoint> _points = new(PointsMax);
    private double _level;
    private RamSize _usable;

    /// <summary>From the smallest batch to the largest.</summary>
    public IReadOnlyList<HarvestPoint> Points => _points;

    /// <summary>From the launch of a batch to its last landing, on the prepped target.</summary>
    public double BatchSeconds { get; private set; }

    /// <summary>Batches in flight when one is launched every interval: batch time / interval, rounded up.</summary>
    public int Overlap { get; private set; }

    /// <summary>The best point's money per GB and second; 0 if the target cannot be hacked.</summary>
    public double Density { get; private set; }

    /// <summary>Works the points out if level or RAM have changed enough.</summary>
    public void Refresh(GameView view, RamAllocator allocator)
    {
        var person = view.Person;
        var isSame = _level > 0 && person.Level >= _level && person.Level < _level * LevelStep && allocator.Usable == _usable;
        if (isSame) return;
        (_level, _usable) = (person.Level, allocator.Usable);
        _points.Clear();
        (Density, BatchSeconds, Overlap) = (0, 0, 0);
        ref readonly var server = ref view.Server(target);
        if (!server.HasRoot || server.LevelRequired > person.Level) return;
        var prepped = BatchMath.Prepped(in server);
        var fraction = HackingFormulas.FractionPerThread(in prepped, in person, view.Multipliers);
        var chance = HackingFormulas.Chance(in prepped, in person);
        if (!(fraction > 0 && chance > 0)) return;
        BatchSeconds = HackingFormulas.WeakenSeconds(in prepped, in person, view.Multipliers) + (options.Spacer.TotalSeconds * 3);
        Overlap = OverlapOf(BatchSeconds, options.Interval);
        AddPoints(view, in server, fraction, chance * view.Multipliers.ScriptHackMoneyGain, allocator);
    }

    /// <summary>Batches that fit into the time of one, one every interval.</summary>
    public static int OverlapOf(double batchSeconds, SimDuration interval) =>
        (int)Math.Clamp(Math.Ceiling(batchSeconds / interval.TotalSeconds), 1, 1_000_000);

    /// <summary>Money a second of so many batches in flight.</summary>
    public double MoneyPerS(HarvestPoint point, int batches) =>
        batches * point.MoneyPerBatch / Math.Max(BatchSeconds, batches * options.Interval.TotalSeconds);

    /// <summary>The size that earns most within the RAM that is there.</summary>
    /// <param name="room">Chunks of a size that find room, up to a number.</param>
    /// <param name="ramMax">RAM at most, in hundredths of a GB.</param>
    /// <returns>No batches if nothing fits.</returns>
    public HarvestSize Best(Func<long, int, int> room, long ramMax = long.MaxValue)
    {
        var best = default(HarvestSize);
        foreach (var point in _points)
        {
            var most = (int)Math.Min(Overlap, ramMax / point.Chunk);
            if (most < 1) break;
            var batches = room(point.Chunk, most);
            var money = MoneyPerS(point, batches);
            if (batches > 0 && money > best.MoneyPerS) best = new HarvestSize(point.Greed, point.Chunk, batches, money);
        }

        return best;
    }

    private void AddPoints(GameView view, in Server server, double fraction, double gain, RamAllocator allocator)
    {
        var most = Math.Max(1, Math.Floor(options.GreedMax / fraction));
        var threads = 0.0;
        for (var i = 0; i < PointsMax; i++)
        {
            // Threads from one to the most, in even steps of their logarithm.
            var next = Math.Floor(Power(most, i));
            if (next <= threads) next = threads + 1;
            if (next > most) return;
            threads = next;
            var greed = (threads + 0.5) * fraction;
            if (BatchMath.Work(BatchShape.Hwgw, target, in server, in view.Person, view.Multipliers, new ThreadArithmetic(greed), 1) is not { } plan) return;
            var chunk = plan.RamHundredths;
            if (chunk > allocator.LargestChunk.Hundredths) return;
            var point = new HarvestPoint(greed, chunk, allocator.Usable.Hundredths / (double)allocator.Capacity(chunk), plan.MoneyTaken * gain);
            _points.Add(point);
            Density = Math.Max(Density, point.MoneyPerBatch / (point.Cost / 100.0 * BatchSeconds));
        }
    }

    private static double Power(double most, int step) => FdMath.Pow(most, step / (PointsMax - 1.0));
}

/// <summary>One size of a batch.</summary>
/// <param name="Greed">Share of the money, with half a thread to spare.</param>
/// <param name="Chunk">RAM of a batch in hundredths of a GB.</param>
/// <param name="Cost">What a batch takes of all RAM, with its part of what is too little for one more on each host; hundredths of a GB.</param>
/// <param name="MoneyPerBatch">$ in the mean.</param>
internal readonly record struct HarvestPoint(double Greed, long Chunk, double Cost, double MoneyPerBatch);

/// <summary>How large a harvest is or could be.</summary>
/// <param name="Greed">Share of the money that a batch takes.</param>
/// <param name="Chunk">RAM of a batch in hundredths of a GB.</param>
/// <param name="Batches">Batches in flight at most.</param>
/// <param name="MoneyPerS">$ a second in the mean.</param>
internal readonly record struct HarvestSize(double Greed, long Chunk, int Batches, double MoneyPerS)
{
    public long Ram => Chunk * Batches;
}
