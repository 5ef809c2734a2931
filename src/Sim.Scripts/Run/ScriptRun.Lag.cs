using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <content>With lag every event is told by itself: what it costs moves the clock before the next one.</content>
public sealed partial class ScriptRun
{
    /// <summary>What scripts cause, in the order of runtime/kernel/lag.mjs.</summary>
    private static readonly Activity[] s_ofScripts = [Activity.ControllerJob, Activity.Exec, Activity.WorkerStart, Activity.PortWrite, Activity.WakeUp];

    private CostSupply[] _costs = [];

    private void UseCosts(LagModel model, RandomStreams streams) =>
        _costs = [.. s_ofScripts.Select(activity => new CostSupply(model, activity, streams))];

    /// <summary>The thread is busy with something that the child has done.</summary>
    private void ChargeScript(int activity) => _game.Loop.Charge(_costs[activity].Take());

    private void RunWithLag(SimTime end)
    {
        var handler = new Handler(this);
        var loop = _game.Loop;

        // Background activities never end, so what is left of the scripts is looked at now and then.
        while (loop.Now < end && (_alive > 0 || _startsToCome > 0) && !loop.IsSaturated)
        {
            loop.RunUntil(ref handler, SimTime.Min(end, loop.Now + SimDuration.FromSeconds(1)));
        }
    }

    private readonly struct Handler(ScriptRun run) : IEventHandler
    {
        public void Handle(SimEvent fired) => run.Handle(fired);
    }

    private void Handle(SimEvent fired)
    {
        switch ((RunEvent)fired.Kind)
        {
            case RunEvent.Timer:
                OnTimer(fired.Subject);
                break;
            case RunEvent.Landing:
                OnLanding(fired.Subject);
                break;
            case RunEvent.Start:
                OnStart(fired.Subject);
                break;
            default:
                _lag!.OnBackground((Activity)fired.Subject, _processes);
                break;
        }
    }

    private void OnTimer(int slot)
    {
        if (SkipCancelled(slot)) return;
        _alive--;
        BeginMessage();
        PutCount(1, SimTime.Zero);
        PutEvent(ScriptEvent.Timer, slot, Now);
        Exchange("a timer", null);
        _lag!.Charge(Activity.ControllerTurn);
    }

    private void OnLanding(int slot)
    {
        if (SkipCancelled(slot)) return;
        _alive--;
        ref var operation = ref _slots[slot].Operation;
        Apply(in operation, out var landing);
        Landings++;
        InFlight--;
        _observer?.OnLanded(Now, in operation, in landing);

        // The effect comes at once, the script's next line when the landing's work is done.
        var script = operation.Script;
        var starts = _starts;
        _lag!.Charge(Activity.Landing);
        BeginMessage();
        PutCount(1, SimTime.Zero);
        PutLanding(slot, Now, in landing);
        Exchange(ScriptName(script), null);

        // A controller has had its turn, woken by what the worker said.
        if (_starts > starts) _lag.Charge(Activity.ControllerTurn);
    }

    private void OnStart(int index)
    {
        _startsToCome--;
        BeginMessage();
        PutCount(1, SimTime.Zero);
        PutEvent(ScriptEvent.Start, index, Now);
        Exchange(_setup.Starts[index].File, null);
        _lag!.Charge(Activity.ControllerTurn);
    }
}
