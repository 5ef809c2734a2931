using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>A run that is ready to start: everything looked up and checked.</summary>
public sealed record RunSpec
{
    public required WorldSpec World { get; init; }

    public required ImmutableArray<ServerId> Targets { get; init; }

    public required SchedulerDescriptor Scheduler { get; init; }

    public required OptionSet Options { get; init; }

    public required SimDuration Duration { get; init; }

    /// <summary>Of every random stream of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What messages about this run call it.</summary>
    public string Title { get; init; } = "";

    /// <summary>Looks a scenario's names up and checks it against its world.</summary>
    /// <exception cref="InputException">The save can't be read, a name is unknown, or the scheduler cannot run there.</exception>
    public static RunSpec From(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        var world = scenario.CreateWorld();
        if (scenario.Ram is { } ram) world = HostGrants.Apply(world, ram.Hosts, ram.Each);
        var descriptor = SchedulerCatalogue.Find(scenario.Scheduler.Name)
            ?? throw new InvalidOperationException($"The scenario's scheduler {scenario.Scheduler.Name} was not checked.");
        var spec = new RunSpec
        {
            World = world,
            Targets = TargetChooser.Choose(world, scenario.Target),
            Scheduler = descriptor,
            Options = scenario.Scheduler.Options,
            Duration = scenario.Duration,
            Seed = scenario.Seed,
            Title = scenario.Title,
        };
        spec.Check();
        return spec;
    }

    private void Check()
    {
        var problems = new InputProblems(Title);
        var game = new GameRun(World, new RandomStream(Seed));
        if (Simulation.TryReserveHome(game, Options, problems))
        {
            Scheduler.Check(new SchedulerContext { View = game.View, Targets = Targets, Options = Options }, problems);
        }

        problems.ThrowIfAny();
    }
}
