using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>
/// A run of scripts. Here are the clock, the event queue, the landings, luck and lag; the scripts themselves, with their processes,
/// RAM, ports and files, are in a child process.
/// <code>
///   simulator                                   child
///   next event of the queue: Now = due
///   landing: effect applied      -- event -->   world mirrored, promise resolved
///                                               scripts run until nothing is left to do
///   timers and operations        &lt;-- asks ---   sleep, hack, grow, weaken, exec, kill, ...
///   go into the queue
/// </code>
/// </summary>
public sealed partial class ScriptRun : IDisposable
{
    private readonly ScriptRunSetup _setup;
    private readonly NodeProcess _node;
    private readonly GameRun _game;
    private readonly RepeatableLuck _luck;
    private readonly MessageWriter _message = new();
    private readonly MessageReader _answer = new();
    private readonly List<int> _released = [];
    private readonly List<string> _scripts = [];
    private readonly IScriptObserver? _observer;
    private readonly LagRun? _lag;
    private Slot[] _slots = new Slot[1024];
    private int _alive;
    private int _processes;
    private int _startsToCome;
    private long _starts;
    private long _operations;
    private bool _hasBegun;
    private bool _isNewChain;

    private struct Slot
    {
        public ScriptOperation Operation;
        /// <summary>Of the slot's entry in the heap; others are of timers that the child has fired.</summary>
        public long Sequence;
        public bool IsCancelled;
        public bool IsOperation;
    }

    private enum RunEvent : byte
    {
        Timer = 64,
        Landing,
        Start,
        Background,
    }

    /// <summary>Starts the child and gives it the world.</summary>
    /// <param name="setup">What the run begins with.</param>
    /// <param name="node">Which Node.</param>
    /// <param name="observer">Watches; null for nobody.</param>
    /// <exception cref="ScriptException">The child can't be started.</exception>
    public ScriptRun(ScriptRunSetup setup, NodeInstallation node, IScriptObserver? observer)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(node);
        _setup = setup;
        _observer = observer;
        var streams = new RandomStreams(setup.Seed);
        _luck = new RepeatableLuck(setup.HasOneStream ? new Mulberry32((uint)setup.Seed) : streams.Stream("hack-success"));
        _game = new GameRun(setup.World, _luck);
        if (setup.Lag is not null)
        {
            _lag = new LagRun(setup.Lag, streams, _game.Loop, (byte)RunEvent.Background);
            UseCosts(setup.Lag, streams);
        }

        _node = NodeProcess.Start(node, setup.MemoryMegabytes, setup.Patience);
        try
        {
            var seed = setup.HasOneStream ? (uint)setup.Seed : (uint)(streams.Stream("math-random").NextDouble() * 4294967296.0);
            _node.Send(_message.Finish(FirstMessage(seed)));
            Answer("the start of the runtime");
        }
        catch
        {
            _node.Dispose();
            throw;
        }
    }

    /// <summary>The simulated clock.</summary>
    public SimTime Now => _lag is null ? _now : _game.Loop.Now;

    /// <summary>When something last happened to the scripts.</summary>
    public SimTime LastEventAt { get; private set; }

    /// <summary>hack, grow and weaken that are in flight now.</summary>
    public int InFlight { get; private set; }

    /// <summary>The world as it is simulated here.</summary>
    public GameRun Game => _game;

    public LagRun? Lag => _lag;

    /// <summary>Scripts that run now.</summary>
    public int Processes => _processes;

    /// <summary>Messages that went to the child.</summary>
    public long Turns { get; private set; }

    /// <summary>hack, grow and weaken that were in flight when their script was killed.</summary>
    public long Killed { get; private set; }

    /// <summary>hack, grow and weaken that have been called.</summary>
    public long Operations => _operations;

    /// <summary>hack, grow and weaken that have landed.</summary>
    public long Landings { get; private set; }

    /// <summary>The name of a script by its number.</summary>
    public string ScriptName(int script) => script >= 0 && script < _scripts.Count ? _scripts[script] : "?";

    /// <summary>The most that the child has held so far.</summary>
    public long PeakMemoryBytes => _node.PeakMemoryBytes;

    /// <summary>Processor time of the child so far.</summary>
    public TimeSpan ChildProcessorTime => _node.ProcessorTime;

    /// <summary>Ends the run from another thread.</summary>
    public void Interrupt() => _node.Interrupt();

    /// <summary>Runs to this time, or until nothing is left to do.</summary>
    /// <returns>True if nothing was left to do.</returns>
    /// <exception cref="ScriptException">The child failed.</exception>
    public bool RunUntil(SimTime end)
    {
        if (!_hasBegun) Begin();
        if (_lag is null) RunAhead(end);
        else RunWithLag(end);
        return _alive == 0 && _startsToCome == 0;
    }

    /// <summary>Asks the child for the world, the files and the scripts as they are now.</summary>
    public JsonElement FinalState()
    {
        BeginMessage();
        PutCount(1, Now);
        PutEvent(ScriptEvent.Finish, 0, Now);
        var keeper = new FinalKeeper();
        Exchange("the end of the run", keeper);
        return keeper.Final ?? throw new ScriptException(ScriptFailure.Broken, "the runtime gave no final state");
    }

    public void Dispose() => _node.Dispose();

    private void Begin()
    {
        _hasBegun = true;
        for (var i = 0; i < _setup.Starts.Length; i++)
        {
            if (_lag is null) _heap.Add(_setup.Starts[i].At, -1, i);
            else _game.Loop.Post(_setup.Starts[i].At, new SimEvent((byte)RunEvent.Start, i));
            _startsToCome++;
        }

        _lag?.Start();
    }

    private bool SkipCancelled(int slot)
    {
        if (!_slots[slot].IsCancelled) return false;
        _slots[slot].IsCancelled = false;
        _released.Add(slot);
        return true;
    }

    private void BeginMessage()
    {
        _message.Clear();
        _message.Put(_costs.Length);
        foreach (var costs in _costs) costs.TopUp(_message);
        _message.Put(_released.Count);
        foreach (var slot in _released) _message.Put(slot);
        _released.Clear();
    }

    /// <summary>How many events the message has, and up to when nothing else is due.</summary>
    private void PutCount(int events, SimTime horizon)
    {
        _message.Put(events);
        _message.Put(horizon.TotalMilliseconds);
    }

    private void PutEvent(ScriptEvent kind, int subject, SimTime at)
    {
        _message.Put((double)kind);
        _message.Put(subject);
        _message.Put(at.TotalMilliseconds);
    }

    private void PutLanding(int slot, SimTime at, in Landing landing)
    {
        PutEvent(ScriptEvent.Landing, slot, at);
        _message.Put(landing.Returned);
        _message.Put(landing.MoneyAfter);
        _message.Put(landing.SecurityAfter);
        _message.Put(landing.ExpAfter);
        _message.Put(landing.LevelAfter);
        _message.Put(_game.Money);
        _message.Put(landing.MoneyGained);
    }

    private void Apply(in ScriptOperation operation, out Landing landing)
    {
        _game.Apply(operation.Kind, operation.Target, operation.Threads, operation.Cores, out landing);

        // The growth of an empty server is told as if it had held one dollar (ns.grow, after the effect).
        if (operation.Kind == JobKind.Grow && landing.MoneyBefore <= 0) landing.Returned = landing.MoneyAfter;
    }

    private void Exchange(string atWork, FinalKeeper? keeper)
    {
        Turns++;
        if (keeper is null) LastEventAt = Now;
        _node.Send(_message.Finish());
        Answer(atWork, keeper);
    }

    private void Answer(string atWork, FinalKeeper? keeper = null)
    {
        _isNewChain = false;
        do
        {
            if (!_answer.Read(_node)) throw _node.Failure(Place(atWork));
            if (_answer.Json.Length > 0) ReadTexts(_answer.Json, atWork, keeper);
            var asks = _answer.Numbers;
            for (var at = 0; at < asks.Length;) at = Take(asks, at, atWork, keeper);
        }
        while (_answer.IsPart);
    }

    private string Place(string atWork) => string.Create(CultureInfo.InvariantCulture, $"{atWork} at {Now.TotalSeconds:0.###} s");

    private int Take(ReadOnlySpan<double> asks, int at, string atWork, FinalKeeper? keeper)
    {
        switch ((ScriptOp)asks[at])
        {
            case ScriptOp.Timer:
                SetTimer((int)asks[at + 1], asks[at + 2]);
                return at + 3;
            case ScriptOp.Operation:
                StartOperation(asks.Slice(at + 1, 12));
                return at + 13;
            case ScriptOp.Cancel:
                Cancel((int)asks[at + 1]);
                return at + 2;
            case ScriptOp.Money:
                _game.AddMoney(asks[at + 1]);
                return at + 2;
            case ScriptOp.Root:
                _game.GiveRoot(new ServerId((int)asks[at + 1]));
                return at + 2;
            case ScriptOp.Host:
                _game.PutHost(new ServerId((int)asks[at + 1]), RamSize.FromGigabytesRounded(asks[at + 2]));
                return at + 3;
            case ScriptOp.Draws:
                for (var i = 0; i < asks[at + 1]; i++) _luck.NextDouble();
                return at + 2;
            case ScriptOp.Started:
                OnStarted(asks.Slice(at + 1, 6));
                return at + 7;
            case ScriptOp.Ended:
                _processes--;
                _observer?.OnEnded(Now, (int)asks[at + 1], (ScriptEnd)asks[at + 2]);
                return at + 3;
            case ScriptOp.Consumed:
                if (_lag is null && keeper is null) Commit((int)asks[at + 1]);
                return at + 2;
            case ScriptOp.Local:
                FireLocal((int)asks[at + 1], asks[at + 2]);
                return at + 3;
            case ScriptOp.Work:
                if (_lag is not null) ChargeScript((int)asks[at + 1]);
                return at + 2;
            case ScriptOp.NewChain:
            case ScriptOp.OldChain:
                _isNewChain = (ScriptOp)asks[at] == ScriptOp.NewChain;
                return at + 1;
            default:
                throw new ScriptException(ScriptFailure.Broken, $"the runtime asked for something unknown in {Place(atWork)}");
        }
    }

    private void Cancel(int slot)
    {
        ref var cancelled = ref _slots[slot];
        cancelled.IsCancelled = true;
        _alive--;
        if (!cancelled.IsOperation) return;
        InFlight--;
        Killed++;
    }

    private void SetTimer(int slot, double delayMs)
    {
        NeedSlot(slot);
        _slots[slot].IsOperation = false;
        _alive++;
        Post(SimDuration.FromMilliseconds((long)delayMs), RunEvent.Timer, slot);
    }

    private void StartOperation(ReadOnlySpan<double> ask)
    {
        var slot = (int)ask[0];
        NeedSlot(slot);
        _slots[slot].IsOperation = true;
        _alive++;
        ref var operation = ref _slots[slot].Operation;
        operation.Number = ++_operations;
        InFlight++;
        operation.Kind = (JobKind)(int)ask[1];
        operation.Target = new ServerId((int)ask[2]);
        operation.Cores = (int)ask[3];
        operation.Threads = ask[4];
        operation.AdditionalMsec = ask[5];
        operation.Pid = (int)ask[7];
        operation.ScriptThreads = ask[8];
        operation.Script = (int)ask[9];
        operation.Host = new ServerId((int)ask[10]);
        operation.StartedAt = Now;
        operation.SecurityAtStart = _game.Server(operation.Target).Security;
        operation.LevelAtStart = _game.Person.Level;
        operation.DurationMs = GameRun.OperationMsec(_game.Seconds(operation.Kind, operation.Target), operation.AdditionalMsec);
        if (operation.DurationMs != ask[6])
        {
            throw new ScriptException(ScriptFailure.Broken, string.Create(
                CultureInfo.InvariantCulture,
                $"simulator and runtime disagree on the duration of {operation.Kind} in {Place(ScriptName(operation.Script))}: {operation.DurationMs:R} and {ask[6]:R} ms"));
        }

        operation.DueAt = Post(SimDuration.FromMilliseconds((long)ask[11]), RunEvent.Landing, slot);
        _observer?.OnOperation(in operation);
    }

    private void OnStarted(ReadOnlySpan<double> ask)
    {
        _processes++;
        var script = new StartedScript((int)ask[0], (int)ask[1], new ServerId((int)ask[2]), ask[3], ask[4], (int)ask[5]);
        _observer?.OnStarted(Now, in script);
        _starts++;
    }

    /// <summary>Sets a timer; the child has lengthened the delay where timers are nested deep.</summary>
    private SimTime Post(SimDuration delay, RunEvent kind, int slot)
    {
        if (_lag is not null)
        {
            var data = new SimEvent((byte)kind, slot);
            return _isNewChain ? _game.Loop.PostFirstTimer(delay, data) : _game.Loop.PostTimer(delay, data);
        }

        var due = _now + delay;
        _slots[slot].Sequence = _heap.Add(due, slot);
        return due;
    }

    private void NeedSlot(int slot)
    {
        if (slot >= _slots.Length) Array.Resize(ref _slots, Math.Max(slot + 1, _slots.Length * 2));
    }

    private void ReadTexts(ReadOnlyMemory<byte> json, string atWork, FinalKeeper? keeper)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var text in document.RootElement.EnumerateArray())
        {
            if (text.TryGetProperty("id", out var id))
            {
                Invariant.Check(id.GetInt32() == _scripts.Count);
                _scripts.Add(text.GetProperty("file").GetString()!);
            }
            else if (text.TryGetProperty("stuck", out var stuck))
            {
                throw new ScriptException(ScriptFailure.Endless, string.Create(
                    CultureInfo.InvariantCulture,
                    $"no progress for {_setup.FindsEndlessAfter!.Value.TotalSeconds:0.#} s of real time in {stuck.GetString()}: an endless loop?"));
            }
            else if (text.TryGetProperty("began", out var began) && text.GetProperty("pid").GetInt32() == 0)
            {
                throw new ScriptException(ScriptFailure.NoStart, CannotStart(began.GetString()!, text));
            }
            else if (text.TryGetProperty("final", out var final))
            {
                keeper!.Final = final.Clone();
            }
            else
            {
                _observer?.OnText(text);
            }
        }
    }

    private static string CannotStart(string file, JsonElement text)
    {
        var ram = text.GetProperty("ram").GetDouble();
        return ram == 0
            ? $"{file} can't be started: its RAM can't be worked out (a syntax error, or an import that is not there)"
            : string.Create(CultureInfo.InvariantCulture, $"{file} can't be started: it needs {ram} GB, and {text.GetProperty("free").GetDouble()} GB are free");
    }

    private byte[] FirstMessage(uint seed)
    {
        var files = new JsonObject();
        foreach (var group in _setup.Files.GroupBy(file => file.Host, StringComparer.Ordinal))
        {
            files[group.Key] = new JsonObject(group.Select(file => KeyValuePair.Create<string, JsonNode?>(file.Path, file.Text)));
        }

        var first = new JsonObject
        {
            ["world"] = _setup.View.DeepClone(),
            ["files"] = files,
            ["starts"] = new JsonArray([.. _setup.Starts.Select(start => new JsonObject
            {
                ["host"] = start.Host,
                ["file"] = start.File,
                ["threads"] = start.Threads,
                ["args"] = new JsonArray([.. start.Arguments.Select(argument => argument?.DeepClone())]),
            })]),
            ["dateAtStart"] = _setup.DateAtStart,
            ["performanceAtStart"] = _setup.PerformanceAtStart,
            ["hasGameLoop"] = _setup.HasGameLoop,
            ["records"] = _setup.Records,
            ["costMeans"] = new JsonArray([.. _costs.Select(cost => (JsonNode)cost.Mean.TotalMilliseconds)]),
            ["findEndlessMs"] = _setup.FindsEndlessAfter?.TotalMilliseconds ?? 0,
            ["tellsPrints"] = _setup.TellsPrints,
            ["follows"] = new JsonArray([.. _setup.Follows.Select(file => (JsonNode)file)]),
            ["random"] = new JsonObject { ["seed"] = seed, ["isShared"] = _setup.HasOneStream },
        };
        return JsonSerializer.SerializeToUtf8Bytes(first);
    }

    private sealed class FinalKeeper
    {
        public JsonElement? Final { get; set; }
    }
}
