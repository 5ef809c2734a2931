using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The controller script: calls its schedulers when a timer fires or a worker reports, and carries out what they planned before
/// anything else runs. With several schedulers each one has turns of its own, so RAM is never given out twice.
/// </summary>
public sealed class Conductor : IController
{
    private const int TagBits = 20;
    private readonly GameRun _game;
    private IBatchScheduler?[] _schedulers;
    private readonly Plan _plan;
    private readonly List<(JobRequest Request, LaunchRefusal Reason)> _refused = [];
    private readonly List<(PurchaseRequest Request, PurchaseRefusal Reason, Purchase Bought)> _bought = [];

    public Conductor(GameRun game, params IReadOnlyList<IBatchScheduler> schedulers)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(schedulers);
        _game = game;
        _schedulers = [.. schedulers];
        _plan = new Plan(game.View);
        game.Controller = this;
    }

    /// <summary>
    /// Makes the schedulers that take the place of those ended by <see cref="Plan.StopOthers"/>; null if that is not to happen.
    /// </summary>
    public ISchedulerSource? Source { get; set; }

    /// <summary>Jobs that schedulers dropped instead of launching them.</summary>
    public long Dropped(DropReason reason) => _plan.Dropped(reason);

    /// <summary>Gives every scheduler its first turn, in order.</summary>
    public void Start()
    {
        var count = _schedulers.Length;
        for (var owner = 0; owner < count; owner++) _game.Start(owner << TagBits);
    }

    /// <summary>Gives the plan's memory back for other runs; this conductor must not be used any more.</summary>
    public void Release() => _plan.Release();

    public void OnWake(int tag)
    {
        var owner = tag >> TagBits;
        if (_schedulers[owner] is not { } scheduler) return;
        _plan.Owner = owner;
        scheduler.OnWake(tag & ((1 << TagBits) - 1), _game.View, _plan);
        CarryOut(owner);
    }

    public void OnLanded(JobId id, in Job job, in Landing landing)
    {
        var owner = job.Request.Owner;
        _plan.Owner = owner;
        _schedulers[owner]!.OnLanded(new JobReport(id, in job, in landing), _game.View, _plan);
        CarryOut(owner);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
        _plan.Owner = request.Owner;
        _schedulers[request.Owner]!.OnRefused(in request, reason, _game.View, _plan);
        CarryOut(request.Owner);
    }

    private void CarryOut(int owner)
    {
        var scheduler = _schedulers[owner]!;
        foreach (ref readonly var command in _plan.Commands)
        {
            switch (command.Kind)
            {
                case Plan.CommandKind.Launch:
                    Launch(scheduler, in command);
                    break;
                case Plan.CommandKind.Continue:
                    _game.Continue(command.Job, in command.Request, _plan.OptionsOf(in command));
                    break;
                case Plan.CommandKind.Kill:
                    _game.Kill(command.Job);
                    break;
                case Plan.CommandKind.Buy:
                    Buy(_plan.PurchaseOf(in command));
                    break;
                case Plan.CommandKind.KillAll:
                    _game.KillAll(new ServerId(command.Tag));
                    break;
                case Plan.CommandKind.StopOthers:
                    StopOthers(owner);
                    break;
                case Plan.CommandKind.StartOthers:
                    StartOthers();
                    break;
                default:
                    Invariant.Check((uint)command.Tag < 1u << TagBits);
                    _game.WakeAfter(command.Delay, (owner << TagBits) | command.Tag);
                    break;
            }
        }

        _plan.Clear(_refused.Count > 0);
        if (_refused.Count > 0) TellRefused(scheduler, owner);
        if (_bought.Count > 0) TellBought(scheduler, owner);
    }

    private void StopOthers(int owner)
    {
        for (var other = 0; other < _schedulers.Length; other++)
        {
            if (other == owner || _schedulers[other] is null) continue;
            _schedulers[other] = null;
            _game.KillAllOf(other);
        }
    }

    /// <summary>New schedulers get numbers of their own, so that timers of those before them wake nobody.</summary>
    private void StartOthers()
    {
        Invariant.Check(Source is not null);
        var first = _schedulers.Length;
        _schedulers = [.. _schedulers, .. Source!.Make()];
        Invariant.Check(_schedulers.Length <= 1 << (31 - TagBits));
        for (var owner = first; owner < _schedulers.Length; owner++) _game.WakeAfter(SimDuration.Zero, owner << TagBits);
    }

    private void Buy(PurchaseRequest request)
    {
        var reason = _game.Buy(in request, out var bought);
        _bought.Add((request, reason, bought));
    }

    private void Launch(IBatchScheduler scheduler, in Plan.Command command)
    {
        JobId id;
        var refusal = command.Options == 0
            ? _game.Launch(in command.Request, out id)
            : _game.Launch(in command.Request, _plan.OptionsOf(in command), out id);
        if (refusal == LaunchRefusal.None)
        {
            scheduler.OnLaunched(in command.Request, id);
        }
        else
        {
            _refused.Add((command.Request, refusal));
        }
    }

    private void TellRefused(IBatchScheduler scheduler, int owner)
    {
        var told = _refused.ToArray();
        _refused.Clear();
        foreach (var (request, reason) in told) scheduler.OnRefused(in request, reason, _game.View, _plan);
        CarryOut(owner);
    }

    private void TellBought(IBatchScheduler scheduler, int owner)
    {
        var told = _bought.ToArray();
        _bought.Clear();
        foreach (var (request, reason, bought) in told) scheduler.OnBought(in request, reason, in bought, _game.View, _plan);
        CarryOut(owner);
    }
}
