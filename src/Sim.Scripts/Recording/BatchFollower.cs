using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>
/// Recognises the batches of one target from its landings alone. A batch begins with a hack and goes on to the next hack:
/// <code>
///   H W G W   H W G W   H G W W   H ...
///   in order  in order  order     '- tells that the one before is over
/// </code>
/// Landings before the first hack, and those long after a batch's last, are preparation or repair.
/// </summary>
internal sealed class BatchFollower
{
    /// <summary>Security this far above the minimum (in points), or money this far below (relative), is out of shape.</summary>
    private const double StateTolerance = 1e-6;

    /// <summary>What lands this long after the landing before it belongs to no batch.</summary>
    private static readonly SimDuration s_apart = SimDuration.FromSeconds(5);

    private readonly List<JobKind> _kinds = [];
    private SimTime _last;
    private bool _isOpen;
    private bool _beganInShape;
    private bool _beganWithMoney;
    private bool _endedInShape;
    private double _levelAtBegin;
    private double _levelAtEnd;

    /// <summary>True while a batch is landing.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Batches that were over so far.</summary>
    public long Ended { get; private set; }

    public long Prepped { get; private set; }

    public long DesyncsOrder { get; private set; }

    public long DesyncsSecurity { get; private set; }

    public long DesyncsMoney { get; private set; }

    public long DesyncsLevelUp { get; private set; }

    /// <summary>Operations of batches whose duration was fixed while security was up.</summary>
    public long Collisions { get; private set; }

    /// <summary>Distances between the landings of a batch.</summary>
    public Experiments.Histogram Gaps { get; } = new();

    /// <summary>Takes in a landing on the target.</summary>
    public void OnLanded(SimTime at, in ScriptOperation operation, in Landing landing, in Server server, double levelAfter)
    {
        var kind = operation.Kind;
        if (_isOpen && at - _last > s_apart) Close();
        if (kind == JobKind.Hack && (!_isOpen || _kinds[^1] != JobKind.Hack))
        {
            if (_isOpen) Close();
            _isOpen = true;
            _kinds.Clear();
            _beganInShape = landing.SecurityBefore <= server.SecurityMin + StateTolerance;
            _beganWithMoney = landing.MoneyBefore >= server.MoneyMax * (1 - StateTolerance);
            _levelAtBegin = operation.LevelAtStart;
        }

        if (!_isOpen) return;
        if (_kinds.Count > 0) Gaps.Add(at - _last);
        if (_kinds.Count == 0 || _kinds[^1] != kind) _kinds.Add(kind);
        if (operation.SecurityAtStart > server.SecurityMin + StateTolerance) Collisions++;
        _last = at;
        _levelAtEnd = levelAfter;
        _endedInShape = landing.SecurityAfter <= server.SecurityMin + StateTolerance && landing.MoneyAfter >= server.MoneyMax * (1 - StateTolerance);
    }

    /// <summary>The run is over: what was begun last may be incomplete and does not count.</summary>
    public void Finish()
    {
        if (_isOpen && _endedInShape) Close();
    }

    private void Close()
    {
        _isOpen = false;
        Ended++;
        if (_endedInShape) Prepped++;
        var isLevelUp = _levelAtEnd != _levelAtBegin;
        if (!IsInOrder()) DesyncsOrder++;
        else if (!_beganInShape) Count(isLevelUp, security: true);
        else if (!_beganWithMoney) Count(isLevelUp, security: false);
        else if (!_endedInShape) Count(isLevelUp, security: true);
    }

    private void Count(bool isLevelUp, bool security)
    {
        if (isLevelUp) DesyncsLevelUp++;
        else if (security) DesyncsSecurity++;
        else DesyncsMoney++;
    }

    /// <summary>HWGW and HGW; a batch may have several jobs of a kind side by side, and a hack alone, where the rest was left out.</summary>
    private bool IsInOrder() => _kinds switch
    {
        [JobKind.Hack, JobKind.Weaken, JobKind.Grow, JobKind.Weaken] => true,
        [JobKind.Hack, JobKind.Grow, JobKind.Weaken] => true,
        [JobKind.Hack, JobKind.Grow] or [JobKind.Hack, JobKind.Weaken] or [JobKind.Hack] => false,
        _ => false,
    };
}
