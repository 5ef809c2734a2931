using System.Text;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments.Tests;

/// <summary>Every scheduler of the catalogue, with and without lag, by the fingerprint of its run.</summary>
public sealed class LagHashTests
{
    public static TheoryData<string> Schedulers => [.. SchedulerCatalogue.All.Select(scheduler => scheduler.Name)];

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void ModelWithoutCosts_GivesTheHashOfNoModel(string scheduler)
    {
        string none = Hash(scheduler, null);
        Assert.Equal(none, Hash(scheduler, LagPresets.None));
        Assert.Equal(none, Hash(scheduler, LagPresets.None.With(Activity.Stall, new LagCost(Distribution.Zero) { Every = Distribution.Exponential(1_000) })));
        Assert.NotEqual(none, Hash(scheduler, LagPresets.Desktop));
    }

    [Theory]
    [MemberData(nameof(Schedulers))]
    public void SameSeedAndModel_GiveTheSameHash(string scheduler) =>
        Assert.Equal(Hash(scheduler, LagPresets.Busy), Hash(scheduler, LagPresets.Busy));

    private static string Hash(string scheduler, LagModel? lag)
    {
        // Home is the first host, and no runner of the coverage orchestrator.
        string ram = scheduler == "coverage" ? "2x1TB" : "2TB";
        string text = $$"""{"world": {"newGame": { } }, "level": 300, "ram": "{{ram}}", "target": "phantasy", "scheduler": "{{scheduler}}"}""";
        var spec = RunSpec.From(ScenarioFile.Parse("x.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All));
        var streams = new RandomStreams(spec.Seed);
        var game = new GameRun(spec.World, streams.Stream("hack-success"));
        if (lag is not null) game.UseLag(lag, streams);
        var recorder = new Recorder(game);
        var conductor = new Conductor(game, spec.Scheduler.Build(new SchedulerContext { View = game.View, Targets = spec.Targets, Options = spec.Options }));
        conductor.Start();
        game.RunUntil(SimTime.Zero + SimDuration.FromSeconds(1_200));
        recorder.Finish();
        Assert.True(recorder.Landings(JobKind.Weaken) > 0);
        return recorder.HashText;
    }
}
