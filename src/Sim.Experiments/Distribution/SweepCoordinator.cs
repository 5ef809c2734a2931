using System.Collections;
using System.Globalization;
using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// Runs a sweep on the workers of a broker: publishes what is not done, takes results as they come, and keeps each of them once,
/// however often it comes. What is done is in the store; what is on its way is at the broker; so nothing else has to be remembered,
/// and the coordinator may die at any moment and be resumed.
/// </summary>
/// <param name="sweep">What to run.</param>
/// <param name="folder">Prepared by <see cref="RunFolder"/>.</param>
/// <param name="store">Takes the results, and knows which are there.</param>
/// <param name="settings">Where the broker is.</param>
/// <param name="tell">Takes messages for the user.</param>
public sealed class SweepCoordinator(Sweep sweep, string folder, IRunSink store, BrokerSettings settings, Action<string> tell)
{
    /// <summary>Cells at the broker at the same time: enough for thousands of workers, and no burden to it.</summary>
    private const int CellsAheadMax = 50_000;
    private const int CellsConfirmedTogether = 200;
    private const int ResultsTakenTogether = 500;

    private readonly SweepQueues _queues = new(settings.Queue);
    private readonly SweepPackage _package = SweepPackage.Of(folder, sweep);
    private readonly BitArray _has = new(checked((int)sweep.Runs));
    private readonly SortedSet<long> _lost = [];
    private IOException? _failure;
    private bool _begun;
    private bool _toldOfNobody;
    private long _next;
    private long _ahead;
    private long _done;
    private long _landings;

    /// <summary>Runs that are done, those of earlier sweeps into the same folder included.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Landings of the results that came.</summary>
    public long Landings => Interlocked.Read(ref _landings);

    /// <summary>Runs that were given up; they have lines with errors.</summary>
    public int Lost => _lost.Count;

    /// <summary>Runs everything that is not done.</summary>
    /// <param name="replace">True to give up a sweep of others that is unfinished in the same queue.</param>
    /// <param name="cancel">Ends at once; what is on its way stays at the broker.</param>
    /// <exception cref="InputException">The broker can't be used, or its queue is in use.</exception>
    /// <exception cref="IOException">Results could not be written; those written before are kept.</exception>
    public void Run(bool replace, CancellationToken cancel)
    {
        for (var run = 0L; run < sweep.Runs; run++)
        {
            if (store.IsDone(CellOf(run), ReplicaOf(run))) _has[(int)run] = true;
        }

        _done = store.Done;
        var link = new BrokerLink(settings, "sim sweep", tell);
        link.RunAsync(connection => CoordinateAsync(connection, link, replace, cancel), cancel).GetAwaiter().GetResult();
        if (_failure is not null) throw new IOException(_failure.Message, _failure);
        if (cancel.IsCancellationRequested) return;
        foreach (var run in _lost)
        {
            var cell = sweep.Cells[CellOf(run)];
            var line = new RunLine
            {
                Cell = cell.Number,
                Replica = ReplicaOf(run),
                Axes = sweep.AxesOf(cell),
                Seed = CellRunner.SeedOf(sweep.Seed, ReplicaOf(run)),
                Error = RunLine.LostError + "three workers that had it died",
            };
            store.Add(line, TimeSpan.Zero);
        }
    }

    private bool IsOver => Done + _lost.Count >= sweep.Runs;

    private int CellOf(long run) => (int)(run / sweep.Replicas);

    private int ReplicaOf(long run) => (int)(run % sweep.Replicas);

    private async Task CoordinateAsync(IConnection connection, BrokerLink link, bool replace, CancellationToken cancel)
    {
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var publishing = await connection.CreateChannelAsync(confirmed, cancel);
        await using var taking = await connection.CreateChannelAsync(cancellationToken: cancel);
        await using var looking = await connection.CreateChannelAsync(cancellationToken: cancel);
        await LockAsync(looking, link, cancel);
        await _queues.DeclareAsync(looking, cancel);
        var results = await TakeResultsAsync(connection, taking, cancel);
        await BeginAsync(publishing, looking, replace, cancel);
        link.Up();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        Task[] parts = [PublishAsync(publishing, over.Token), StoreAsync(taking, results, over), WatchAsync(connection, looking, over)];
        try
        {
            // The storing ends it all; if another part ends first, it failed or has nothing more to do.
            for (var left = parts.ToList(); !parts[1].IsCompleted;)
            {
                var ended = await Task.WhenAny(left);
                await ended;
                left.Remove(ended);
            }

            await parts[1];
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            // The sweep is over, and the others were told so.
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(parts).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        if (_failure is null && IsOver) await EndAsync(looking, cancel);
    }

    /// <summary>Of two coordinators at one queue each would take the other's results.</summary>
    /// <exception cref="InputException">There is another one.</exception>
    private async Task LockAsync(IChannel channel, BrokerLink link, CancellationToken cancel)
    {
        try
        {
            // Quorum queues of older brokers let in a second exclusive consumer; queues that belong to a connection are kept from others by all.
            await channel.QueueDeclareAsync(_queues.Lock, durable: false, exclusive: true, autoDelete: true, cancellationToken: cancel);
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.ResourceLocked && !link.WasUp)
        {
            throw new InputException(new InputProblem("", "--queue", $"another sweep is being coordinated in \"{_queues.Cells}\" now", "another --queue, or its end, is needed"));
        }
    }

    private async Task<ChannelReader<BasicDeliverEventArgs>> TakeResultsAsync(IConnection connection, IChannel taking, CancellationToken cancel)
    {
        var results = Channel.CreateUnbounded<BasicDeliverEventArgs>();
        var consumer = new AsyncEventingBasicConsumer(taking);
        consumer.ReceivedAsync += (_, message) =>
        {
            // The body belongs to the connection and is gone when this returns.
            var own = new BasicDeliverEventArgs(message.ConsumerTag, message.DeliveryTag, message.Redelivered, message.Exchange, message.RoutingKey, message.BasicProperties, message.Body.ToArray(), CancellationToken.None);
            results.Writer.TryWrite(own);
            return Task.CompletedTask;
        };
        Task Fail(object sender, ShutdownEventArgs reason)
        {
            results.Writer.TryComplete(new AlreadyClosedException(reason));
            return Task.CompletedTask;
        }

        connection.ConnectionShutdownAsync += Fail;
        taking.ChannelShutdownAsync += Fail;
        consumer.UnregisteredAsync += (_, _) =>
        {
            results.Writer.TryComplete(new InputException(new InputProblem("", "--queue", $"the queue \"{_queues.Results}\" was deleted", "--resume makes it again")));
            return Task.CompletedTask;
        };
        await taking.BasicQosAsync(0, ResultsTakenTogether, global: false, cancel);
        await taking.BasicConsumeAsync(_queues.Results, autoAck: false, consumer, cancel);
        return results.Reader;
    }

    /// <summary>Puts the sweep where workers find it, and takes away what an earlier coordinator left, unless it is all there already.</summary>
    private async Task BeginAsync(IChannel publishing, IChannel looking, bool replace, CancellationToken cancel)
    {
        var there = await _queues.PeekAsync(looking, tell, cancel);
        if (_begun && there?.Id == _package.Id) return;
        if (there is not null && there.Id != _package.Id && (_begun || !replace))
        {
            var which = there.Version == _package.Version ? "another sweep" : $"a sweep of version {there.Version}";
            throw new InputException(new InputProblem("", "--queue", $"{which}, \"{there.Title}\", is unfinished in \"{_queues.Cells}\"", "its coordinator with --resume, another --queue, or --replace to give it up is needed"));
        }

        await looking.QueuePurgeAsync(_queues.Cells, cancel);
        await looking.QueuePurgeAsync(_queues.Alone, cancel);
        await DropOwnDeadAsync(looking, cancel);
        await looking.QueuePurgeAsync(_queues.Sweep, cancel);
        var properties = new BasicProperties { Type = SweepPackage.MessageType, CorrelationId = _package.Id, Persistent = true };
        await publishing.BasicPublishAsync("", _queues.Sweep, mandatory: true, properties, _package.ToBytes(), cancel);
        (_begun, _next, _ahead) = (true, 0, 0);
    }

    /// <summary>What died in an earlier attempt is tried again now; messages of others stay.</summary>
    private async Task DropOwnDeadAsync(IChannel channel, CancellationToken cancel)
    {
        var others = new List<ulong>();
        while (await channel.BasicGetAsync(_queues.Dead, autoAck: false, cancel) is { } message)
        {
            if (OwnRun(message) is null) others.Add(message.DeliveryTag);
            else await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancel);
        }

        foreach (var other in others) await channel.BasicNackAsync(other, multiple: false, requeue: true, cancel);
    }

    private async Task PublishAsync(IChannel channel, CancellationToken stop)
    {
        var batch = new List<Task>(CellsConfirmedTogether);
        while (_next < sweep.Runs)
        {
            while (Interlocked.Read(ref _ahead) > CellsAheadMax) await Pause.Short(stop);
            var run = _next;
            for (; run < sweep.Runs && batch.Count < CellsConfirmedTogether; run++)
            {
                if (Has(run)) continue;
                var cell = new CellMessage(_package.Id, CellOf(run), ReplicaOf(run));
                batch.Add(channel.BasicPublishAsync("", _queues.Cells, mandatory: true, cell.Properties(), cell.Body(), stop).AsTask());
            }

            await Task.WhenAll(batch);

            // Only what the broker has confirmed is not published again on the next connection.
            Interlocked.Add(ref _ahead, batch.Count);
            _next = run;
            batch.Clear();
        }
    }

    private async Task StoreAsync(IChannel channel, ChannelReader<BasicDeliverEventArgs> results, CancellationTokenSource over)
    {
        var unsettled = 0UL;
        while (!IsOver)
        {
            if (!results.TryRead(out var message))
            {
                if (unsettled != 0) await channel.BasicAckAsync(unsettled, multiple: true, over.Token);
                unsettled = 0;
                if (!await results.WaitToReadAsync(over.Token)) return;
                continue;
            }

            if (ResultMessage.TryRead(message.BasicProperties, message.Body.Span) is not { } result)
            {
                tell($"a message in {_queues.Results} is no result; it was put into {_queues.Dead}");
                await channel.BasicRejectAsync(message.DeliveryTag, requeue: false, over.Token);
            }
            else if (TryKeep(result))
            {
                unsettled = message.DeliveryTag;
            }
            else
            {
                await over.CancelAsync();
                return;
            }
        }

        if (unsettled != 0) await channel.BasicAckAsync(unsettled, multiple: true, over.Token);
        await over.CancelAsync();
    }

    /// <summary>Keeps a result unless it is there already, or is of another sweep; false if it can't be written.</summary>
    private bool TryKeep(ResultMessage result)
    {
        var (cell, replica) = (result.Line.Cell, result.Line.Replica);
        if (result.Sweep != _package.Id || cell < 0 || replica < 0 || cell >= sweep.Cells.Length || replica >= sweep.Replicas) return true;
        var run = ((long)cell * sweep.Replicas) + replica;
        if (Has(run)) return true;
        try
        {
            // A worker sees saves and lag models under other names.
            store.Add(result.Line with { Axes = sweep.AxesOf(sweep.Cells[cell]) }, result.Wall);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _failure = new IOException(error.Message, error);
            return false;
        }

        lock (_lost)
        {
            _has[(int)run] = true;
            _lost.Remove(run);
        }

        Interlocked.Increment(ref _done);
        Interlocked.Decrement(ref _ahead);
        Interlocked.Add(ref _landings, result.Line.Facts?.Landings ?? 0);
        return true;
    }

    private bool Has(long run)
    {
        lock (_lost) return _has[(int)run];
    }

    /// <summary>Looks after what does not come by itself: the dead, and whether there is anybody at work.</summary>
    private async Task WatchAsync(IConnection connection, IChannel channel, CancellationTokenSource over)
    {
        var stop = over.Token;
        var seen = 0u;
        while (true)
        {
            await Pause.Long(stop);
            var dead = await channel.MessageCountAsync(_queues.Dead, stop);
            if (dead != seen) await CountDeadAsync(connection, stop);
            seen = dead;

            // A run that is given up may be the last that was waited for.
            if (IsOver) await over.CancelAsync();
            if (!_toldOfNobody && Done == store.Done && await channel.ConsumerCountAsync(_queues.Cells, stop) == 0)
            {
                tell($"no worker is here yet; start some with: sim worker --broker {settings.Address} --queue {_queues.Cells}");
                _toldOfNobody = true;
            }
        }
    }

    /// <summary>Reads the dead letters on a channel of its own; when it closes they are where they were.</summary>
    private async Task CountDeadAsync(IConnection connection, CancellationToken stop)
    {
        await using var channel = await connection.CreateChannelAsync(cancellationToken: stop);
        while (await channel.BasicGetAsync(_queues.Dead, autoAck: false, stop) is { } message)
        {
            if (OwnRun(message) is not { } run || Has(run)) continue;
            lock (_lost)
            {
                if (!_lost.Add(run)) continue;
            }

            tell(string.Create(CultureInfo.InvariantCulture, $"cell {CellOf(run)}, replica {ReplicaOf(run)} was given up: three workers that had it died; its message is in {_queues.Dead}"));
        }
    }

    /// <summary>The run of this sweep that a dead letter asks for; null if it is something else.</summary>
    private long? OwnRun(BasicGetResult message) =>
        CellMessage.TryRead(message.BasicProperties, message.Body.Span) is { } cell && cell.Sweep == _package.Id && cell.Cell < sweep.Cells.Length && cell.Replica < sweep.Replicas
            ? ((long)cell.Cell * sweep.Replicas) + cell.Replica
            : null;

    /// <summary>Workers find no sweep any more, and nothing of it that they could do twice.</summary>
    private async Task EndAsync(IChannel channel, CancellationToken cancel)
    {
        await channel.QueuePurgeAsync(_queues.Sweep, cancel);
        await channel.QueuePurgeAsync(_queues.Cells, cancel);
        await channel.QueuePurgeAsync(_queues.Alone, cancel);
    }
}
