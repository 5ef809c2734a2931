using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>A run that is ready to start: everything looked up and checked.</summary>
[SharedState]
public sealed record RunSpec
{
    public required WorldSpec World { get; init; }

    public required ImmutableArray<ServerId> Targets { get; init; }

    public required SchedulerDescriptor Scheduler { get; init; }

    public required OptionSet Options { get; init; }

    public required SimDuration Duration { get; init; }

    /// <summary>Of every random stream of the run.</summary>
    public required ulong Seed { get; init; }

    /// <summary>What the thread's work costs; null for nothing.</summary>
    public LagModel? Lag { get; init; }

    /// <summary>How money is spent; null if nothing is bought.</summary>
    public GrowthOptions? Growth { get; init; }

    /// <summary>The run ends when all of these are reached; none for the whole duration.</summary>
    public ImmutableArray<Milestone> Until { get; init; } = [];

    /// <summary>True if the greed that earns most is sought; see <see cref="GreedSearch"/>.</summary>
    public bool SeeksGreed { get; init; }

    /// <summary>See <see cref="Scenario.IsFromOptions"/>.</summary>
    public bool IsFromOptions { get; init; }

    /// <summary>True if no target was named and the scheduler looks for them itself.</summary>
    public bool HasFoundTargets { get; init; }

    /// <summary>The targets' names for tables and results: <c>all</c> where the scheduler looks for them itself.</summary>
    public string TargetText(string separator) =>
        HasFoundTargets ? "all" : string.Join(separator, Targets.Select(target => World.Servers[target.Index].Hostname));

    /// <summary>What messages about this run call it.</summary>
    public string Title { get; init; } = "";

    /// <summary>Looks a scenario's names up and checks it against its world.</summary>
    /// <exception cref="InputException">The save can't be read, a name is unknown, or the scheduler cannot run there.</exception>
    public static RunSpec From(Scenario scenario) => From(scenario, source => source.Create());

    /// <summary>The same, with a way to make worlds that may remember those it made.</summary>
    public static RunSpec From(Scenario scenario, Func<WorldSource, WorldSpec> create)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        ArgumentNullException.ThrowIfNull(create);
        if (scenario.Scheduler.Script is { } script)
        {
            throw new InputException(new InputProblem(
                scenario.IsFromOptions ? "" : scenario.Title, "scheduler", $"the script {script.File}", "sim sweep and sim gate run scripts in scenarios, sim script runs one by itself"));
        }

        var world = scenario.CreateWorld(create);
        if (scenario.Ram is { } ram) world = HostGrants.Apply(world, ram.Hosts, ram.Each);
        if (scenario.Grow is not null) world = world.WithPlacesToBuy();
        var descriptor = SchedulerCatalogue.Find(scenario.Scheduler.Name)
            ?? throw new InvalidOperationException($"The scenario's scheduler {scenario.Scheduler.Name} was not checked.");
        var spec = new RunSpec
        {
            World = world,
            Targets = [],
            Scheduler = descriptor,
            Options = scenario.Scheduler.Options,
            Duration = scenario.Duration,
            Seed = scenario.Seed,
            Title = scenario.Title,
            SeeksGreed = scenario.Scheduler.SeeksGreed,
            Lag = scenario.Lag,
            IsFromOptions = scenario.IsFromOptions,
            Until = scenario.Until,
        };
        spec.CheckMilestones(scenario.Grow is not null);
        spec = (scenario.Target.IsBest, descriptor.FindsTargets) switch
        {
            (true, true) => spec.On(TargetChooser.All(world)) with { HasFoundTargets = true },
            (true, false) => spec.OnBestTarget(),
            _ => spec.On(TargetChooser.Find(world, scenario.Target)),
        };
        if (scenario.Prepped) spec = spec with { World = world.WithPrepped(spec.Targets) };
        if (scenario.Grow is not { } grow) return spec;

        // Servers that are not rooted yet are no problem: root may be taken during the run.
        if (spec.HasFoundTargets && grow.Flag("programs")) spec = spec with { Targets = TargetChooser.All(world, withoutRoot: true) };
        return spec with { Growth = spec.ReadGrowth(grow) };
    }

    private void CheckMilestones(bool grows)
    {
        var problems = new InputProblems(IsFromOptions ? "" : Title);
        var place = IsFromOptions ? "--until" : "until";
        foreach (var milestone in Until)
        {
            if (milestone.NeedsGrowth && !grows) problems.Add(place, $"\"{milestone}\"", $"nothing is bought without {(IsFromOptions ? "--grow" : "\"grow\": true")}");
            else if (milestone.Impossible(World) is { } why) problems.Add(place, $"\"{milestone}\"", why);
        }

        problems.ThrowIfAny();
    }

    /// <summary>Growth needs a scheduler that can be asked for hosts, or one that may be started anew.</summary>
    private GrowthOptions ReadGrowth(OptionSet grow)
    {
        var game = new GameRun(World, new RandomStream(Seed));
        var schedulers = Scheduler.Build(new SchedulerContext { View = game.View, Targets = Targets, Options = Options });
        var canVacate = HostVacating.Of(schedulers) is not null;
        var growth = GrowthOptionList.Read(grow, canVacate);
        if (canVacate || growth.Upgrades == UpgradeMode.KillAll) return growth;
        var problems = new InputProblems(IsFromOptions ? "" : Title);
        problems.Add(IsFromOptions ? "--grow-upgrades" : "grow.upgrades", $"{grow.Choice(GrowthOptionList.Upgrades)} with {Scheduler.Name}",
            "this scheduler keeps the hosts that it began with: kill-all is needed");
        problems.ThrowIfAny();
        return growth;
    }

    private RunSpec On(ImmutableArray<ServerId> targets)
    {
        var spec = this with { Targets = targets };
        spec.FindProblems().ThrowIfAny();
        return spec;
    }

    /// <summary>The best target that this scheduler can run on with this RAM; what is wrong with the very best one if there is none.</summary>
    private RunSpec OnBestTarget()
    {
        InputProblems? first = null;
        foreach (var row in TargetChooser.Ranked(World))
        {
            var spec = this with { Targets = [row.Id] };
            var problems = spec.FindProblems();
            if (!problems.Any) return spec;
            first ??= problems;
        }

        first?.ThrowIfAny();
        throw new InputException(new InputProblem(
            World.Source, "target", "the player cannot hack any server of this world", "root and the level for at least one are needed"));
    }

    /// <summary>The same run with another greed.</summary>
    internal RunSpec WithGreed(double greed) => this with { Options = Options.With("greed", greed) };

    /// <summary>What is odd about this run but does not stand against it.</summary>
    public IReadOnlyList<string> Warnings() => Scheduler.Warn(FreshContext());

    /// <summary>What the scheduler would do at the beginning, as lines of text, if it was asked not to do it; null otherwise.</summary>
    public IReadOnlyList<string>? DryPlan() => Options.Has("dry") && Options.Flag("dry") ? Scheduler.Explain?.Invoke(FreshContext()) : null;

    private SchedulerContext FreshContext()
    {
        var game = new GameRun(World, new RandomStream(Seed));
        Simulation.TryReserveHome(game, Options, new InputProblems(""));
        return new SchedulerContext { View = game.View, Targets = Targets, Options = Options };
    }

    internal InputProblems FindProblems()
    {
        var problems = new InputProblems(IsFromOptions ? "" : Title);
        var buffers = SimulationPool.Get();
        var game = new GameRun(World, new RandomStream(Seed), buffers.Game);
        if (Simulation.TryReserveHome(game, Options, problems))
        {
            Scheduler.Check(new SchedulerContext { View = game.View, Targets = Targets, Options = Options }, problems);
        }

        game.Release();
        SimulationPool.Return(buffers);
        return IsFromOptions ? AsOptions(problems) : problems;
    }

    /// <summary>The same problems, at options instead of keys: homeReserve becomes --home-reserve.</summary>
    private static InputProblems AsOptions(InputProblems problems)
    {
        var named = new InputProblems(problems.File);
        foreach (var problem in problems.All)
        {
            var option = string.Concat(problem.Place.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString()));
            named.Add($"--{option}", problem.Problem, problem.Valid);
        }

        return named;
    }
}
