using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Schedulers.Tests;

/// <summary>
/// The bug of seed 004: a harvest gets its allocation, some workers fail to spawn on one host because others use its RAM, and
/// eventually no new batches are spawned at all. First as that script does it, then as it is done here.
/// </summary>
public sealed class HarvestBugTests
{
    private const int Batches = 16;

    [Fact]
    public void HarvestThatTrustsItsAllocation_StopsSpawning()
    {
        var lab = MakeLab(out var host, out var target);
        var naive = new TrustingHarvest(lab.Game.View, target, host);
        new Conductor(lab.Game, naive).Start();
        lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(10));
        Assert.Equal(Batches, naive.InFlight);
        Assert.True(lab.Game.TryReserve(host, new RamSize(lab.Game.Host(host).RamFree)));
        TakeWhatEnds(lab, host);
        lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(40));
        Assert.True(naive.Failed > 0);
        Assert.Equal(0, naive.InFlight);
        var before = lab.Game.Money;
        lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(60));
        Assert.Equal(before, lab.Game.Money);
        Assert.Equal(Batches, naive.Allocator.ChunksOf(naive.Allocation));
    }

    [Fact]
    public void HarvestHere_GivesTheChunksBack_AndGoesOnWithTheOthers()
    {
        var lab = MakeLab(out var host, out var target);
        lab.Game.Observer = null;
        var fleet = new FleetScheduler(lab.Game.View, null, [target], new FleetOptions { GreedMax = 0.01 }, new GreedySelector());
        new Conductor(lab.Game, fleet).Start();
        lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(10));
        var batches = fleet.Targets[0].Harvest!.Batches;
        lab.Game.TryReserve(host, new RamSize(lab.Game.Host(host).RamFree));
        TakeWhatEnds(lab, host);
        lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(40));
        var harvest = fleet.Targets[0].Harvest!;
        Assert.InRange(harvest.Batches, 1, batches - 1);
        Assert.Equal(harvest.Batches, harvest.Flights);
        var before = lab.Game.Money;
        lab.Game.RunUntil(SimTime.Zero + FleetLab.Minutes(60));
        Assert.True(lab.Game.Money > before);
        Assert.Empty(LeakCheck.Find(fleet.Allocator.Snapshot()));
    }

    private static Lab MakeLab(out ServerId host, out ServerId target)
    {
        var lab = new Lab { Level = 500, Player = person => person with { ExpMultiplier = 0 } };
        host = lab.Host("pserv32TB", 320);
        lab.Host("other", 64);
        target = lab.Prepped("johnson-ortho");
        lab.Game.Observer = null;
        return lab;
    }

    /// <summary>For ten minutes somebody takes what becomes free on the host, faster than the harvest can use it again.</summary>
    private static void TakeWhatEnds(Lab lab, ServerId host)
    {
        for (var end = lab.Game.Loop.Now + FleetLab.Minutes(10); lab.Game.Loop.Now < end;)
        {
            if (!lab.Game.Step()) break;
            var free = lab.Game.Host(host).RamFree;
            if (free > 0 && lab.Game.Host(host).RamUsed - lab.Game.RamHeldHundredths < 319_00) lab.Game.TryReserve(host, new RamSize(free));
        }
    }

    /// <summary>One chunk a batch, the next batch when the last weaken reports, and no look at what failed.</summary>
    private sealed class TrustingHarvest : IBatchScheduler
    {
        private readonly BatchPlan _batch;
        private readonly int _index;
        private int _number;

        public TrustingHarvest(GameView view, ServerId target, ServerId host)
        {
            Allocator = new RamAllocator(view, null);
            _batch = BatchMath.Work(BatchShape.Hwgw, target, in view.Server(target), in view.Person, view.Multipliers, new ThreadArithmetic(0.0001), 1)!;
            _index = view.AddPlan(_batch);
            Host = host;
            Allocation = Allocator.Allocate(new AllocationRequest { ChunkSize = new RamSize(_batch.RamHundredths), Chunks = Batches, IsContiguous = true }).Id;
        }

        public RamAllocator Allocator { get; }

        public AllocationId Allocation { get; }

        public ServerId Host { get; }

        public int InFlight { get; private set; }

        public int Failed { get; private set; }

        public void OnWake(int tag, GameView view, Plan plan)
        {
            foreach (var (host, chunks, _) in Allocator.PiecesOf(Allocation))
            {
                for (var i = 0; i < chunks; i++) Spawn(host, view, plan);
            }
        }

        public void OnLanded(in JobReport report, GameView view, Plan plan)
        {
            InFlight--;
            Spawn(report.Request.Host, view, plan);
        }

        public void OnRefused(in JobRequest request, LaunchRefusal reason, GameView view, Plan plan)
        {
            Failed++;
            if (request.Reports) InFlight--;
        }

        private void Spawn(ServerId host, GameView view, Plan plan)
        {
            InFlight++;
            var first = BatchTiming.EarliestFirstLanding(BatchShape.Hwgw, view, _batch.Target, SimDuration.FromMilliseconds(20));
            for (var position = 0; position < 4; position++)
            {
                plan.Launch(new JobRequest
                {
                    Kind = _batch.Jobs[position].Kind,
                    Host = host,
                    Target = _batch.Target,
                    Threads = _batch.Jobs[position].Threads,
                    LandsAt = first + (SimDuration.FromMilliseconds(20) * position),
                    Reports = position == 3,
                    Batch = _number,
                    Plan = _index,
                    Position = position,
                });
            }

            _number++;
        }
    }
}
