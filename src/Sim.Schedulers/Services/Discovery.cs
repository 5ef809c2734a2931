using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>The ports by which discovery is reached.</summary>
public sealed class DiscoveryPorts
{
    public Port<DiscoveryRequest> Requests { get; } = new();

    public ReplyPort<ImmutableArray<ServerId>> Replies { get; } = new();
}

/// <summary>A question to discovery.</summary>
/// <param name="Client">Who asks.</param>
/// <param name="WantsTargets">True for servers that can be hacked, false for hosts that can run workers.</param>
public readonly record struct DiscoveryRequest(long Client, bool WantsTargets);

/// <summary>
/// Knows the network and answers whoever asks. It tells nobody by itself, so it makes no difference which of a service and its clients
/// was started first, or started again.
/// </summary>
public sealed class Discovery(DiscoveryPorts ports, GameView view) : IService
{
    public SimDuration Period { get; } = SimDuration.FromMilliseconds(100);

    public void Tick(SimTime now)
    {
        while (ports.Requests.TryRead(out var request)) ports.Replies.TryReply(request.Client, Find(request.WantsTargets), now);
    }

    /// <summary>Rooted servers with RAM, or rooted servers with money within the player's level.</summary>
    private ImmutableArray<ServerId> Find(bool wantsTargets)
    {
        var found = ImmutableArray.CreateBuilder<ServerId>();
        for (var index = 0; index < view.ServerCount; index++)
        {
            var id = new ServerId(index);
            ref readonly var server = ref view.Server(id);
            if (!server.HasRoot) continue;
            var fits = wantsTargets ? server.MoneyMax > 0 && server.LevelRequired <= view.Person.Level : view.Host(id).RamMax > 0;
            if (fits) found.Add(id);
        }

        return found.ToImmutable();
    }
}

/// <summary>Asks discovery from time to time and keeps the last answer.</summary>
public sealed class DiscoveryClient(DiscoveryPorts ports, long client, bool wantsTargets) : IService
{
    private static readonly SimDuration AskEvery = SimDuration.FromSeconds(5);
    private static readonly SimDuration AskAgain = SimDuration.FromSeconds(2);
    private SimTime _askedAt = new(-1_000_000_000);
    private bool _waits;

    public SimDuration Period { get; } = SimDuration.FromMilliseconds(50);

    /// <summary>The last answer; empty before the first.</summary>
    public ImmutableArray<ServerId> Known { get; private set; } = [];

    /// <summary>When it came.</summary>
    public SimTime KnownAt { get; private set; }

    public void Tick(SimTime now)
    {
        if (ports.Replies.TryRead(client, now, out var servers)) (Known, KnownAt, _waits) = (servers, now, false);
        if (now - _askedAt < (_waits ? AskAgain : AskEvery)) return;
        if (!ports.Requests.TryWrite(new DiscoveryRequest(client, wantsTargets))) return;
        (_askedAt, _waits) = (now, true);
    }
}
