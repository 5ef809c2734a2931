using System.Diagnostics.CodeAnalysis;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// One target of a planned farm: waits until the plan has a stream for it, and then runs it just in time (<see cref="JitScheduler"/>)
/// with the threads, the period and the places that the plan says.
/// <code>
///   plan      |--- level 800 ------------|--- level 830 ------------|       made anew for all targets at once
///   target A  |batch|batch|batch|batch|batch|batch|batch|batch|batch| ...   each stream takes the new plan over with its next batch
///   target B  | prepare  |  batch  |  batch  |  batch  |  batch  |  ...
///   target C  .................... waits .......................| prepare | batch ...
/// </code>
/// Where RAM holds few jobs, one operation at a time on one target may earn more (<see cref="SoloPlan"/>).
/// </summary>
internal sealed class PlannedScheduler : IBatchScheduler, IStreamSource, IPreparationLimit
{
    /// <summary>Tag of the wake-up at which a target without a stream looks whether it has got one; above those of the stream itself.</summary>
    private const int Look = 1000;

    private static readonly SimDuration LookDelay = SimDuration.FromSeconds(10);

    private readonly Farm _farm;
    private readonly int _index;
    private readonly Placer _placer;
    private readonly BatcherOptions _options;
    private readonly SoloStream _solo;
    private JitScheduler? _stream;
    private bool _isSolo;
    private int _version;
    private SimTime _nextLook;

    /// <param name="farm">The plan, shared by all targets.</param>
    /// <param name="index">Which of the farm's targets this is.</param>
    /// <param name="view">The game.</param>
    /// <param name="home">The player's home, or null if it is no host of this run.</param>
    /// <param name="options">What every batcher goes by; pattern and greed come from the plan.</param>
    public PlannedScheduler(Farm farm, int index, GameView view, ServerId? home, BatcherOptions options)
    {
        _farm = farm;
        _index = index;
        _options = options;
        _placer = new Placer(view, home, share: double.PositiveInfinity) { PreparationLimit = this };
        _solo = new SoloStream(options.Target, _placer);
    }

    public bool HasChanged(GameView view)
    {
        if (view.Now >= _nextLook)
        {
            _nextLook = view.Now + LookDelay;
            _farm.RefreshForRam(view);
        }

        return _version != _farm.Version;
    }

    public void OnWake(int tag, GameView view, Plan plan)
    {
        if (_stream is null)
        {
            _farm.Refresh(view, _farm.Options.Buffer);
            if (_farm.Solo is { } solo && solo.Target == _index && !_isSolo)
            {
                _isSolo = _solo.TryStart(solo, view, plan);
            }

            if (_isSolo) return;
            if (_farm.StreamOf(_index) is not { } planned)
            {
                plan.WakeAfter(LookDelay, Look);
                return;
            }

            _farm.Start(_index);
            _stream = new JitScheduler(_options with { Shape = planned.Batch.Shape, Arithmetic = planned.Batch.Arithmetic }, _placer, permanentWeakens: false, _farm.Options.Buffer, this);
            tag = 0;
        }

        _stream.OnWake(tag, view, plan);
    }

    public void OnLanded(in JobReport report, GameView view, Plan plan)
    {
        if (_stream is not null) _stream.OnLanded(in report, view, plan);
        else if (_solo.OnJobOver()) EndSolo(view, plan);
    }

    public void OnLaunched(in JobRequest request, JobId id) => _stream?.OnLaunched(in request, id);

    public void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
    {
        if (_stream is not null) _stream.OnRefused(in request, reason, view, plan);
        else if (_solo.OnJobOver()) EndSolo(view, plan);
    }

    public bool TryChoose(GameView view, SimDuration buffer, out ThreadArithmetic arithmetic, [NotNullWhen(true)] out SlotTable? slots)
    {
        _farm.Refresh(view, buffer);
        (arithmetic, slots, _version) = (default, null, _farm.Version);
        if (_farm.StreamOf(_index) is not { } planned) return false;
        _farm.SetRunning(_index, true);
        (arithmetic, slots) = (planned.Batch.Arithmetic, _farm.SlotsOf(planned));
        return true;
    }

    /// <summary>An operation is over: the next one, or a stream if that earns more by now.</summary>
    private void EndSolo(GameView view, Plan plan)
    {
        _isSolo = false;
        OnWake(0, view, plan);
    }

    public long[]? RamToPrepare(GameView view) => _farm.RamToPrepare(_index, view);

    public void OnStopped() => _farm.SetRunning(_index, false);
}
