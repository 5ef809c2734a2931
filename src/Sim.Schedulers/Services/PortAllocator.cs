using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>The ports by which the port allocator is reached.</summary>
public sealed class PortAllocatorPorts
{
    public Port<PortMessage> Requests { get; } = new();

    public ReplyPort<int> Replies { get; } = new();
}

/// <summary>What clients tell the port allocator.</summary>
/// <param name="Kind">What is wanted.</param>
/// <param name="Client">Who writes.</param>
/// <param name="Number">The port that is renewed or released; not used in a request.</param>
public readonly record struct PortMessage(PortMessageKind Kind, long Client, int Number);

/// <summary>Kinds of <see cref="PortMessage"/>.</summary>
public enum PortMessageKind
{
    Request,

    /// <summary>Still in use: said once a second, so that an allocator that was restarted learns what is taken.</summary>
    Renew,
    Release,
}

/// <summary>
/// Lends port numbers above 100, each to one client until that releases it or is not heard of any more.
/// <code>
///   client     request        number          renew   renew   renew      release
///   allocator          -> lends it    (killed, restarted) learns it again        -> free
/// </code>
/// An allocator that has just been started lends nothing for some seconds: it first hears what is in use.
/// </summary>
public sealed class PortAllocator(PortAllocatorPorts ports, SimTime startedAt) : IService
{
    /// <summary>Numbers up to this one belong to services whose ports everybody knows.</summary>
    public const int Reserved = 100;

    /// <summary>How long a started allocator only listens: several renewals, of which some may be lost.</summary>
    public static readonly SimDuration Listening = SimDuration.FromSeconds(4);

    /// <summary>A number whose client was not heard of for so long is free again.</summary>
    public static readonly SimDuration Lease = SimDuration.FromSeconds(10);

    private readonly SortedDictionary<int, (long Client, SimTime HeardAt)> _lent = [];

    public SimDuration Period { get; } = SimDuration.FromMilliseconds(100);

    /// <summary>Numbers that are lent.</summary>
    public int Lent => _lent.Count;

    public void Tick(SimTime now)
    {
        while (ports.Requests.TryRead(out var message))
        {
            switch (message.Kind)
            {
                case PortMessageKind.Request when now - startedAt >= Listening:
                    ports.Replies.TryReply(message.Client, NumberFor(message.Client, now), now);
                    break;
                case PortMessageKind.Renew when !_lent.TryGetValue(message.Number, out var known) || known.Client == message.Client:
                    _lent[message.Number] = (message.Client, now);
                    break;
                case PortMessageKind.Release when _lent.TryGetValue(message.Number, out var holder) && holder.Client == message.Client:
                    _lent.Remove(message.Number);
                    break;
                default:
                    break;
            }
        }

        Expire(now);
    }

    /// <summary>The number that the client has already, if its first reply was lost, or else the lowest that is free.</summary>
    private int NumberFor(long client, SimTime now)
    {
        var free = Reserved + 1;
        foreach (var (number, (holder, _)) in _lent)
        {
            if (holder == client) return number;
            if (number == free) free++;
        }

        _lent[free] = (client, now);
        return free;
    }

    private void Expire(SimTime now)
    {
        List<int>? over = null;
        foreach (var (number, (_, heardAt)) in _lent)
        {
            if (now - heardAt > Lease) (over ??= []).Add(number);
        }

        foreach (var number in over ?? []) _lent.Remove(number);
    }
}
