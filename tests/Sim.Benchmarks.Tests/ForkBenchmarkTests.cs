using Sim.Experiments;

namespace Sim.Benchmarks.Tests;

/// <summary>The fork's benchmark in a short form: it forks a run with as many jobs as it says, and what it makes is that run.</summary>
public sealed class ForkBenchmarkTests
{
    [Fact]
    public void TheFork_IsTheRun()
    {
        var benchmarks = new ForkBenchmarks { Jobs = 1_000 };
        benchmarks.Prepare();
        var fork = benchmarks.Fork();
        Assert.Equal(1_000, fork.JobsInFlight);
        var facts = fork.Run();
        Assert.True(facts.Landings > 1_000);
        Assert.Equal(facts, benchmarks.RunToTheSameMoment().Run());
        Assert.Equal(facts, benchmarks.Fork().Run());
    }

    [Fact]
    public void TheFork_TakesAsMuchMemoryAsTheJobsNeed()
    {
        var (few, many) = (new ForkBenchmarks { Jobs = 100 }, new ForkBenchmarks { Jobs = 10_000 });
        few.Prepare();
        many.Prepare();

        // 64 bytes for the job, 16 for its timer, 24 for its event, all in tables of up to twice the size.
        var perJob = (many.BytesOfAFork - few.BytesOfAFork) / 9_900.0;
        Assert.InRange(perJob, 64 + 16 + 24, 3 * (64 + 16 + 24));
        Assert.Equal(many.BytesOfAFork, ((byte[])many.CopyAsManyBytes()).Length);
    }
}
