using Sim.Engine;
using Sim.Game;

namespace Sim.Testing;

/// <summary>
/// A small world for a test that reads as a story:
/// <code>
///   var lab = new Lab { Level = 500 };
///   var target = lab.Prepped("target");
///   lab.Launch(JobKind.Weaken, target, threads: 10, landsAtMs: 60_000);
///   lab.RunUntilIdle();
///   Assert.Single(lab.Landings);
/// </code>
/// Hosts and targets are added first; the first look at <see cref="Game"/> closes the world. Everything is watched by the
/// checkers, and each landing that reports is kept in <see cref="Reports"/>.
/// </summary>
public sealed class Lab : IController
{
    private readonly List<ServerSpec> _hosts = [];
    private readonly List<ServerSpec> _targets = [];
    private readonly List<Report> _reports = [];
    private readonly List<(SimTime At, LaunchRefusal Reason)> _refusals = [];
    private readonly List<(SimTime At, int Tag)> _wakes = [];
    private GameRun? _game;
    private Journal? _journal;
    private InvariantCheckers? _checkers;
    private int _others;

    /// <summary>A landing that was told to the controller, with the host's RAM at that moment.</summary>
    public sealed record Report(JobId Id, Job Job, Landing Landing, SimTime At, long RamUsed, long RamHeld);

    /// <summary>The player's hacking level.</summary>
    public int Level { get; init; } = 500;

    public BitNodeMultipliers Multipliers { get; init; } = BitNodeMultipliers.One;

    /// <summary>Changes to the player, such as multipliers.</summary>
    public Func<Person, Person> Player { get; init; } = person => person;

    public IRandomSource Luck { get; init; } = ScriptedLuck.Good;

    /// <summary>Called with every landing that reports, in the controller's turn.</summary>
    public Action<Report>? OnReport { get; set; }

    /// <summary>Called with every wake-up, in the controller's turn.</summary>
    public Action<int>? OnWakeUp { get; set; }

    /// <summary>The run; from here on no host or target can be added.</summary>
    public GameRun Game => _game ??= Build();

    /// <summary>Everything that observers were told.</summary>
    public Journal Journal
    {
        get
        {
            _ = Game;
            return _journal!;
        }
    }

    public IReadOnlyList<Report> Reports => _reports;

    /// <summary>Workers that died at their first line.</summary>
    public IReadOnlyList<(SimTime At, LaunchRefusal Reason)> Refusals => _refusals;

    public IReadOnlyList<(SimTime At, int Tag)> Wakes => _wakes;

    /// <summary>Landings in order.</summary>
    public IReadOnlyList<JournalEntry> Landings => [.. Journal.Of(JournalEvent.Landed)];

    /// <summary>The first host that was added; a big one is made if there is none.</summary>
    public ServerId MainHost { get; private set; } = new(-1);

    /// <summary>A host with RAM; home is one if that is its name.</summary>
    public ServerId Host(string name, double gigabytes, int cores = 1, bool hasRoot = true)
    {
        Open();
        if (_targets.Count > 0) throw new InvalidOperationException("The lab's hosts are added before its targets.");
        var host = CustomWorld.Host(name, RamSize.FromGigabytesRounded(gigabytes), cores);
        if (!hasRoot)
        {
            var state = host.State;
            state.HasRoot = false;
            host = host with { State = state };
        }

        _hosts.Add(host);
        var id = NextId(name);
        if (MainHost.Index < 0 && hasRoot) MainHost = id;
        return id;
    }

    /// <summary>A target in its prepped state: minimum security, full money.</summary>
    public ServerId Prepped(string name, double moneyMax = 1e9, double securityMin = 5, double levelRequired = 50, double growth = 50) =>
        Target(name, new Server
        {
            Money = moneyMax,
            MoneyMax = moneyMax,
            Security = securityMin,
            SecurityMin = securityMin,
            SecurityBase = Math.Min(100, securityMin * 3),
            LevelRequired = levelRequired,
            Growth = growth,
            HasRoot = true,
        });

    /// <summary>A target in any state.</summary>
    public ServerId Target(string name, Server state)
    {
        Open();
        if (_hosts.Count == 0) Host("big", 1 << 20);
        _targets.Add(new ServerSpec { Hostname = name, State = state, RamMax = RamSize.Zero });
        return NextId(name);
    }

    /// <summary>A request for the main host, to be changed as a test needs.</summary>
    public JobRequest Request(JobKind kind, ServerId target, int threads = 1) => new()
    {
        Kind = kind,
        Host = MainHost,
        Target = target,
        Threads = threads,
        Reports = true,
        Batch = -1,
    };

    /// <summary>Launches outside any event; the worker's first line runs with <see cref="Game"/>'s next microtasks.</summary>
    /// <param name="request">The worker.</param>
    /// <param name="options">What its operation is called with.</param>
    public JobId Launch(in JobRequest request, OperationOptions options = default)
    {
        var refusal = Game.Launch(in request, in options, out var id);
        Invariant.Check(refusal == LaunchRefusal.None);
        return id;
    }

    /// <summary>Launches a job and runs its first line.</summary>
    /// <param name="kind">What it does.</param>
    /// <param name="target">To whom.</param>
    /// <param name="threads">1 or more.</param>
    /// <param name="landsAtMs">When it is to land; null for as soon as it can.</param>
    public JobId Launch(JobKind kind, ServerId target, int threads = 1, long? landsAtMs = null)
    {
        var request = Request(kind, target, threads);
        if (landsAtMs is { } at) request.LandsAt = SimTime.FromMilliseconds(at);
        else request.HasFixedDelay = true;
        var id = Launch(in request);
        Game.RunMicrotasks();
        return id;
    }

    /// <summary>Launches every job of a batch on the main host, landing one spacer apart.</summary>
    public void Launch(BatchPlan plan, SimTime firstLanding, SimDuration spacer)
    {
        var index = Game.AddPlan(plan);
        for (var position = 0; position < plan.Jobs.Length; position++)
        {
            var request = Request(plan.Jobs[position].Kind, plan.Target, plan.Jobs[position].Threads);
            request.LandsAt = firstLanding + (spacer * position);
            request.Plan = index;
            request.Position = position;
            Launch(in request);
        }

        Game.RunMicrotasks();
    }

    /// <summary>An operation's effect out of the blue, as if another script of the player had landed.</summary>
    public Landing Disturb(JobKind kind, ServerId target, double threads = 1)
    {
        Game.Apply(kind, target, threads, cores: 1, out var landing);
        _checkers!.Accept(target);
        return landing;
    }

    /// <summary>Nothing is held any more.</summary>
    public void CheckAllFree()
    {
        _ = Game;
        _checkers!.CheckAllFree();
    }

    public void RunUntil(double milliseconds) => Game.RunUntil(SimTime.Zero + SimDuration.FromMillisecondsRounded(milliseconds));

    public void RunUntilIdle() => Game.RunUntilIdle();

    void IController.OnWake(int tag)
    {
        _wakes.Add((Game.Loop.Now, tag));
        OnWakeUp?.Invoke(tag);
    }

    void IController.OnLanded(JobId id, in Job job, in Landing landing)
    {
        var report = new Report(id, job, landing, Game.Loop.Now, Game.Host(job.Request.Host).RamUsed, Game.RamHeldHundredths);
        _reports.Add(report);
        OnReport?.Invoke(report);
    }

    void IController.OnRefused(in JobRequest request, LaunchRefusal reason) => _refusals.Add((Game.Loop.Now, reason));

    private void Open()
    {
        if (_game is not null) throw new InvalidOperationException("The lab's world is closed: add hosts and targets before the first look at its game.");
    }

    /// <summary>Home comes first in a world, whether it was added or not; hosts stand before targets.</summary>
    private ServerId NextId(string name) => new(name == "home" ? 0 : 1 + _others++);

    private GameRun Build()
    {
        var player = new PlayerSpec { Person = Player(Person.New(1, 0)), Money = 0 };
        var world = CustomWorld.Build("lab", player, 1, 1, Multipliers, _hosts, _targets).WithLevel(Level);
        var game = new GameRun(world, Luck) { Controller = this };
        _journal = new Journal(game);
        _checkers = new InvariantCheckers(game);
        game.Observer = new ObserverList(_journal, _checkers.Observer);
        return game;
    }
}
