using System.Collections.Concurrent;
using System.Text;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>Runs single cells of a sweep. Safe to use from several threads; worlds are made once and shared.</summary>
public sealed class CellRunner(Sweep sweep)
{
    private readonly ConcurrentDictionary<WorldSource, WorldSpec> _worlds = new();

    /// <summary>The seed of a replica: that of the sweep for the first, and independent ones for the others.</summary>
    public static ulong SeedOf(ulong seed, int replica) =>
        replica == 0 ? seed : SplitMix64.Mix(SplitMix64.Mix(seed) ^ SplitMix64.Mix(~(ulong)replica));

    /// <summary>Runs a cell once. What stands against it becomes the line's error.</summary>
    public RunLine Run(SweepCell cell, int replica)
    {
        ArgumentNullException.ThrowIfNull(cell);
        var line = new RunLine
        {
            Cell = cell.Number,
            Replica = replica,
            Axes = sweep.Axes.Zip(cell.Values, (axis, value) => KeyValuePair.Create(axis.Name, value))
                .Where(value => value.Value.Length > 0).ToDictionary(StringComparer.Ordinal),
            Seed = SeedOf(sweep.Seed, replica),
        };
        try
        {
            var scenario = ScenarioFile.Parse(
                "", Encoding.UTF8.GetBytes(cell.Scenario.ToJsonString()), SchedulerCatalogue.All, sweep.Folder) with { Seed = line.Seed };
            var spec = RunSpec.From(scenario, source => _worlds.GetOrAdd(source, made => made.Create()));
            var (facts, best) = GreedSearch.Run(spec);
            return line with
            {
                Target = spec.TargetText("+"),
                Facts = facts,
                GreedBest = best is { } greed ? Units.FormatFraction(greed) : null,
            };
        }
        catch (InputException refused)
        {
            return line with { Error = refused.Problems[0].ToString() };
        }
#pragma warning disable CA1031 // A defect in one cell is written down with the others' results; it must not end a sweep of hours.
        catch (Exception broken) when (broken is not (IOException or OutOfMemoryException))
        {
            return line with { Error = $"defect: {broken.GetType().Name}: {broken.Message}" };
        }
#pragma warning restore CA1031
    }
}
