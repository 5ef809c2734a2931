using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>A script that wants a port of its own: asks until it has one, renews it, and gives it back. Every message may be lost.</summary>
public sealed class PortClient(PortAllocatorPorts ports, long client) : IService
{
    private static readonly SimDuration AskAgain = SimDuration.FromSeconds(2);
    private static readonly SimDuration RenewEvery = SimDuration.FromSeconds(1);
    private SimTime _writtenAt = new(-1_000_000_000);

    public SimDuration Period { get; } = SimDuration.FromMilliseconds(50);

    /// <summary>Its port; 0 while it has none.</summary>
    public int Number { get; private set; }

    /// <summary>Set to give the port back.</summary>
    public bool IsDone { get; set; }

    public void Tick(SimTime now)
    {
        if (ports.Replies.TryRead(client, now, out var number))
        {
            // A second answer to the same question names the same port, and one that comes too late another.
            if (Number == 0 && !IsDone) Number = number;
            else if (number != Number) ports.Requests.TryWrite(new PortMessage(PortMessageKind.Release, client, number));
        }

        if (IsDone)
        {
            if (Number > 0 && ports.Requests.TryWrite(new PortMessage(PortMessageKind.Release, client, Number))) Number = 0;
        }
        else if (now - _writtenAt >= (Number == 0 ? AskAgain : RenewEvery))
        {
            var message = new PortMessage(Number == 0 ? PortMessageKind.Request : PortMessageKind.Renew, client, Number);
            if (ports.Requests.TryWrite(message)) _writtenAt = now;
        }
    }
}
