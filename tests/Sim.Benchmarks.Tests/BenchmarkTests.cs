using Sim.Schedulers;

namespace Sim.Benchmarks.Tests;

/// <summary>Each benchmark in a short form, so that it keeps working and is seen to compute something.</summary>
public sealed class BenchmarkTests
{
    [Theory]
    [InlineData(HoldMix.Exponential)]
    [InlineData(HoldMix.Bimodal)]
    [InlineData(HoldMix.Timer)]
    [InlineData(HoldMix.TimerJitter)]
    [InlineData(HoldMix.Timer64)]
    public void AllQueues_HandOutTheSameEvents(HoldMix mix)
    {
        var benchmarks = new EventQueueBenchmarks { Mix = mix, Pending = 1_000 };
        benchmarks.PrepareSim();
        benchmarks.PrepareLadder();
        benchmarks.PrepareHeap();
        benchmarks.PrepareDotNet();
        var expected = benchmarks.PriorityQueue();
        Assert.NotEqual(0UL, expected);
        Assert.Equal(expected, benchmarks.Sim());
        Assert.Equal(expected, benchmarks.RadixLadderAlone());
        Assert.Equal(expected, benchmarks.FourAryHeap());
        Assert.NotEqual(expected, benchmarks.PriorityQueue());
    }

    [Fact]
    public void Plans_BringTheSameMoneyEveryTime()
    {
        var benchmarks = new PlannerBenchmarks { Targets = 20, Hosts = 100 };
        benchmarks.Prepare();
        var money = benchmarks.Plan();
        Assert.True(money > 0);
        Assert.Equal(money, benchmarks.Plan());
    }

    [Fact]
    public void Timeouts_FireInTheSameOrderEveryTime()
    {
        var model = new TimeoutModel(100, 20);
        Assert.Equal(8809225601736069705UL, model.Run());
        Assert.Equal(8809225601736069705UL, model.Run());
    }

    [Fact]
    public void SingleServer_IsAsFullAsTheoryHasIt()
    {
        var model = new SingleServerModel(1_000);
        Assert.Equal(17010602274747422402UL, model.Run());
        Assert.Equal(17010602274747422402UL, model.Run());
        model = new SingleServerModel(1_000_000);
        model.Run();
        Assert.InRange(model.MeanPresent, 3.9, 4.1);
    }

    [Fact]
    public void Cancelling_LeavesOneDeadlineInTen()
    {
        var model = new CancelModel(10_000);
        Assert.Equal(8277671596395343906UL, model.Run());
        Assert.Equal(8277671596395343906UL, model.Run());
        Assert.InRange(model.Missed, 900, 1_100);
    }

    [Fact]
    public void Models_AllocateNothingPerEvent()
    {
        var model = new TimeoutModel(1_000, 100);
        model.Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Run();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
    }

    [Theory]
    [InlineData(AllocationPolicy.FirstFit)]
    [InlineData(AllocationPolicy.BestFit)]
    [InlineData(AllocationPolicy.WorstFit)]
    public void AllocatorBenchmarks_DoWhatTheySay_AndAllocateNothing(AllocationPolicy policy)
    {
        var benchmarks = new AllocatorBenchmarks { Policy = policy };
        benchmarks.Prepare();
        Assert.Equal((10_000, 10_000, 10_000), (benchmarks.ClaimBindUnclaim(), benchmarks.AllocateAndEnd(), benchmarks.AllocateClaimDieEnd()));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var done = benchmarks.ClaimBindUnclaim() + benchmarks.AllocateAndEnd() + benchmarks.AllocateClaimDieEnd();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000);
        Assert.Equal(30_000, done);
    }

    [Fact]
    public void Functions_AgreeWithThoseOfThePlatform()
    {
        var math = new MathBenchmarks();
        Assert.Equal(math.SystemLog(), math.FdLog(), 1e-6);
        Assert.Equal(math.SystemLog1P(), math.FdLog1P(), 1e-6);
        Assert.Equal(math.SystemExp(), math.FdExp(), 1e-3);
        Assert.Equal(math.SystemPow(), math.FdPow(), 1e-3);
        Assert.NotEqual(0, math.FdLog());
    }

    [Fact]
    public void RememberedLandings_AreThoseOfTheFormulas()
    {
        var (remembered, plain) = (new LandingModel(), new LandingModel());
        for (var batches = 1; batches <= 10_000; batches *= 10) Assert.Equal(plain.Plain(batches), remembered.Remembered(batches));
        Assert.NotEqual(plain.Plain(1), plain.Plain(1));
    }

    [Fact]
    public void Landings_AllocateNothing()
    {
        var model = new LandingModel();
        model.Remembered(1_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        model.Remembered(10_000);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Draws_ByTableAndByFormula_AreAboutTheSame()
    {
        var draws = new DistributionBenchmarks();
        Assert.InRange(draws.Formula(), 0.9 * 100 * DistributionBenchmarks.Draws, 1.1 * 100 * DistributionBenchmarks.Draws);
        Assert.InRange(draws.Table() / draws.Formula(), 0.999, 1.001);
    }

    [Theory]
    [InlineData("periodic")]
    [InlineData("shotgun")]
    [InlineData("jit")]
    public void Schedulers_LandJobs_WithAndWithoutLag(string scheduler)
    {
        var hashes = new List<string>();
        foreach (var lag in (string[])["none", "desktop"])
        {
            var facts = Experiments.Simulation.Run(MidSave.Spec(scheduler, lag, "5m"));
            Assert.InRange(facts.Landings, 1_000, 100_000);
            hashes.Add(facts.TraceHash);
        }

        Assert.NotEqual(hashes[0], hashes[1]);
        var benchmark = new SchedulerBenchmarks { Scheduler = scheduler };
        benchmark.Prepare();
        Assert.Equal(benchmark.OneHour(), benchmark.OneHour());
    }

    [Fact]
    public void Sweeps_GiveTheSame_HoweverTheyAreRun()
    {
        var sweep = new SweepModel(4);
        var expected = sweep.Fresh();
        Assert.NotEqual(0UL, expected);
        Assert.Equal(expected, sweep.Pooled());
        Assert.Equal(expected, sweep.OnThreads(1));
        Assert.Equal(expected, sweep.OnThreads(2));
        Assert.Equal(1_000, Experiments.Simulation.Run(MidSave.Read(MidSave.Thousand)).Landings);
    }

    [Fact]
    public void Recordings_AreChecked()
    {
        var verify = new VerifyBenchmarks();
        Assert.True(verify.Formulas() > 400);
        Assert.True(verify.Trace() > 100);
    }

    [Fact]
    public void ARunThatNobodyWatches_IsTheSameRun()
    {
        foreach (var scheduler in MidSave.Schedulers)
        {
            // Without lag: its frames and saves are no events of the run's own, and are left out of the facts.
            var spec = MidSave.Spec(scheduler, "none", "5m");
            Assert.Equal(Experiments.Simulation.Run(spec).Events, BareRun.Run(spec));
        }
    }

    [Fact]
    public void Memory_OfJobsInFlight_IsCounted()
    {
        var memory = JobMemory.Measure(40_000);
        Assert.Equal(40_000, memory.Jobs);
        Assert.InRange(memory.LiveBytes, 64, 1_000);
    }

    [Fact]
    public void QuickTables_CanBePrinted()
    {
        using var output = new StringWriter();
        Assert.Equal(0, QuickTables.Run(output, ["queue-row", "Timer", "100"]));
        Assert.StartsWith("| Timer | 100 |", output.ToString(), StringComparison.Ordinal);
    }
}
