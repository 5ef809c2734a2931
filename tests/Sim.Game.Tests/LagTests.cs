using Sim.Engine;

namespace Sim.Game.Tests;

/// <summary>What lag does to landings, on one target with plenty of RAM.</summary>
public sealed class LagTests
{
    private static readonly LagModel s_allZero = new()
    {
        Name = "zero",
        [Activity.Exec] = new LagCost(Distribution.Zero),
        [Activity.Landing] = new LagCost(Distribution.Lognormal(0, 0)),
        [Activity.Frame] = new LagCost(Distribution.Constant(SimDuration.Zero)),
        [Activity.Stall] = new LagCost(Distribution.Exponential(0)) { Every = Distribution.Exponential(1_000) },
    };

    [Theory]
    [InlineData("zero")]
    [InlineData("none")]
    public void AllCostsZero_IsTheSameRunAsNoModel(string name)
    {
        var model = name == "zero" ? s_allZero : LagPresets.None;
        Assert.True(model.IsFree);
        var without = new Lab();
        without.Run(40, spacerMs: 20);
        var with = new Lab(model);
        with.Run(40, spacerMs: 20);
        Assert.Equal(without.Log, with.Log);
        Assert.Equal(without.Game.Loop.Fired, with.Game.Loop.Fired);
        Assert.Equal(without.Game.Money, with.Game.Money);
        Assert.Equal(160, with.Landings.Count);
    }

    [Fact]
    public void SameSeed_GivesTheSameRun_AndAnotherSeedAnother()
    {
        var (left, right, other) = (new Lab(LagPresets.Busy), new Lab(LagPresets.Busy), new Lab(LagPresets.Busy, seed: 2));
        foreach (var lab in (Lab[])[left, right, other]) lab.Run(40, spacerMs: 20);
        Assert.Equal(left.Log, right.Log);
        Assert.NotEqual(left.Log, other.Log);
    }

    [Fact]
    public void Costs_AreChargedAtTheEndOfEachActivity()
    {
        var lab = new Lab(new LagModel
        {
            Name = "steps",
            [Activity.Exec] = Micros(1_000),
            [Activity.ControllerJob] = Micros(100),
            [Activity.ControllerTurn] = Micros(10_000),
            [Activity.WorkerStart] = Micros(10),
            [Activity.Landing] = Micros(3_000),
            [Activity.PortWrite] = Micros(200),
            [Activity.WakeUp] = Micros(40),
        });
        lab.OnWake = _ =>
        {
            lab.Launch(JobKind.Weaken, delayMs: 0, reports: true);
            lab.Launch(JobKind.Weaken, delayMs: 0, reports: true);
        };
        lab.Game.Start();
        lab.Game.RunUntilIdle();
        var (first, second) = (lab.Landings[0], lab.Landings[1]);
        var (firstStart, secondStart) = (lab.StartedAt[1], lab.StartedAt[2]);

        // The launches are 1.1 ms apart; both first lines come after the turn, 10 us apart.
        Assert.Equal(new SimTime(0), lab.LaunchedAt[0]);
        Assert.Equal(new SimTime(1_100), lab.LaunchedAt[1]);
        Assert.Equal(new SimTime(12_200), firstStart);
        Assert.Equal(new SimTime(12_210), secondStart);

        // The first landing is on time; the second waits for its end, the port, the controller's wake-up and its turn.
        Assert.Equal(first.DueAt, first.At);
        Assert.Equal(first.At + new SimDuration(3_000 + 200 + 40 + 10_000), second.At);
        Assert.Equal([first.At + new SimDuration(3_240), second.At + new SimDuration(3_240)], lab.ReportedAt);
        Assert.Equal(new SimDuration(6_000), lab.Game.Lag!.Spent(Activity.Landing));
        Assert.Equal(2, lab.Game.Lag.Count(Activity.PortWrite));
        Assert.Equal(3, lab.Game.Lag.Count(Activity.ControllerTurn));
    }

    [Fact]
    public void PermanentWorker_IsWokenThroughAPort()
    {
        var lab = new Lab(new LagModel { Name = "port", [Activity.PortWrite] = Micros(200), [Activity.WakeUp] = Micros(40), [Activity.ControllerJob] = Micros(5) });
        var id = lab.Launch(JobKind.Weaken, delayMs: 0, reports: false, isPermanent: true);
        lab.Game.RunMicrotasks();
        lab.Game.RunUntilIdle();
        var before = lab.Game.Loop.Now;
        lab.Game.Continue(id, Lab.Request(JobKind.Weaken, false, true));
        Assert.Equal(before + new SimDuration(245), lab.Game.Loop.Now);
    }

    [Fact]
    public void LateTimers_FireInOrderOfDueTime_ThenCreation()
    {
        // All four are due while the thread stands still for a minute; they were created in another order.
        var weaken = (long)new Lab().Game.Seconds(JobKind.Weaken, new ServerId(1));
        var lab = new Lab(Stall(at: SimDuration.FromSeconds(weaken + 2), lasts: SimDuration.FromSeconds(60)));
        foreach (var delay in (double[])[9_000, 3_000, 6_000, 3_000]) lab.Launch(JobKind.Weaken, delay, reports: false);
        lab.Game.RunMicrotasks();
        lab.Game.RunUntilIdle();
        Assert.Equal([1, 3, 2, 0], lab.Landings.Select(landing => landing.Tag));
        Assert.True(lab.Landings[0].At > lab.Landings[3].DueAt);
    }

    /// <summary>The guide's claim for the shotgun: with all end times fixed, lag delays landings and never changes their order.</summary>
    [Theory]
    [InlineData("desktop")]
    [InlineData("busy")]
    [InlineData("laptop")]
    [InlineData("background-tab")]
    [InlineData("storm")]
    public void FixedEndTimes_KeepTheirOrderUnderAnyLag(string preset)
    {
        var lab = new Lab(LagPresets.Find(preset));
        var delays = new RandomStream(7);
        for (var i = 0; i < 2_000; i++) lab.Launch(JobKind.Weaken, delays.NextInt(0, 600_000), reports: false);
        lab.Game.RunMicrotasks();
        lab.Game.RunUntilIdle();
        var landings = lab.Landings;
        Assert.Equal(2_000, landings.Count);
        Assert.Contains(landings, landing => landing.At > landing.DueAt);
        for (var i = 1; i < landings.Count; i++)
        {
            var (before, after) = (landings[i - 1], landings[i]);
            Assert.True(before.DueAt < after.DueAt || (before.DueAt == after.DueAt && before.Tag < after.Tag));
        }
    }

    /// <summary>The counter-example: the delays are fixed by the controller, and the second worker starts late.</summary>
    [Fact]
    public void WorkersThatStartLate_LandOutOfOrder()
    {
        foreach (var stall in (SimDuration[])[SimDuration.Zero, SimDuration.FromMilliseconds(500)])
        {
            var lab = new Lab(Stall(at: SimDuration.FromMilliseconds(950), lasts: stall));
            lab.OnWake = turn =>
            {
                // One launch a second, so that the first is to land 50 ms after the second.
                if (turn == 0) lab.Launch(JobKind.Weaken, delayMs: 1_050, reports: false);
                else lab.Launch(JobKind.Weaken, delayMs: 0, reports: false);
                if (turn == 0) lab.Game.WakeAfter(SimDuration.FromSeconds(1), 1);
            };
            lab.Game.Start();
            lab.Game.RunUntilIdle();
            Assert.Equal(stall == SimDuration.Zero ? [1, 0] : [0, 1], lab.Landings.Select(landing => landing.Tag));
        }
    }

    [Fact]
    public void Autosave_TakesLongerTheMoreProcessesRun()
    {
        foreach (var jobs in (int[])[0, 100])
        {
            var lab = new Lab(new LagModel { Name = "save", [Activity.Autosave] = Micros(50_000), [Activity.AutosavePerProcess] = Micros(10) });
            for (var i = 0; i < jobs; i++) lab.Launch(JobKind.Weaken, 100_000, reports: false);
            lab.Game.RunMicrotasks();
            lab.Game.RunUntil(new SimTime(60_000_000));
            Assert.Equal(new SimTime(60_050_000 + (10 * jobs)), lab.Game.Loop.Now);
        }
    }

    [Fact]
    public void Background_KeepsItsBeat_AndCatchesUpInOneCall()
    {
        var lab = new Lab(new LagModel
        {
            Name = "loop",
            [Activity.GameLoop] = Micros(1_000),
            [Activity.Stall] = new LagCost(Distribution.Constant(SimDuration.FromSeconds(5))) { Every = Distribution.Constant(SimDuration.FromSeconds(600)) },
        });
        lab.Game.RunUntil(new SimTime(599_999_999));
        Assert.Equal(2_999, lab.Game.Lag!.Count(Activity.GameLoop));
        lab.Game.RunUntil(new SimTime(660_000_000));

        // 25 ticks were due in the five seconds; the first of them stands for all.
        Assert.Equal(2_999 + 1 + (55 * 5), lab.Game.Lag.Count(Activity.GameLoop));
        Assert.Equal(2, lab.Game.Lag.BackgroundPending);
        Assert.Equal(2, lab.Game.Loop.Pending);
    }

    [Fact]
    public void FramesThatTakeTooLong_BecomeFewer_AndDoNotPileUp()
    {
        var lab = new Lab(new LagModel { Name = "slow", [Activity.Frame] = Micros(40_000) });
        lab.Run(20, spacerMs: 20);
        Assert.Equal(80, lab.Landings.Count);
        Assert.Equal(1, lab.Game.Loop.Pending);
        Assert.False(lab.Game.Lag!.IsSaturated);
    }

    [Fact]
    public void HiddenTab_LandsOnWholeSecondsOnly()
    {
        var lab = new Lab(new LagModel { Name = "tab", WakeUpGrid = SimDuration.FromSeconds(1) });
        lab.Run(20, spacerMs: 20);
        Assert.All(lab.Landings, landing => Assert.Equal(0, landing.At.Micros % 1_000_000));
    }

    [Fact]
    public void TooMuchWork_StopsTheRunInsteadOfFillingTheMemory()
    {
        // A controller that plans by the clock: it makes up for every turn that it missed, and each takes longer than the gap.
        var lab = new Lab(new LagModel { Name = "over", [Activity.WorkerStart] = Micros(60_000), [Activity.Landing] = Micros(60_000) });
        var planned = 0;
        lab.OnWake = _ =>
        {
            while (planned * 100_000L <= lab.Game.Loop.Now.Micros)
            {
                lab.Launch(JobKind.Weaken, 0, reports: false);
                planned++;
            }

            lab.Game.WakeAfter(SimDuration.FromMilliseconds(100), 0);
        };
        lab.Game.Start();
        Assert.False(lab.Game.TryRunUntil(new SimTime(86_400_000_000)));
        Assert.True(lab.Game.Lag!.IsSaturated);
        Assert.InRange(lab.Game.Lag.SaturatedAt.TotalSeconds, 60, 3_600);
        Assert.InRange(lab.Landings.Count, 1, 50_000);
    }

    [Fact]
    public void TryRunUntil_WithinWhatTheThreadCanDo_IsRunUntil()
    {
        var (sliced, whole) = (new Lab(LagPresets.Busy), new Lab(LagPresets.Busy));
        sliced.Plan(40, 20);
        whole.Plan(40, 20);
        Assert.True(sliced.Game.TryRunUntil(new SimTime(300_000_000)));
        whole.Game.RunUntil(new SimTime(300_000_000));
        Assert.Equal(whole.Log, sliced.Log);
        Assert.Equal(whole.Game.Loop.Now, sliced.Game.Loop.Now);
    }

    [Fact]
    public void ChargingAllocatesNothing()
    {
        // What the runtime itself allocates when a path is taken for the first time belongs to the first run.
        Allocated();
        Assert.Equal(0, Allocated());

        static long Allocated()
        {
            var lab = new Lab(LagPresets.Busy);
            lab.Game.RunUntil(new SimTime(10_000_000));
            var before = GC.GetAllocatedBytesForCurrentThread();
            lab.Game.RunUntil(new SimTime(100_000_000));
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void MillionLandingsUnderBusy_KeepMemoryFlat()
    {
        // Each landing reports and is answered with a new job, so 2,000 jobs are always in flight.
        var lab = new Lab(LagPresets.Busy) { KeepsLog = false };
        lab.OnReport = () => lab.Launch(JobKind.Weaken, 0, reports: true);
        for (var i = 0; i < 2_000; i++) lab.Launch(JobKind.Weaken, i * 5, reports: true);
        lab.Game.RunMicrotasks();

        // The queue's lanes double until each has held its largest share of the jobs once.
        while (lab.Landed < 2_000_000) lab.Game.Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (lab.Landed < 3_000_000) lab.Game.Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(2_000, lab.Game.JobsAlive);
        Assert.InRange(lab.Game.Loop.Pending, 2_000, 2_010);
    }

    [Fact]
    public void LuckOfOneActivity_IsUntouchedByTheOthers()
    {
        // More execs are charged in one run than in the other; the frames are the same.
        var (few, many) = (new Lab(LagPresets.Desktop), new Lab(LagPresets.Desktop));
        for (var i = 0; i < 100; i++) many.Game.Lag!.Charge(Activity.Exec);
        few.Game.RunUntil(new SimTime(1_000_000));
        many.Game.RunUntil(new SimTime(1_000_000));
        Assert.Equal(few.Game.Lag!.Count(Activity.Frame), many.Game.Lag!.Count(Activity.Frame));
        Assert.Equal(few.Game.Lag.Spent(Activity.Frame), many.Game.Lag.Spent(Activity.Frame));
    }

    private static LagCost Micros(long micros) => new(Distribution.Constant(new SimDuration(micros)));

    private static LagModel Stall(SimDuration at, SimDuration lasts) => new()
    {
        Name = "one stall",

        // It comes again at the same beat; the tests look at what the first one does.
        [Activity.Stall] = new LagCost(Distribution.Constant(lasts)) { Every = Distribution.Constant(at) },
    };

    /// <summary>A game with one target, and a log of what landed when.</summary>
    private sealed class Lab : IGameObserver, IController
    {
        private readonly Dictionary<int, SimTime> _dueAt = [];

        public Lab(LagModel? lag = null, ulong seed = 1)
        {
            var home = CustomWorld.Host("home", RamSize.FromGigabytes(1 << 20), 1);
            var target = new ServerSpec
            {
                Hostname = "target",
                RamMax = RamSize.Zero,
                State = new Server
                {
                    Money = 1e9, MoneyMax = 1e9, Security = 10, SecurityMin = 10, SecurityBase = 30, LevelRequired = 1, Growth = 30, HasRoot = true,
                },
            };
            var world = new WorldSpec
            {
                Source = "test",
                Player = new PlayerSpec { Person = Person.New(1, 0), Money = 0 },
                BitNode = 1,
                BitNodeLevel = 1,
                Multipliers = BitNodeMultipliers.One,
                Servers = [home, target],
            };
            var streams = new RandomStreams(seed);
            Game = new GameRun(world, streams.Stream("hack-success")) { Observer = this, Controller = this };
            if (lag is not null) Game.UseLag(lag, streams);
        }

        public GameRun Game { get; }

        public Action<int>? OnWake { get; set; }

        public Action? OnReport { get; set; }

        public bool KeepsLog { get; init; } = true;

        public int Landed { get; private set; }

        public List<(SimTime At, int Tag, SimTime DueAt)> Landings { get; } = [];

        public List<SimTime> ReportedAt { get; } = [];

        public List<SimTime> LaunchedAt { get; } = [];

        public Dictionary<int, SimTime> StartedAt { get; } = [];

        /// <summary>Every landing with its time and effect, for comparing runs.</summary>
        public List<(SimTime At, int Tag, double Money, double Security)> Log { get; } = [];

        /// <summary>Jobs are told apart by the order of their launches, from 0.</summary>
        private static int TagOf(in Job job) => job.Pid - 1;

        public static JobRequest Request(JobKind kind, bool reports, bool isPermanent) => new()
        {
            Kind = kind,
            Host = new ServerId(0),
            Target = new ServerId(1),
            Threads = 1,
            HasFixedDelay = true,
            Reports = reports,
            IsPermanent = isPermanent,
            Batch = -1,
        };

        public JobId Launch(JobKind kind, double delayMs, bool reports, bool isPermanent = false)
        {
            // Not Assert.Equal, which allocates, while some of these tests count what is allocated.
            if (Game.Launch(Request(kind, reports, isPermanent), new OperationOptions(AdditionalMsec: delayMs), out var id) != LaunchRefusal.None) Assert.Fail("refused");
            return id;
        }

        /// <summary>A controller that launches a hack, weaken, grow and weaken every now and then.</summary>
        public void Plan(int batches, int spacerMs)
        {
            var left = batches;
            OnWake = _ =>
            {
                var start = 0;
                foreach (var kind in (JobKind[])[JobKind.Hack, JobKind.Weaken, JobKind.Grow, JobKind.Weaken])
                {
                    var seconds = Game.Seconds(JobKind.Weaken, new ServerId(1)) - Game.Seconds(kind, new ServerId(1));
                    Launch(kind, Math.Max(0, seconds * 1000) + (start++ * spacerMs), reports: start == 4);
                }

                if (--left > 0) Game.WakeAfter(SimDuration.FromMilliseconds(5 * spacerMs), 0);
            };
            Game.Start();
        }

        public void Run(int batches, int spacerMs)
        {
            Plan(batches, spacerMs);
            Game.RunUntilIdle();
        }

        public void OnLanded(in Job job, in Landing landing)
        {
            Landed++;
            if (!KeepsLog) return;
            Landings.Add((Game.Loop.Now, TagOf(in job), _dueAt[job.Pid]));
            Log.Add((Game.Loop.Now, TagOf(in job), landing.MoneyAfter, landing.SecurityAfter));
        }

        public void OnLaunched(in Job job)
        {
            if (KeepsLog) LaunchedAt.Add(Game.Loop.Now);
        }

        public void OnStarted(in Job job, in Operation operation)
        {
            if (!KeepsLog) return;
            _dueAt[job.Pid] = operation.DueAt;
            StartedAt[job.Pid] = operation.StartedAt;
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

        void IController.OnWake(int tag) => OnWake?.Invoke(tag);

        void IController.OnLanded(JobId id, in Job job, in Landing landing)
        {
            if (KeepsLog) ReportedAt.Add(Game.Loop.Now);
            OnReport?.Invoke();
        }

        void IController.OnRefused(in JobRequest request, LaunchRefusal reason) => Assert.Fail($"refused: {reason}");
    }
}
