using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// Says once a second that a task is alive. With many tasks beating at the same moment the port is full for some, always the same ones
/// if they all write and forget; so a beat that finds it full is tried again at the task's next turn.
/// </summary>
public sealed class HeartbeatClient(Port<Heartbeat> port, long pid, ServerId target)
{
    private static readonly SimDuration Every = SimDuration.FromSeconds(1);
    private SimTime _beatAt = new(-1_000_000_000);

    /// <summary>To be called several times a second.</summary>
    public void Tick(SimTime now, int stage)
    {
        if (now - _beatAt >= Every && port.TryWrite(new Heartbeat(pid, target, stage))) _beatAt = now;
    }
}
