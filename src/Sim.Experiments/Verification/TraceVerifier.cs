using System.Globalization;
using System.Text.Json;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments.Verification;

/// <summary>
/// Replays a recording of the real engine and compares every duration, landing time and order, draw, success, money, security,
/// exp, level and return value bit for bit. Only the calls come from the file: what lands when, and what it does, is worked out
/// by the simulator's own loop and formulas. The recording's common counter of starts and landings is used for one thing: to
/// call an operation at its place among the landings of the same millisecond.
/// </summary>
public sealed class TraceVerifier
{
    private readonly TraceFile _trace;
    private readonly string _name;
    private readonly GameRun _game;
    private readonly Dictionary<string, ServerId> _servers;
    private readonly Dictionary<int, JobId> _jobs = [];
    private readonly Dictionary<int, int> _operationOfPid = [];
    private readonly LandingLog _log = new();
    private long _checked;
    private long _mismatched;
    private string? _first;

    private TraceVerifier(string name, TraceFile trace)
    {
        _name = name;
        _trace = trace;
        var world = TraceWorld.Build(name, trace.Initial);
        _servers = trace.Initial.Servers.Select((server, index) => (server.Hostname, index))
            .ToDictionary(pair => pair.Hostname, pair => new ServerId(pair.index), StringComparer.Ordinal);
        _game = new GameRun(world, new Mulberry32(trace.Meta.Seed)) { Observer = _log };
        _log.Game = _game;
    }

    /// <summary>Verifies one file.</summary>
    /// <exception cref="InputException">The file is no recording, or names a server that it does not describe.</exception>
    public static VerifyReport Verify(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var name = Path.GetFileName(path);
        try
        {
            using var stream = File.OpenRead(path);
            var trace = JsonSerializer.Deserialize<TraceFile>(stream, TraceFile.Json)
                ?? throw new JsonException("the document is null");
            return new TraceVerifier(name, trace).Run();
        }
        catch (JsonException error)
        {
            throw new InputProblems(name).Fatal(error.Path ?? "", error.Message.Split(" Path:")[0], "a trace file of the reference data");
        }
        catch (KeyNotFoundException error)
        {
            throw new InputProblems(name).Fatal("operations", error.Message, "servers listed under initial.servers");
        }
    }

    private VerifyReport Run()
    {
        var results = _trace.Results.OrderBy(result => result.EndSeq).ToArray();
        var next = 0;
        foreach (var operation in _trace.Operations.OrderBy(operation => operation.StartSeq))
        {
            while (next < results.Length && results[next].EndSeq < operation.StartSeq) Finish(results[next++]);
            Start(operation);
        }

        while (next < results.Length) Finish(results[next++]);
        CheckFinal();
        return new VerifyReport(_name, _checked, _mismatched, _first);
    }

    /// <summary>
    /// A time of the file on the simulator's clock. The recording added fractional costs up as doubles (22.599999999999998);
    /// the simulator counts whole microseconds.
    /// </summary>
    private static SimTime InMicros(double milliseconds) => new((long)Math.Round(milliseconds * 1000));

    private void Start(TraceOperation operation)
    {
        var at = InMicros(operation.StartMs);
        if (at > _game.Loop.Now) _game.Loop.AdvanceTo(at);
        var request = new JobRequest
        {
            Kind = Enum.Parse<JobKind>(operation.Kind, ignoreCase: true),
            Host = _servers[operation.Host],
            Target = _servers[operation.Target],
            Threads = operation.ScriptThreads,
            HasFixedDelay = true,
            Batch = -1,
        };
        var options = new OperationOptions(operation.Threads, operation.AdditionalMsec);
        var refusal = _game.Launch(in request, in options, out var id);
        _game.RunMicrotasks();
        _jobs[operation.Id] = id;
        var what = string.Create(CultureInfo.InvariantCulture, $"start of operation {operation.Id}");
        Compare(what, "refusal", (double)LaunchRefusal.None, (double)refusal);
        if (refusal != LaunchRefusal.None) return;
        _operationOfPid[_game.Job(id).Pid] = operation.Id;
        ref readonly var started = ref _log.LastStart;
        Compare(what, "startMs in us", InMicros(operation.StartMs).Micros, started.StartedAt.Micros);
        Compare(what, "durationMs", operation.DurationMs, started.DurationMs);
        Compare(what, "delayMs", operation.DelayMs, (started.DueAt - started.StartedAt).TotalMilliseconds);
        Compare(what, "secAtStart", operation.SecAtStart, started.SecurityAtStart);
        Compare(what, "levelAtStart", operation.LevelAtStart, _game.Person.Level);
    }

    private void Finish(TraceResult expected)
    {
        var what = string.Create(CultureInfo.InvariantCulture, $"result of operation {expected.Id}");
        if (expected.Killed)
        {
            var at = InMicros(expected.EndMs);
            if (at > _game.Loop.Now) _game.Loop.AdvanceTo(at);
            Compare(what, "killed", 1, _game.Kill(_jobs[expected.Id]) ? 1 : 0);
            return;
        }

        var landed = _game.Step();
        Compare(what, "landed", 1, landed ? 1 : 0);
        if (!landed) return;
        ref readonly var landing = ref _log.Last;
        Compare(what, "id (landing order)", expected.Id, _operationOfPid.GetValueOrDefault(_log.LastPid, -1));
        Compare(what, "endMs in us", InMicros(expected.EndMs).Micros, _log.LastAt.Micros);
        Compare(what, "moneyBefore", expected.MoneyBefore, landing.MoneyBefore);
        Compare(what, "moneyAfter", expected.MoneyAfter, landing.MoneyAfter);
        Compare(what, "secBefore", expected.SecBefore, landing.SecurityBefore);
        Compare(what, "secAfter", expected.SecAfter, landing.SecurityAfter);
        Compare(what, "expBefore", expected.ExpBefore, landing.ExpBefore);
        Compare(what, "expAfter", expected.ExpAfter, landing.ExpAfter);
        Compare(what, "levelAfter", expected.LevelAfter, landing.LevelAfter);
        Compare(what, "playerMoneyAfter", expected.PlayerMoneyAfter, _game.Money);
        Compare(what, "returned", expected.Returned, landing.Returned);
        if (expected.Rand is { } rand) Compare(what, "rand", rand, landing.Draw);
        if (expected.Success is { } success) Compare(what, "success", success ? 1 : 0, landing.Success ? 1 : 0);
    }

    private void CheckFinal()
    {
        Compare("final", "hackingLevel", _trace.Final.Player.HackingLevel, _game.Person.Level);
        Compare("final", "hackingExp", _trace.Final.Player.HackingExp, _game.Person.Exp);
        Compare("final", "player money", _trace.Final.Player.Money, _game.Money);
        foreach (var server in _trace.Final.Servers)
        {
            ref readonly var state = ref _game.Server(_servers[server.Hostname]);
            Compare($"final {server.Hostname}", "moneyAvailable", server.MoneyAvailable, state.Money);
            Compare($"final {server.Hostname}", "hackDifficulty", server.HackDifficulty, state.Security);
        }
    }

    private void Compare(string what, string field, double expected, double got)
    {
        _checked++;
        if (BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(got)) return;
        if (double.IsNaN(expected) && double.IsNaN(got)) return;
        _mismatched++;
        _first ??= string.Create(
            CultureInfo.InvariantCulture,
            $"{_name}: {what}: {field}: expected {expected:R} (0x{BitConverter.DoubleToInt64Bits(expected):x16}), got {got:R} (0x{BitConverter.DoubleToInt64Bits(got):x16})");
    }

    /// <summary>Keeps the latest landing for comparison.</summary>
    private sealed class LandingLog : IGameObserver
    {
        private Landing _last;
        private Operation _lastStart;

        public GameRun? Game { get; set; }

        public ref readonly Landing Last => ref _last;

        public ref readonly Operation LastStart => ref _lastStart;

        public int LastPid { get; private set; }

        public SimTime LastAt { get; private set; }

        public void OnLanded(in Job job, in Landing landing)
        {
            _last = landing;
            LastPid = job.Pid;
            LastAt = Game!.Loop.Now;
        }

        public void OnLaunched(in Job job)
        {
        }

        public void OnStarted(in Job job, in Operation operation) => _lastStart = operation;

        public void OnEnded(in Job job)
        {
        }

        public void OnKilled(in Job job)
        {
        }

        public void OnRefused(in JobRequest request, LaunchRefusal reason)
        {
        }
    }
}
