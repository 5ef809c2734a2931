namespace Sim.Schedulers;

/// <summary>
/// A Netscript port in simulated time: first in, first out, 50 messages unless the player set another number. It belongs to the game, so
/// what is in it outlives the scripts that use it.
/// </summary>
public sealed class Port<T>(int capacity = Port<T>.DefaultCapacity)
{
    /// <summary>The game's own limit.</summary>
    public const int DefaultCapacity = 50;

    private readonly Queue<T> _messages = new();

    public int Count => _messages.Count;

    public bool IsFull => _messages.Count >= capacity;

    /// <summary>Messages that a full port has dropped.</summary>
    public long Lost { get; private set; }

    /// <summary>port.write: a full port drops its oldest message.</summary>
    /// <returns>False if one was dropped.</returns>
    public bool Write(T message)
    {
        var hadRoom = !IsFull;
        if (!hadRoom)
        {
            _messages.Dequeue();
            Lost++;
        }

        _messages.Enqueue(message);
        return hadRoom;
    }

    /// <summary>port.tryWrite: a full port takes nothing.</summary>
    public bool TryWrite(T message)
    {
        if (IsFull) return false;
        _messages.Enqueue(message);
        return true;
    }

    /// <summary>port.read: false where a script would read NULL PORT DATA.</summary>
    public bool TryRead(out T message) => _messages.TryDequeue(out message!);

    /// <summary>port.peek.</summary>
    public bool TryPeek(out T message) => _messages.TryPeek(out message!);

    /// <summary>port.clear.</summary>
    public void Clear() => _messages.Clear();
}
