using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <content>With lag every event is told by itself: what it costs moves the clock before the next one.</content>
public sealed partial class ScriptRun
{
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
        _message.Put(1);
        PutEvent(ScriptEvent.Timer, slot, Now);
        Exchange("a timer", null);
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
        BeginMessage();
        _message.Put(1);
        PutLanding(slot, Now, in landing);
        _lag!.Charge(Activity.Landing);
        Exchange(ScriptName(operation.Script), null);
    }

    private void OnStart(int index)
    {
        _startsToCome--;
        BeginMessage();
        _message.Put(1);
        PutEvent(ScriptEvent.Start, index, Now);
        Exchange(_setup.Starts[index].File, null);
    }

}
