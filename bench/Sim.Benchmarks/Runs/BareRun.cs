using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Benchmarks;

/// <summary>A run that nobody watches, to see what watching costs.</summary>
internal static class BareRun
{
    private static readonly GameBuffers s_buffers = new();

    /// <returns>Events fired: as many as in a run that is watched.</returns>
    public static long Run(RunSpec spec)
    {
        var streams = new RandomStreams(spec.Seed);
        var game = new GameRun(spec.World, streams.Stream("hack-success"), s_buffers);
        if (spec.Lag is { } lag) game.UseLag(lag, streams);
        var conductor = new Conductor(game, spec.Scheduler.Build(new SchedulerContext { View = game.View, Targets = spec.Targets, Options = spec.Options }));
        conductor.Start();
        game.TryRunUntil(SimTime.Zero + spec.Duration);
        var fired = game.Loop.Fired;
        conductor.Release();
        game.Release();
        return fired;
    }
}
