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
    private readonly IBatchScheduler[] _schedulers;
    private readonly Plan _plan;
    private readonly List<(JobRequest Request, LaunchRefusal Reason)> _refused = [];

    public Conductor(GameRun game, params IReadOnlyList<IBatchScheduler> schedulers)
    {
        ArgumentNullException.ThrowIfNull(game);
        ArgumentNullException.ThrowIfNull(schedulers);
        _game = game;
        _schedulers = [.. schedulers];
        _plan = new Plan(game.View);
        game.Controller = this;
    }

    /// <summary>Jobs that schedulers dropped instead of launching them.</summary>
    public long Dropped(DropReason reason) => _plan.Dropped(reason);

    /// <summary>Gives every scheduler its first turn, in order.</summary>
    public void Start()
    {
        for (var owner = 0; owner < _schedulers.Length; owner++) _game.Start(owner << TagBits);
    }

    /// <summary>Gives the plan's memory back for other runs; this conductor must not be used any more.</summary>
    public void Release() => _plan.Release();

    public void OnWake(int tag)
    {
        var owner = tag >> TagBits;
        _plan.Owner = owner;
        _schedulers[owner].OnWake(tag & ((1 << TagBits) - 1), _game.View, _plan);
        CarryOut(owner);
    }

    public void OnLanded(JobId id, in Job job, in Landing landing)
    {
        var owner = job.Request.Owner;
        _plan.Owner = owner;
        _schedulers[owner].OnLanded(new JobReport(id, in job, in landing), _game.View, _plan);
        CarryOut(owner);
    }

    public void OnRefused(in JobRequest request, LaunchRefusal reason)
    {
        _plan.Owner = request.Owner;
        _schedulers[request.Owner].OnRefused(in request, reason, _game.View, _plan);
        CarryOut(request.Owner);
    }

    private void CarryOut(int owner)
    {
        var scheduler = _schedulers[owner];
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
                default:
                    Invariant.Check((uint)command.Tag < 1u << TagBits);
                    _game.WakeAfter(command.Delay, (owner << TagBits) | command.Tag);
                    break;
            }
        }

        _plan.Clear(_refused.Count > 0);
        if (_refused.Count > 0) TellRefused(scheduler, owner);
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
}
