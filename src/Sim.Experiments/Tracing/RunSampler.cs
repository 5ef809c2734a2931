using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>
/// Watches money, RAM and landing errors over a run with a fixed amount of memory. RAM is averaged over each interval's time:
/// samples at single moments would beat with the rhythm of the batches and show waves that are not there.
/// </summary>
public sealed class RunSampler : IGameObserver
{
    /// <summary>Shares at which landing errors are told: 0 to 1 in steps of 0.001.</summary>
    private const int Quantiles = 1001;

    /// <summary>Batches that land in the part of the run that is looked at closely.</summary>
    private const int WindowBatches = 12;

    private readonly GameRun _game;
    private readonly long _duration;
    private readonly int _intervals;
    private readonly Histogram[] _errors = [new(), new(), new()];
    private readonly List<double> _ends = [];
    private readonly List<double> _moneys = [];
    private readonly List<double> _means = [];
    private readonly List<double> _least = [];
    private readonly List<double> _most = [];
    private readonly Window _early;
    private readonly Window _late;
    private double _money;
    private long _ram;
    private long _ramMin;
    private long _ramMax;
    private Int128 _area;
    private long _since;
    private long _start;

    /// <param name="game">The run, not started yet.</param>
    /// <param name="duration">How long it will be.</param>
    /// <param name="intervals">1 or more.</param>
    public RunSampler(GameRun game, SimDuration duration, int intervals)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        (_game, _duration, _intervals) = (game, duration.Micros, intervals);
        _early = new Window(0);
        _late = new Window(_duration / 2);
    }

    /// <summary>What was seen; call it after the run.</summary>
    /// <param name="end">When the run ended; before its planned end if it was stopped.</param>
    public RunSeries Finish(SimTime end)
    {
        while (_ends.Count < _intervals && IntervalEnd() <= end.Micros) Close();
        var window = _late.IsFull || !_early.IsFull ? _late : _early;
        return new RunSeries
        {
            EndMs = _ends,
            MoneyEarned = _moneys,
            RamGbMean = _means,
            RamGbMin = _least,
            RamGbMax = _most,
            LandingErrors = [.. Enum.GetValues<JobKind>().Where(kind => _errors[(int)kind].Count > 0)
                .Select(kind => new LandingErrors(kind.ToString().ToLowerInvariant(), _errors[(int)kind].Count, QuantilesOf(_errors[(int)kind])))],
            WindowFromMs = window.IsOpen ? window.From / 1000.0 : null,
            WindowToMs = window.IsOpen ? window.To / 1000.0 : null,
        };
    }

    public void OnLaunched(in Job job) => Look();

    public void OnStarted(in Job job, in Operation operation)
    {
    }

    public void OnLanded(in Job job, in Landing landing)
    {
        Look();
        _money += landing.MoneyGained;
        if (job.Request.Batch < 0) return;
        _errors[(int)job.Request.Kind].Add(_game.Loop.Now - job.Request.LandsAt);
        _early.Add(_game.Loop.Now.Micros, job.Request.Position);
        _late.Add(_game.Loop.Now.Micros, job.Request.Position);
    }

    public void OnEnded(in Job job) => Look();

    public void OnKilled(in Job job) => Look();

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
    }

    private static double[] QuantilesOf(Histogram errors) =>
        [.. Enumerable.Range(0, Quantiles).Select(i => i == 0 ? errors.Min.TotalMilliseconds : errors.Percentile(i / (Quantiles - 1.0)).TotalMilliseconds)];

    private long IntervalEnd() => (long)((Int128)_duration * (_ends.Count + 1) / _intervals);

    private void Look()
    {
        var now = _game.Loop.Now.Micros;
        while (_ends.Count < _intervals && IntervalEnd() <= now) Close();
        _area += (Int128)_ram * (now - _since);
        _since = now;
        _ram = _game.RamHeldHundredths;
        _ramMin = Math.Min(_ramMin, _ram);
        _ramMax = Math.Max(_ramMax, _ram);
    }

    private void Close()
    {
        var end = IntervalEnd();
        _area += (Int128)_ram * (end - _since);
        _ends.Add(end / 1000.0);
        _moneys.Add(_money);
        _means.Add(end > _start ? (double)_area / (end - _start) / 100 : _ram / 100.0);
        _least.Add(_ramMin / 100.0);
        _most.Add(_ramMax / 100.0);
        (_area, _since, _start, _ramMin, _ramMax) = (0, end, end, _ram, _ram);
    }

    /// <summary>A stretch from one first job of a batch to the landings of a dozen.</summary>
    private sealed class Window(long notBefore)
    {
        private int _batches;

        public long From { get; private set; }

        public long To { get; private set; }

        public bool IsOpen => _batches > 0;

        public bool IsFull => _batches > WindowBatches;

        public void Add(long now, int position)
        {
            if (now < notBefore || IsFull || (!IsOpen && position != 0)) return;
            if (position == 0 && ++_batches == 1) From = now;
            if (!IsFull) To = now;
        }
    }
}
