using System.Text.Json;
using Sim.Engine;
using Sim.Testing;

namespace Sim.Game.Tests;

/// <summary>
/// The lag model against a recording of the game's own engine in which the clock moved 1.7 ms at the end of each exec. Only the
/// delays of the workers are taken from the recording: every start and landing has to come out of the model.
/// </summary>
public sealed class LagTraceTests
{
    private const int JobsPerBatch = 4;
    private const int PeriodMs = 9;

    [SharedReferenceFact]
    public void RecordingWithExecCost_ComesOutOfTheModel()
    {
        using var trace = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.SharedReference!, "traces", "x_cpu_cost_250_batches.json")));
        var root = trace.RootElement;
        var game = new GameRun(World(root.GetProperty("initial")), new Mulberry32(root.GetProperty("meta").GetProperty("seed").GetUInt32()));
        var model = new LagModel { Name = "recording", [Activity.Exec] = new LagCost(Distribution.Constant(new SimDuration(1_700))) };
        game.UseLag(model, new RandomStreams(1));
        var log = new Controller(game, [.. root.GetProperty("operations").EnumerateArray()]);
        game.Controller = log;
        game.Observer = log;
        game.Start();
        game.RunUntilIdle();

        var starts = root.GetProperty("operations").EnumerateArray().Select(operation => (operation.GetProperty("id").GetInt32(), Micros(operation, "startMs")));
        Assert.Equal(starts.OrderBy(start => start.Item1), log.Starts.OrderBy(start => start.Item1));
        Assert.Equal(1_000, log.Ends.Count);
        var ends = log.Ends.ToDictionary(end => end.Id);
        var ties = 0;
        foreach (var result in root.GetProperty("results").EnumerateArray())
        {
            var (id, dueAt, endedAt) = ends[result.GetProperty("id").GetInt32()];
            var expected = Micros(result, "endMs");
            if (expected == endedAt) continue;

            // The recording added its fractional costs up as doubles, so that a landing and a turn of the controller that are due at
            // the very same microsecond are apart by a last bit there, in either order. Which comes first is then the recording's
            // rounding, and the landing is one turn of four execs earlier or later.
            Assert.True(log.Turns.Contains(dueAt), $"landing {id}: expected {expected} us, got {endedAt} us");
            Assert.Equal(JobsPerBatch * 1_700, Math.Abs(expected - endedAt));
            ties++;
        }

        Assert.Equal(102, ties);
        Assert.True(game.Loop.LatenessMax > SimDuration.FromMilliseconds(1));
    }

    private static long Micros(JsonElement element, string name) => (long)Math.Round(element.GetProperty(name).GetDouble() * 1000);

    private static WorldSpec World(JsonElement initial)
    {
        var player = initial.GetProperty("player");
        var node = initial.GetProperty("bitNode");
        var person = Person.New(player.GetProperty("hackingLevel").GetDouble(), player.GetProperty("hackingExp").GetDouble());
        person.Intelligence = player.GetProperty("intelligence").GetDouble();
        foreach (var multiplier in player.GetProperty("mults").EnumerateObject())
        {
            if (PersonMultipliers.Names.Contains(multiplier.Name)) person = PersonMultipliers.With(person, multiplier.Name, multiplier.Value.GetDouble());
        }

        return new WorldSpec
        {
            Source = "recording",
            Player = new PlayerSpec { Person = person, Money = player.GetProperty("money").GetDouble() },
            BitNode = node.GetProperty("n").GetInt32(),
            BitNodeLevel = 1,
            Multipliers = BitNodeMultipliers.One,
            Servers = [.. initial.GetProperty("servers").EnumerateArray().Select(Server)],
        };
    }

    private static ServerSpec Server(JsonElement server)
    {
        double Of(string name) => server.GetProperty(name).GetDouble();
        return new ServerSpec
        {
            Hostname = server.GetProperty("hostname").GetString()!,
            RamMax = RamSize.FromGigabytesRounded(Of("maxRam")),
            Cores = server.GetProperty("cpuCores").GetInt32(),
            State = new Server
            {
                Money = Of("moneyAvailable"),
                MoneyMax = Of("moneyMax"),
                Security = Of("hackDifficulty"),
                SecurityMin = Of("minDifficulty"),
                SecurityBase = Of("baseDifficulty"),
                LevelRequired = Of("requiredHackingSkill"),
                Growth = Of("serverGrowth"),
                HasRoot = server.GetProperty("hasAdminRights").GetBoolean(),
            },
        };
    }

    /// <summary>Launches a batch, sleeps, launches the next: the recording's controller.</summary>
    private sealed class Controller(GameRun game, JsonElement[] operations) : IController, IGameObserver
    {
        private readonly Dictionary<int, SimTime> _dueAt = [];
        private int _next;

        public List<(int Id, long Micros)> Starts { get; } = [];

        public List<(int Id, long DueAt, long Micros)> Ends { get; } = [];

        public HashSet<long> Turns { get; } = [];

        public void OnWake(int tag)
        {
            Turns.Add(game.Loop.Now.Micros);
            for (var i = 0; i < JobsPerBatch; i++) Launch(operations[_next++]);
            if (_next < operations.Length) game.WakeAfter(SimDuration.FromMilliseconds(PeriodMs), 0);
        }

        public void OnStarted(in Job job, in Operation operation)
        {
            _dueAt[job.Pid] = operation.DueAt;
            Starts.Add((IdOf(in job), operation.StartedAt.Micros));
        }

        public void OnLanded(in Job job, in Landing landing) => Ends.Add((IdOf(in job), _dueAt[job.Pid].Micros, game.Loop.Now.Micros));

        public void OnLanded(JobId id, in Job job, in Landing landing)
        {
        }

        void IController.OnRefused(in JobRequest request, LaunchRefusal reason) => Assert.Fail($"refused: {reason}");

        public void OnLaunched(in Job job)
        {
        }

        public void OnEnded(in Job job)
        {
        }

        public void OnKilled(in Job job)
        {
        }

        void IGameObserver.OnRefused(in JobRequest request, LaunchRefusal reason)
        {
        }

        private void Launch(JsonElement operation)
        {
            var request = new JobRequest
            {
                Kind = Enum.Parse<JobKind>(operation.GetProperty("kind").GetString()!, ignoreCase: true),
                Host = Id(operation.GetProperty("host").GetString()!),
                Target = Id(operation.GetProperty("target").GetString()!),
                Threads = operation.GetProperty("scriptThreads").GetInt32(),
                HasFixedDelay = true,
                Batch = -1,
            };
            var options = new OperationOptions(operation.GetProperty("threads").GetDouble(), operation.GetProperty("additionalMsec").GetDouble());
            game.Launch(in request, in options, out _);
        }

        /// <summary>Pids are given from 1 in the order of the recorded operations.</summary>
        private int IdOf(in Job job) => operations[job.Pid - 1].GetProperty("id").GetInt32();

        private ServerId Id(string hostname)
        {
            for (var i = 0; i < game.World.Servers.Length; i++)
            {
                if (game.World.Servers[i].Hostname == hostname) return new ServerId(i);
            }

            throw new InvalidOperationException($"The recording has no server {hostname}.");
        }
    }
}
