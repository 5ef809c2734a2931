using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>
/// One port on which the replies to all clients of a service stand in line. A client takes the first one if it is its own, and throws
/// it away if it is old: whoever it was for is dead or has asked again.
/// </summary>
public sealed class ReplyPort<T>(int capacity = Port<int>.DefaultCapacity)
{
    /// <summary>A reply that was not taken in this time is in everybody's way.</summary>
    public static readonly SimDuration StaleAfter = SimDuration.FromSeconds(1);

    private readonly Port<(long Client, T Value, SimTime At)> _port = new(capacity);

    /// <summary>Replies in line.</summary>
    public int Count => _port.Count;

    /// <summary>Old replies that were thrown away.</summary>
    public long Stale { get; private set; }

    /// <returns>False if the port is full; the client asks again.</returns>
    public bool TryReply(long client, T value, SimTime now) => _port.TryWrite((client, value, now));

    /// <summary>Takes the first reply in line if it is this client's.</summary>
    public bool TryRead(long client, SimTime now, out T value)
    {
        value = default!;
        while (_port.TryPeek(out var first))
        {
            var isMine = first.Client == client;
            if (!isMine && now - first.At <= StaleAfter) return false;
            _port.TryRead(out _);
            value = first.Value;
            if (isMine) return true;
            Stale++;
        }

        return false;
    }
}
