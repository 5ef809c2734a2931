using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// All batches that are worth a look on one target: each pattern, few hack threads one by one, because whole weaken threads fit some
/// numbers and not others, many in steps of a few per cent.
/// </summary>
internal sealed class BatchSpace
{
    /// <summary>Up to here every number of hack threads is tried.</summary>
    private const int Dense = 64;

    /// <summary>From there on each is this times the one before.</summary>
    private const double Step = 1.04;

    private const int SampleDense = 4;

    private const double SampleStep = 1.4;

    private readonly PlanningProblem _problem;
    private readonly PlanningTarget _target;
    private readonly double _shareMin;
    private readonly double _shareMax;
    private List<BatchChoice>? _choices;

    public BatchSpace(PlanningProblem problem, PlanningTarget target)
        : this(problem, target, 0, 1)
    {
    }

    private BatchSpace(PlanningProblem problem, PlanningTarget target, double shareMin, double shareMax)
    {
        _problem = problem;
        _target = target;
        _shareMin = shareMin;
        _shareMax = shareMax;
    }

    public PlanningTarget Target => _target;

    public IReadOnlyList<BatchChoice> Choices => _choices ??= Enumerate(Dense, Step);

    /// <summary>Only batches that take about this share of the money at a time.</summary>
    public BatchSpace Around(double share) => new(_problem, _target, share / 2, share * 1.6);

    /// <summary>A few of the batches, from small to large.</summary>
    public IEnumerable<BatchChoice> Sample() => _choices ?? Enumerate(SampleDense, SampleStep);

    private List<BatchChoice> Enumerate(int dense, double step)
    {
        var found = new List<BatchChoice>();
        var prepped = BatchMath.Prepped(_target.Server);
        var person = _problem.Person;
        var fraction = HackingFormulas.FractionPerThread(in prepped, in person, _problem.Multipliers);
        if (!(fraction > 0)) return found;
        var largest = _problem.Hosts.FreeMost;
        var most = (int)Math.Min(Math.Min(_problem.HackThreadsMax, largest / GameRun.WorkerRam(JobKind.Hack)), Math.Ceiling(Math.Min(1e9, _shareMax / fraction)));
        var least = Math.Clamp((int)Math.Min(1e9, _shareMin / fraction), 1, Math.Max(1, most));
        foreach (var shape in _target.Shape is { } only ? [only] : _problem.Shapes)
        {
            for (var threads = least; threads <= most; threads = Next(threads, most, dense, step))
            {
                if (BatchChoice.Of(_problem, in _target, shape, threads) is not { } choice) continue;
                if (!Fits(choice, largest)) break;
                found.Add(choice);
            }
        }

        return found;
    }

    private static int Next(int threads, int most, int dense, double step)
    {
        if (threads < dense || threads == most) return threads + 1;
        return Math.Min(most, Math.Max(threads + 1, (int)(threads * step)));
    }

    private static bool Fits(BatchChoice choice, long largest)
    {
        for (var i = 0; i < choice.Holds.Length; i++)
        {
            if (choice.RamLeastOf(i) > largest) return false;
        }

        return true;
    }
}
