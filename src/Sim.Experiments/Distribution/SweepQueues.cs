using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// The queues of a sweep, all durable.
/// <code>
///   NAME          cells to run
///   NAME.alone    cells that were twice with a worker that died; run with nothing beside them, once
///   NAME.dead     cells whose worker died then, too, and messages that are none of ours
///   NAME.results  what came out
///   NAME.sweep    one message: the sweep itself; it stays there as long as the sweep goes on
///   NAME.lock     the coordinator's own as long as it is connected, so that there is one
/// </code>
/// A worker that dies takes everything with it that it had in hand. Without a queue for suspects the neighbours of a cell that kills
/// would be found dead beside it.
/// </summary>
internal sealed class SweepQueues(string name)
{
    /// <summary>A cell that was with this many workers that died is run alone.</summary>
    public const int TriesInCompany = 2;

    /// <summary>Against workers that die before they can even look: never reached otherwise.</summary>
    private const int DeliveriesMax = 100;

    private const int PeekTries = 10;

    public string Cells { get; } = name;

    public string Alone { get; } = name + ".alone";

    public string Dead { get; } = name + ".dead";

    public string Results { get; } = name + ".results";

    public string Sweep { get; } = name + ".sweep";

    public string Lock { get; } = name + ".lock";

    /// <summary>Makes the queues, or checks that they are as they should be.</summary>
    /// <exception cref="InputException">There are queues of these names that are made otherwise.</exception>
    public async Task DeclareAsync(IChannel channel, CancellationToken cancel)
    {
        try
        {
            await channel.QueueDeclareAsync(Dead, durable: true, exclusive: false, autoDelete: false, Arguments("classic"), cancellationToken: cancel);
            await channel.QueueDeclareAsync(Sweep, durable: true, exclusive: false, autoDelete: false, Arguments("classic"), cancellationToken: cancel);
            await channel.QueueDeclareAsync(Results, durable: true, exclusive: false, autoDelete: false, Arguments("quorum", DeliveriesMax), cancellationToken: cancel);
            await channel.QueueDeclareAsync(Alone, durable: true, exclusive: false, autoDelete: false, Arguments("quorum", 0), cancellationToken: cancel);
            await channel.QueueDeclareAsync(Cells, durable: true, exclusive: false, autoDelete: false, Arguments("quorum", DeliveriesMax), cancellationToken: cancel);
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode is Constants.PreconditionFailed or Constants.AccessRefused)
        {
            throw new InputException(new InputProblem("", "--queue", $"the broker refuses the queue \"{Cells}\": {refused.ShutdownReason.ReplyText}", "a name that nothing else uses, and the right to make queues, are needed"));
        }
    }

    /// <summary>The sweep that is under way; null if there is none.</summary>
    /// <remarks>It is taken and put back, so that for a moment others do not see it; they look again.</remarks>
    public async Task<SweepPackage?> PeekAsync(IChannel channel, Action<string> tell, CancellationToken cancel)
    {
        for (var attempt = 0; attempt < PeekTries; attempt++)
        {
            if (await channel.BasicGetAsync(Sweep, autoAck: false, cancel) is not { } message)
            {
                await Pause.Short(cancel);
                continue;
            }

            if (SweepPackage.TryRead(message.BasicProperties, message.Body) is { } package)
            {
                await channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true, cancel);
                return package;
            }

            tell($"a message in {Sweep} is no sweep; it was put into {Dead}");
            await channel.BasicRejectAsync(message.DeliveryTag, requeue: false, cancel);
        }

        return null;
    }

    private Dictionary<string, object?> Arguments(string type, int? deliveries = null)
    {
        var arguments = new Dictionary<string, object?>(StringComparer.Ordinal) { ["x-queue-type"] = type };
        if (deliveries is { } most)
        {
            arguments["x-delivery-limit"] = most;
            arguments["x-dead-letter-exchange"] = "";
            arguments["x-dead-letter-routing-key"] = Dead;
        }

        return arguments;
    }
}
