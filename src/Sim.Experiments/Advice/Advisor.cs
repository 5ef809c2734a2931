using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Plans, simulates and compares for one save.</summary>
public static class Advisor
{
    private const int Seeds = 3;

    /// <summary>Landings that a simulation measures, about: enough to see luck and lag even out.</summary>
    private const double LandingsMeasured = 60_000;

    /// <summary>What the fastest of the guide's schedulers reach with their default spacer, at most.</summary>
    private const double LandingsASecond = 50;

    private const int Intervals = 60;

    private static readonly SimDuration s_longest = SimDuration.FromHours(1);

    private static readonly SimDuration s_spacerMost = SimDuration.FromMilliseconds(40);

    private static readonly string[] s_guide = ["loop", "proto", "shotgun", "periodic", "jit"];

    /// <summary>Works the advice out.</summary>
    /// <exception cref="InputException">The player cannot hack anything, or RAM is too small.</exception>
    public static Advice Advise(AdviceRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var tried = Spacers(request.SpacerMin).Select(spacer => Plan(request, spacer)).ToArray();
        var (rates, bounds) = (new double[tried.Length], new double[tried.Length]);
        Parallel.For(0, tried.Length, i => (rates[i], bounds[i]) = Measure(tried[i].Spec, tried[i].Plan));
        var best = Array.IndexOf(rates, rates.Max());
        var (spec, plan) = tried[best];
        var values = new double[Seeds];
        var compared = new ComparedScheduler[s_guide.Length];
        values[0] = rates[best];
        Parallel.For(1, Seeds + s_guide.Length, i =>
        {
            if (i < Seeds) values[i] = Measure(spec with { Seed = (ulong)i + 1 }, plan).MoneyPerS;
            else compared[i - Seeds] = Compare(request, s_guide[i - Seeds]);
        });
        var money = Estimate.Of(values);
        return new Advice
        {
            World = request.World,
            Spacer = spec.Options.Duration("spacer"),
            MoneyPerS = money,
            BoundMoneyPerS = bounds[best],
            Plan = plan,
            Spacers = [.. tried.Select((other, i) => (other.Spec.Options.Duration("spacer"), rates[i]))],
            Compared = compared,
            Upgrades = UpgradeTable.Of(spec, Limit(plan), Math.Min(1, money.Mean / bounds[best])),
        };
    }

    private static IEnumerable<SimDuration> Spacers(SimDuration least)
    {
        for (var spacer = least; ; spacer *= 2)
        {
            yield return spacer;
            if (spacer * 2 > s_spacerMost) yield break;
        }
    }

    private static LandingLimit Limit(PlanAdvice plan) => plan.Solo is not null ? LandingLimit.None :
        plan.Streams.Select(stream => LandingLimit.Of([.. stream.Jobs.Select(job => job.Kind)], stream.Spacer)).MinBy(limit => limit.Landings);

    private static (RunSpec Spec, PlanAdvice Plan) Plan(AdviceRequest request, SimDuration spacer)
    {
        var spec = Spec(request, "planned", [("spacer", Units.Format(spacer)), ("targets", request.Targets.ToString(CultureInfo.InvariantCulture))], request.World.Hackable());
        spec.FindProblems().ThrowIfAny();
        spec = spec with { World = spec.World.WithPrepped(spec.Targets) };
        return (spec, PlanAdvice.Of(new SchedulerContext { View = Game(spec).View, Targets = spec.Targets, Options = spec.Options }));
    }

    private static ComparedScheduler Compare(AdviceRequest request, string name)
    {
        var world = request.World;
        foreach (var target in TargetChooser.Ranked(world))
        {
            var spec = Spec(request, name, [], [target.Id]);
            if (spec.FindProblems().Any) continue;
            spec = spec with { World = world.WithPrepped(spec.Targets) };
            return new ComparedScheduler(name, target.Server.Hostname, Measure(spec, target.WeakenSeconds + 2, LandingsASecond).MoneyPerS);
        }

        return new ComparedScheduler(name, "", null);
    }

    private static RunSpec Spec(AdviceRequest request, string scheduler, (string Key, string Value)[] options, ImmutableArray<ServerId> targets)
    {
        var descriptor = SchedulerCatalogue.Find(scheduler)!;
        var given = options.Append(("homeReserve", RamUnits.Format(request.HomeReserve)))
            .Select(option => KeyValuePair.Create(option.Item1, option.Item2));
        return new RunSpec
        {
            World = request.World,
            Targets = targets,
            Scheduler = descriptor,
            Options = OptionSet.Parse(descriptor.Options, given, new InputProblems("")),
            Duration = s_longest,
            Seed = 1,
            Lag = request.Lag,
            IsFromOptions = true,
            Title = request.World.Source,
        };
    }

    /// <summary>$ a second from when all streams run, over about as many landings as settle it, and the bound of that run.</summary>
    private static (double MoneyPerS, double Bound) Measure(RunSpec spec, PlanAdvice plan) => plan.Solo is not null
        ? Measure(spec, 0, 0)
        : Measure(spec, plan.Streams.Max(stream => stream.WeakenTakes.TotalSeconds) + 2, plan.Streams.Sum(stream => stream.Jobs.Length / stream.Period.TotalSeconds));

    private static (double MoneyPerS, double Bound) Measure(RunSpec spec, double ramp, double landingsASecond)
    {
        var most = s_longest.TotalSeconds;
        var seconds = ramp + Math.Clamp(LandingsMeasured / Math.Max(LandingsMeasured / most, landingsASecond), Math.Min(ramp, most), most);
        var simulation = new Simulation(spec with { Duration = SimDuration.FromSeconds((long)Math.Ceiling(seconds)) });
        var sampler = simulation.Sample(Intervals);
        var facts = simulation.Run();
        var series = sampler.Finish(SimTime.Zero + SimDuration.FromMillisecondsRounded(facts.SimulatedS * 1000));
        var from = -1;
        while (from < series.EndMs.Count - 2 && (from < 0 ? 0 : series.EndMs[from]) < ramp * 1000) from++;
        var last = series.EndMs.Count - 1;
        var (money, since) = from < 0 ? (0, 0) : (series.MoneyEarned[from], series.EndMs[from]);
        var rate = last <= from ? 0 : (series.MoneyEarned[last] - money) / (series.EndMs[last] - since) * 1000;
        return (rate, facts.BoundMoneyPerS ?? 0);
    }

    private static GameRun Game(RunSpec spec)
    {
        var game = new GameRun(spec.World, new RandomStream(spec.Seed));
        Simulation.TryReserveHome(game, spec.Options, new InputProblems(""));
        return game;
    }

    internal static RamSize FreeRam(GameRun game)
    {
        var total = 0L;
        for (var i = 0; i < game.World.Servers.Length; i++) total += game.View.RamFree(new ServerId(i));
        return new RamSize(total);
    }

    private static ImmutableArray<ServerId> Hackable(this WorldSpec world)
    {
        var found = TargetChooser.Ranked(world).Select(row => row.Id).ToImmutableArray();
        if (found.IsEmpty) throw new InputException(new InputProblem(world.Source, "target", "the player cannot hack any server of this world", "root and the level for at least one are needed"));
        return found;
    }
}
