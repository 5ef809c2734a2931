using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// Takes cells from a broker, runs them, and sends back what came out. A cell is given back to the broker (acknowledged) after its
/// result is safe there, so that a worker may die at any moment.
/// </summary>
/// <param name="settings">Where the broker is.</param>
/// <param name="threads">Runs at the same time, 1 or more.</param>
/// <param name="untilDone">True to end when there is no sweep any more; otherwise it waits for the next.</param>
/// <param name="scripts">Makes what runs scripts; refuses where they can't be run.</param>
/// <param name="tell">Takes messages for the user.</param>
public sealed class SweepWorker(BrokerSettings settings, int threads, bool untilDone, Func<IScriptEngine> scripts, Action<string> tell) : IDisposable
{
    private readonly SweepQueues _queues = new(settings.Queue);
    private readonly SemaphoreSlim _slots = new(threads);
    private readonly SemaphoreSlim _opening = new(1);

    /// <summary>Results that the broker was not there to take.</summary>
    private readonly ConcurrentQueue<ResultMessage> _kept = new();

    /// <summary>All that were opened; runs of one that is over may still be under way when the next begins.</summary>
    private readonly List<OpenSweep> _opened = [];
    private OpenSweep? _sweep;
    private long _done;
    private int _busy;

    /// <summary>Runs finished since the start.</summary>
    public long Done => Interlocked.Read(ref _done);

    /// <summary>Works until it is stopped, or until the sweep is over if that is wanted.</summary>
    /// <param name="cancel">Finishes the runs that are under way and ends; those that were not begun go back.</param>
    /// <exception cref="InputException">The broker can't be reached, the queue is unknown, or the sweep is of another version.</exception>
    public void Run(CancellationToken cancel)
    {
        // Runs occupy pool threads; the connection needs some of its own beside them.
        ThreadPool.GetMinThreads(out var workers, out var ports);
        ThreadPool.SetMinThreads(Math.Max(workers, threads + 4), ports);
        var link = new BrokerLink(settings, "sim worker", tell);
        link.RunAsync(connection => WorkAsync(connection, link, cancel), cancel).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        foreach (var sweep in _opened) sweep.Dispose();
        _slots.Dispose();
        _opening.Dispose();
    }

    private async Task WorkAsync(IConnection connection, BrokerLink link, CancellationToken cancel)
    {
        var confirmed = new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true);
        await using var publishing = await connection.CreateChannelAsync(confirmed, cancel);
        await using var taking = await connection.CreateChannelAsync(cancellationToken: cancel);
        await using var looking = await connection.CreateChannelAsync(cancellationToken: cancel);
        await CheckQueueAsync(looking, link, cancel);
        link.Up();
        while (_kept.TryPeek(out var kept))
        {
            await SendAsync(publishing, kept, cancel);
            _kept.TryDequeue(out _);
        }

        if (!await FindSweepAsync(looking, cancel)) return;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var inHand = new ConcurrentDictionary<ulong, Task>();
        Task Fail(object sender, ShutdownEventArgs reason)
        {
            failed.TrySetException(new AlreadyClosedException(reason));
            return Task.CompletedTask;
        }

        connection.ConnectionShutdownAsync += Fail;
        taking.ChannelShutdownAsync += Fail;
        var channels = new Channels(publishing, taking, looking);
        var consumer = new AsyncEventingBasicConsumer(taking);
        consumer.ReceivedAsync += (_, message) =>
        {
            // The body belongs to the connection and is gone when this returns.
            var (tag, properties, body) = (message.DeliveryTag, message.BasicProperties, message.Body.ToArray());
            inHand[tag] = Task.Run(() => HandleAsync(channels, tag, properties, body, over.Token), CancellationToken.None).ContinueWith(
                handled =>
                {
                    inHand.TryRemove(tag, out var _);
                    if (handled.Exception is { } error && error.InnerException is not OperationCanceledException) failed.TrySetException(error.InnerExceptions);
                },
                CancellationToken.None,
                TaskContinuationOptions.None,
                TaskScheduler.Default);
            return Task.CompletedTask;
        };
        consumer.UnregisteredAsync += (_, _) =>
        {
            failed.TrySetException(new InputException(new InputProblem("", "--queue", $"the queue \"{_queues.Cells}\" was deleted", "it is made by sim sweep --broker")));
            return Task.CompletedTask;
        };

        // As many again as are run at once, so that the next is there when one is done.
        await taking.BasicQosAsync(0, (ushort)Math.Min(ushort.MaxValue, 2 * threads), global: false, cancel);
        var subscription = await taking.BasicConsumeAsync(_queues.Cells, autoAck: false, consumer, cancel);
        var watching = WatchAsync(channels, over.Token);
        try
        {
            await (await Task.WhenAny(failed.Task, watching));
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await taking.BasicCancelAsync(subscription, noWait: true, CancellationToken.None);
        }
        finally
        {
            // Runs that are under way are finished; if the broker is away their results are kept.
            await over.CancelAsync();
            await Task.WhenAll(inHand.Values);
            _ = failed.Task.Exception;
            await Task.WhenAny(watching);
        }
    }

    private sealed record Channels(IChannel Publishing, IChannel Taking, IChannel Looking);

    private async Task CheckQueueAsync(IChannel channel, BrokerLink link, CancellationToken cancel)
    {
        try
        {
            await channel.QueueDeclarePassiveAsync(_queues.Cells, cancel);
        }
        catch (OperationInterruptedException refused) when (refused.ShutdownReason?.ReplyCode == Constants.NotFound && !link.WasUp)
        {
            throw new InputException(new InputProblem("", "--queue", $"the broker has no queue \"{_queues.Cells}\"", "it is made by: sim sweep FILE --broker ..."));
        }
    }

    /// <summary>Waits for a sweep; false if there is none and none is waited for.</summary>
    private async Task<bool> FindSweepAsync(IChannel channel, CancellationToken cancel)
    {
        for (var told = false; ; told = true)
        {
            if (await _queues.PeekAsync(channel, tell, cancel) is { } package)
            {
                Open(package);
                return true;
            }

            if (untilDone) return false;
            if (!told) tell($"waiting for a sweep in {_queues.Cells}");
            await Pause.Long(cancel);
        }
    }

    /// <exception cref="InputException">The sweep is of another version, or can't be read here.</exception>
    private void Open(SweepPackage package)
    {
        if (_sweep?.Id == package.Id) return;
        if (package.Version != SweepPackage.OwnVersion)
        {
            throw new InputException(new InputProblem("", "sim worker", $"this is version {SweepPackage.OwnVersion}, and the sweep \"{package.Title}\" is of version {package.Version}", "the same version everywhere is needed, or results would differ"));
        }

        _sweep = new OpenSweep(package, scripts);
        _opened.Add(_sweep);
        tell(string.Create(CultureInfo.InvariantCulture, $"sweep \"{package.Title}\", {_sweep.Sweep.Runs:#,0} runs"));
    }

    /// <summary>From a cell that came to its acknowledgement.</summary>
    private async Task HandleAsync(Channels channels, ulong tag, IReadOnlyBasicProperties properties, byte[] body, CancellationToken stop)
    {
        if (CellMessage.TryRead(properties, body) is not { } cell)
        {
            await RefuseAsync(channels.Taking, tag);
            return;
        }

        if (await SweepOfAsync(channels, cell, stop) is not { } sweep)
        {
            await channels.Taking.BasicAckAsync(tag, multiple: false, CancellationToken.None);
            return;
        }

        if (!sweep.Has(cell))
        {
            await RefuseAsync(channels.Taking, tag);
            return;
        }

        Interlocked.Increment(ref _busy);
        try
        {
            if (CellMessage.TriesOf(properties) >= SweepQueues.TriesInCompany)
            {
                await channels.Publishing.BasicPublishAsync("", _queues.Alone, mandatory: true, cell.Properties(), cell.Body(), CancellationToken.None);
            }
            else
            {
                await _slots.WaitAsync(stop);
                ResultMessage result;
                try
                {
                    result = Run(sweep, cell);
                }
                finally
                {
                    _slots.Release();
                }

                await SendOrKeepAsync(channels.Publishing, result);
            }

            await channels.Taking.BasicAckAsync(tag, multiple: false, CancellationToken.None);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <summary>Looks after everything that does not come by itself: suspects, and whether the sweep is over.</summary>
    private async Task WatchAsync(Channels channels, CancellationToken stop)
    {
        while (true)
        {
            await Pause.Long(stop);
            if (await channels.Looking.MessageCountAsync(_queues.Alone, stop) > 0) await RunSuspectsAsync(channels, stop);
            if (!untilDone || Volatile.Read(ref _busy) > 0) continue;
            if (await channels.Looking.MessageCountAsync(_queues.Cells, stop) == 0 && await _queues.PeekAsync(channels.Looking, tell, stop) is null) return;
        }
    }

    /// <summary>Runs suspects one by one, with nothing beside them.</summary>
    private async Task RunSuspectsAsync(Channels channels, CancellationToken stop)
    {
        var held = 0;
        try
        {
            for (; held < threads; held++) await _slots.WaitAsync(stop);
            while (await channels.Looking.BasicGetAsync(_queues.Alone, autoAck: false, stop) is { } message)
            {
                if (CellMessage.TryRead(message.BasicProperties, message.Body.Span) is not { } cell)
                {
                    await RefuseAsync(channels.Looking, message.DeliveryTag);
                    continue;
                }

                if (await SweepOfAsync(channels, cell, stop) is { } sweep && sweep.Has(cell)) await SendOrKeepAsync(channels.Publishing, Run(sweep, cell));
                await channels.Looking.BasicAckAsync(message.DeliveryTag, multiple: false, CancellationToken.None);
            }
        }
        finally
        {
            if (held > 0) _slots.Release(held);
        }
    }

    /// <summary>
    /// The sweep that a cell belongs to; null if that sweep is over and another is under way. If none is under way the cell is held:
    /// its sweep may be on its way back.
    /// </summary>
    private async Task<OpenSweep?> SweepOfAsync(Channels channels, CellMessage cell, CancellationToken stop)
    {
        if (_sweep is { } known && known.Id == cell.Sweep) return known;
        await _opening.WaitAsync(stop);
        try
        {
            while (_sweep?.Id != cell.Sweep)
            {
                if (await _queues.PeekAsync(channels.Looking, tell, stop) is not { } package)
                {
                    await Pause.Long(stop);
                    continue;
                }

                if (package.Id != cell.Sweep) return null;
                Open(package);
            }

            return _sweep;
        }
        finally
        {
            _opening.Release();
        }
    }

    private ResultMessage Run(OpenSweep sweep, CellMessage cell)
    {
        try
        {
            var clock = Stopwatch.StartNew();
            var line = sweep.Runner.Run(sweep.Sweep.Cells[cell.Cell], cell.Replica);
            Interlocked.Increment(ref _done);
            return new ResultMessage(cell.Sweep, line, clock.Elapsed);
        }
        catch (OutOfMemoryException)
        {
            // Nothing in this process can be relied on now. The broker gives the cell to another, or counts it as a killer.
            Environment.FailFast(string.Create(CultureInfo.InvariantCulture, $"sim: out of memory in cell {cell.Cell}, replica {cell.Replica}"));
            throw;
        }
    }

    private async Task SendOrKeepAsync(IChannel channel, ResultMessage result)
    {
        try
        {
            await SendAsync(channel, result, CancellationToken.None);
        }
        catch
        {
            _kept.Enqueue(result);
            throw;
        }
    }

    private ValueTask SendAsync(IChannel channel, ResultMessage result, CancellationToken cancel) =>
        channel.BasicPublishAsync("", _queues.Results, mandatory: true, result.Properties(), result.Body(), cancel);

    private async Task RefuseAsync(IChannel channel, ulong tag)
    {
        tell($"a message in {_queues.Cells} is no cell of this sweep; it was put into {_queues.Dead}");
        await channel.BasicRejectAsync(tag, requeue: false, CancellationToken.None);
    }

    /// <summary>A sweep that this worker has read, with its inputs in a folder of its own.</summary>
    private sealed class OpenSweep : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sim-worker-");

        public OpenSweep(SweepPackage package, Func<IScriptEngine> scripts)
        {
            Id = package.Id;
            try
            {
                Sweep = package.Unpack(_folder.FullName);

                // Refused here as a whole: a worker that can't run scripts must not send back that the cells can't be run.
                if (Sweep.Cells.Any(cell => cell.Scenario["scheduler"] is JsonObject scheduler && scheduler.ContainsKey("script"))) Sweep = Sweep with { Scripts = scripts() };
            }
            catch
            {
                Dispose();
                throw;
            }

            Runner = new CellRunner(Sweep);
        }

        public string Id { get; }

        public Sweep Sweep { get; }

        public CellRunner Runner { get; }

        public bool Has(CellMessage cell) => cell.Cell < Sweep.Cells.Length && cell.Replica < Sweep.Replicas;

        public void Dispose() => _folder.Delete(recursive: true);
    }
}
