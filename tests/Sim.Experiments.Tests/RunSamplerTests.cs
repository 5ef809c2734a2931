using System.Text;
using Sim.Engine;
using Sim.Schedulers;

namespace Sim.Experiments.Tests;

public sealed class RunSamplerTests
{
    [Theory]
    [InlineData("loop")]
    [InlineData("proto")]
    [InlineData("shotgun")]
    [InlineData("periodic")]
    [InlineData("jit")]
    public void ASampledRun_IsTheSameRun_AndItsSamplesAddUp(string scheduler)
    {
        var spec = Spec(scheduler);
        var plain = Simulation.Run(spec);
        var simulation = new Simulation(spec);
        var sampler = simulation.Sample(100);
        var facts = simulation.Run();
        Assert.Equal(plain, facts);

        var series = sampler.Finish(SimTime.Zero + spec.Duration);
        Assert.Equal(100, series.EndMs.Count);
        Assert.Equal(spec.Duration.TotalMilliseconds, series.EndMs[^1]);
        Assert.Equal(facts.MoneyEarned, series.MoneyEarned[^1]);
        Assert.Equal(series.MoneyEarned.Order(), series.MoneyEarned);
        Assert.Equal(facts.RamGbMean, series.RamGbMean.Average(), facts.RamGbMean * 1e-9);
        Assert.Equal(facts.RamGbPeak, series.RamGbMax.Max());
        for (var i = 0; i < series.EndMs.Count; i++) Assert.InRange(series.RamGbMean[i], series.RamGbMin[i] - 1e-9, series.RamGbMax[i] + 1e-9);
        Assert.All(series.LandingErrors, errors => Assert.Equal(errors.QuantilesMs.Order(), errors.QuantilesMs));
        Assert.Equal(series.ToJson(), RunSeries.Parse(series.ToJson()).ToJson());
    }

    [Fact]
    public void TheWindow_HoldsADozenBatches()
    {
        var spec = Spec("jit");
        var simulation = new Simulation(spec);
        var sampler = simulation.Sample(10);
        simulation.Run();
        var series = sampler.Finish(SimTime.Zero + spec.Duration);
        var traced = new Simulation(spec);
        var end = SimTime.Zero + new SimDuration((long)(series.WindowToMs!.Value * 1000));
        var trace = traced.Trace(SimTime.Zero, end);
        traced.RunUntil(end);
        var first = trace.Jobs().Where(job => job.Position == 0 && job.LandedMs >= series.WindowFromMs);
        Assert.Equal(12, first.Select(job => job.Batch).Distinct().Count());
    }

    [Fact]
    public void ASampledAndTracedRun_IsTheSameRun()
    {
        var spec = Spec("jit");
        var simulation = new Simulation(spec);
        simulation.Sample(10);
        simulation.Trace(SimTime.Zero, SimTime.Zero + SimDuration.FromSeconds(200));
        Assert.Equal(Simulation.Run(spec), simulation.Run());
    }

    private static RunSpec Spec(string scheduler) => RunSpec.From(ScenarioFile.Parse(
        "", Encoding.UTF8.GetBytes($$"""{ "world": { "newGame": { "level": 500 } }, "ram": "4TB", "target": "phantasy", "prepped": true, "scheduler": "{{scheduler}}", "duration": "20m" }"""), SchedulerCatalogue.All));
}
