using System.Buffers;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// What a scheduler wants done, in order, with the RAM that it has spoken for so far: launches planned in one turn never count
/// the same RAM twice. A part of a plan can be taken back, so that a batch is launched whole or not at all.
/// </summary>
public sealed class Plan
{
    private readonly GameView _view;
    private readonly long[] _spokenFor;
    private readonly List<PurchaseRequest> _purchases = [];
    private Command[] _commands = ArrayPool<Command>.Shared.Rent(64);
    private long _spokenForTotal;
    private readonly long[] _dropped = new long[3];
    private readonly List<OperationOptions> _options = [OperationOptions.None];
    private int _count;

    internal enum CommandKind : byte
    {
        Launch,
        Continue,
        Kill,
        Wake,
        Buy,
        KillAll,
        StopOthers,
        StartOthers,
    }

    internal struct Command
    {
        public CommandKind Kind;

        /// <summary>Index into the plan's options; 0 for none.</summary>
        public int Options;
        public JobRequest Request;
        public JobId Job;
        public SimDuration Delay;
        public int Tag;
    }

    internal Plan(GameView view)
    {
        _view = view;
        _spokenFor = new long[view.ServerCount];
    }

    /// <summary>Commands written so far; pass it to <see cref="TakeBack"/> to return to this point.</summary>
    public int Mark => _count;

    internal ReadOnlySpan<Command> Commands => _commands.AsSpan(0, _count);

    /// <summary>RAM spoken for by this plan on every server by its index, in hundredths of a GB.</summary>
    internal ReadOnlySpan<long> SpokenFor => _spokenFor;

    /// <summary>Free RAM of every server by its index, before this plan.</summary>
    internal ReadOnlySpan<long> RamFreeBefore => _view.RamFreeByServer;

    /// <summary>RAM that this scheduler's jobs hold, with what the plan has spoken for, in hundredths of a GB.</summary>
    public long RamHeld => _view.RamHeld(Owner) + _spokenForTotal;

    /// <summary>Whose turn it is.</summary>
    internal int Owner { get; set; }

    /// <summary>Free RAM of a host in hundredths of a GB, less what this plan has spoken for.</summary>
    public long RamFree(ServerId host) => _view.RamFree(host) - _spokenFor[host.Index];

    /// <summary>Starts a worker. The host's RAM is spoken for from here on.</summary>
    public void Launch(in JobRequest request)
    {
        DraftLaunch() = request;
        LaunchDraft();
    }

    /// <summary>Starts a worker whose operation is called with options.</summary>
    public void Launch(in JobRequest request, in OperationOptions options)
    {
        Launch(in request);
        _commands[_count - 1].Options = Keep(in options);
    }

    /// <summary>
    /// An empty request in the place where the next launch will stand, to be filled in and then launched by
    /// <see cref="LaunchDraft"/>, or left: what is launched once for every landing is better not copied.
    /// </summary>
    internal ref JobRequest DraftLaunch()
    {
        if (_count == _commands.Length) Grow();
        ref var request = ref _commands[_count].Request;
        request = default;
        return ref request;
    }

    /// <summary>Starts the worker that was drafted last.</summary>
    internal void LaunchDraft()
    {
        ref var command = ref _commands[_count++];
        command.Kind = CommandKind.Launch;
        command.Options = 0;
        command.Request.Owner = Owner;
        var ram = RamOf(in command.Request);
        _spokenFor[command.Request.Host.Index] += ram;
        _spokenForTotal += ram;
    }

    /// <summary>The options of a command.</summary>
    internal OperationOptions OptionsOf(in Command command) => _options[command.Options];

    /// <summary>Lets the job that was planned last report its landing.</summary>
    public void LetLastJobReport()
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            if (_commands[i].Kind != CommandKind.Launch) continue;
            _commands[i].Request.Reports = true;
            return;
        }
    }

    /// <summary>Jobs that this plan launches so far.</summary>
    public int Launches
    {
        get
        {
            var launches = 0;
            foreach (ref readonly var command in Commands) launches += command.Kind == CommandKind.Launch ? 1 : 0;
            return launches;
        }
    }

    /// <summary>Puts off the landing of every job that this plan launches so far.</summary>
    public void DelayLandings(SimDuration by)
    {
        for (var i = 0; i < _count; i++)
        {
            if (_commands[i].Kind == CommandKind.Launch) _commands[i].Request.LandsAt += by;
        }
    }

    /// <summary>A permanent worker that waits is given its next operation.</summary>
    public void Continue(JobId job, in JobRequest request, in OperationOptions options = default)
    {
        ref var command = ref Next();
        command.Kind = CommandKind.Continue;
        command.Options = Keep(in options);
        command.Job = job;
        command.Request = request;
        command.Request.Owner = Owner;
    }

    public void Kill(JobId job)
    {
        ref var command = ref Next();
        command.Kind = CommandKind.Kill;
        command.Job = job;
    }

    /// <summary>Spends money. The scheduler hears in its next turn, at once, whether it was bought.</summary>
    public void Buy(in PurchaseRequest purchase)
    {
        ref var command = ref Next();
        command.Kind = CommandKind.Buy;
        command.Tag = _purchases.Count;
        _purchases.Add(purchase);
    }

    /// <summary>Kills every job on a host (killall), whoever started it. Its scheduler finds them gone.</summary>
    public void KillAll(ServerId host)
    {
        ref var command = ref Next();
        command.Kind = CommandKind.KillAll;
        command.Tag = host.Index;
    }

    /// <summary>Ends all other schedulers of the controller and kills their jobs.</summary>
    public void StopOthers() => Next().Kind = CommandKind.StopOthers;

    /// <summary>Starts them anew, with nothing remembered, on the hosts as they are then.</summary>
    public void StartOthers() => Next().Kind = CommandKind.StartOthers;

    /// <summary>A purchase by the tag of its command.</summary>
    internal PurchaseRequest PurchaseOf(in Command command) => _purchases[command.Tag];

    /// <summary>Notes that a job which was due is not launched; counted in the results.</summary>
    public void Drop(DropReason reason) => _dropped[(int)reason]++;

    /// <summary>Jobs dropped so far in this run, by reason.</summary>
    public long Dropped(DropReason reason) => _dropped[(int)reason];

    /// <summary>Asks to be woken, as by ns.sleep.</summary>
    /// <param name="delay">Zero or more, whole milliseconds.</param>
    /// <param name="tag">0 to 2^20 - 1; handed back.</param>
    public void WakeAfter(SimDuration delay, int tag = 0)
    {
        ref var command = ref Next();
        command.Kind = CommandKind.Wake;
        command.Delay = delay < SimDuration.Zero ? SimDuration.Zero : delay;
        command.Tag = tag;
    }

    /// <summary>How often RAM that was spoken for was given up again.</summary>
    internal int TakeBacks { get; private set; }

    /// <summary>Removes everything written since <see cref="Mark"/> was read.</summary>
    public void TakeBack(int mark)
    {
        while (_count > mark)
        {
            ref var command = ref _commands[--_count];
            if (command.Kind == CommandKind.Buy) _purchases.RemoveAt(_purchases.Count - 1);
            if (command.Kind != CommandKind.Launch) continue;
            var ram = RamOf(in command.Request);
            _spokenFor[command.Request.Host.Index] -= ram;
            _spokenForTotal -= ram;
            TakeBacks++;
        }
    }

    /// <summary>Empties the plan after it was carried out: what was spoken for is now taken, or was refused.</summary>
    internal void Clear(bool wasRefused = false)
    {
        foreach (ref readonly var command in Commands)
        {
            if (command.Kind == CommandKind.Launch) _spokenFor[command.Request.Host.Index] = 0;
        }

        _spokenForTotal = 0;
        _count = 0;
        _purchases.Clear();
        if (_options.Count > 1) _options.RemoveRange(1, _options.Count - 1);
        if (wasRefused) TakeBacks++;
    }

    private int Keep(in OperationOptions options)
    {
        if (options == OperationOptions.None) return 0;
        _options.Add(options);
        return _options.Count - 1;
    }

    /// <summary>Gives the memory back for other plans; this one must not be used any more.</summary>
    internal void Release()
    {
        ArrayPool<Command>.Shared.Return(_commands);
        _commands = [];
    }

    private void Grow()
    {
        var larger = ArrayPool<Command>.Shared.Rent(_commands.Length * 2);
        Commands.CopyTo(larger);
        ArrayPool<Command>.Shared.Return(_commands);
        _commands = larger;
    }

    private static long RamOf(in JobRequest request) => (long)GameRun.RamPerThread(in request) * request.Threads;

    private ref Command Next()
    {
        if (_count == _commands.Length) Grow();
        return ref _commands[_count++];
    }
}

/// <summary>Why a job that was due was not launched.</summary>
public enum DropReason
{
    /// <summary>No host had the RAM.</summary>
    NoRam,

    /// <summary>It could not land on time any more.</summary>
    TooLate,

    /// <summary>What it depends on was dropped, or its batch was cancelled.</summary>
    Cancelled,
}
