using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>
/// Runs single cells of a sweep. Safe to use from several threads. Worlds are made once and shared; a cell is read and checked once
/// for all of its replicas, which differ in nothing but their seeds.
/// </summary>
public sealed class CellRunner(Sweep sweep)
{
    /// <summary>Cells that are remembered; neighbours in a sweep have places of their own.</summary>
    private const int CellsRemembered = 16;

    private readonly ConcurrentDictionary<WorldSource, WorldSpec> _worlds = new();
    private readonly PreparedCell?[] _prepared = new PreparedCell?[CellsRemembered];

    /// <summary>The seed of a replica: that of the sweep for the first, and independent ones for the others.</summary>
    public static ulong SeedOf(ulong seed, int replica) =>
        replica == 0 ? seed : SplitMix64.Mix(SplitMix64.Mix(seed) ^ SplitMix64.Mix(~(ulong)replica));

    /// <summary>Runs a cell once. What stands against it becomes the line's error.</summary>
    public RunLine Run(SweepCell cell, int replica)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var prepared = Prepared(cell);
        var line = new RunLine
        {
            Cell = cell.Number,
            Replica = replica,
            Axes = prepared.Axes,
            Seed = SeedOf(sweep.Seed, replica),
            Target = prepared.Target,
            Error = prepared.Error,
        };
        try
        {
            if (prepared.Script is { } script) return line with { Facts = script.Run(line.Seed) };
            if (prepared.Spec is not { } spec) return line;
            var (facts, best) = GreedSearch.Run(spec with { Seed = line.Seed });
            return line with { Facts = facts, GreedBest = best is { } greed ? Units.FormatFraction(greed) : null };
        }
        catch (InputException refused)
        {
            return line with { Error = refused.Problems[0].ToString() };
        }
#pragma warning disable CA1031 // A defect in one cell is written down with the others' results; it must not end a sweep of hours.
        catch (Exception broken) when (broken is not (IOException or OutOfMemoryException))
        {
            return line with { Target = null, Error = Defect(broken) };
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// The cell as it was read the last time, if that was not long ago. Two threads may read the same cell at once; they get the
    /// same, and one of the two is kept.
    /// </summary>
    private PreparedCell Prepared(SweepCell cell)
    {
        ref var place = ref _prepared[cell.Number % CellsRemembered];
        if (Volatile.Read(ref place) is { } known && ReferenceEquals(known.Cell, cell)) return known;
        var prepared = Prepare(cell);
        Volatile.Write(ref place, prepared);
        return prepared;
    }

    private PreparedCell Prepare(SweepCell cell)
    {
        var axes = sweep.AxesOf(cell);
        try
        {
            var scenario = ScenarioFile.Parse("", Encoding.UTF8.GetBytes(cell.Scenario.ToJsonString()), SchedulerCatalogue.All, sweep.Folder);
            if (scenario.Scheduler.Script is not null)
            {
                var script = PrepareScript(scenario);
                return new PreparedCell(cell, axes) { Script = script, Target = Names(script.World, script.Targets) };
            }

            var spec = RunSpec.From(scenario, World);
            return new PreparedCell(cell, axes) { Spec = spec, Target = spec.TargetText("+") };
        }
        catch (InputException refused)
        {
            return new PreparedCell(cell, axes) { Error = refused.Problems[0].ToString() };
        }
#pragma warning disable CA1031 // As above.
        catch (Exception broken) when (broken is not (IOException or OutOfMemoryException))
        {
            return new PreparedCell(cell, axes) { Error = Defect(broken) };
        }
#pragma warning restore CA1031
    }

    private ScriptCell PrepareScript(Scenario scenario)
    {
        if (sweep.Scripts is not { } scripts) throw new InputException(new InputProblem("", "scheduler", "a script", "scripts can't be run here"));
        var world = scenario.CreateWorld(World);
        if (scenario.Ram is { } ram) world = HostGrants.Apply(world, ram.Hosts, ram.Each);
        ImmutableArray<ServerId> targets = scenario.Target.IsBest
            ? [.. TargetChooser.Ranked(world).Take(1).Select(row => row.Id)]
            : TargetChooser.Find(world, scenario.Target);
        return new ScriptCell(scripts, scenario, scenario.Prepped ? world.WithPrepped(targets) : world, targets);
    }

    private WorldSpec World(WorldSource source) => _worlds.GetOrAdd(source, made => made.Create());

    private static string Names(WorldSpec world, ImmutableArray<ServerId> targets) =>
        string.Join('+', targets.Select(target => world.Servers[target.Index].Hostname));

    private static string Defect(Exception broken) => $"defect: {broken.GetType().Name}: {broken.Message}";

    /// <summary>A cell that is ready to run, by a scheduler or by the player's own scripts, or what stands against it.</summary>
    private sealed record PreparedCell(SweepCell Cell, IReadOnlyDictionary<string, string> Axes)
    {
        public RunSpec? Spec { get; init; }

        public ScriptCell? Script { get; init; }

        public string? Target { get; init; }

        public string? Error { get; init; }
    }

    /// <summary>A cell whose scheduler is a script.</summary>
    private sealed record ScriptCell(IScriptEngine Scripts, Scenario Scenario, WorldSpec World, ImmutableArray<ServerId> Targets)
    {
        public RunFacts Run(ulong seed) => Scripts.Run(Scenario with { Seed = seed }, World, Targets);
    }
}
