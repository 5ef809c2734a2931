using System.Text;
using System.Text.Json;
using Sim.Engine;
using Sim.Experiments;
using Sim.Schedulers;

namespace Sim.Cli.Reports;

/// <summary>A sweep's run folder as read from its files; nothing here was kept from the run itself.</summary>
internal sealed record SweepResults
{
    public required Sweep Sweep { get; init; }

    /// <summary>The axes with more than one value, whole schedulers first.</summary>
    public required IReadOnlyList<ReportAxis> Axes { get; init; }

    public required IReadOnlyList<CellSummary> Cells { get; init; }

    public required int Runs { get; init; }

    public required long Landings { get; init; }

    public required RunEnvironment? Environment { get; init; }

    /// <exception cref="InputException">A file is missing or of another version.</exception>
    public static SweepResults Read(string folder)
    {
        var runs = Path.Combine(folder, RunStore.RunsFile);
        if (!File.Exists(runs)) throw new InputException(new InputProblem(folder, RunStore.RunsFile, "there is no such file", "a folder made by sim sweep is needed"));
        var sweep = SweepFile.Load(Path.Combine(folder, RunFolder.SweepFileName), mayBeLarge: true);
        var (count, landings, isOrdered, last) = (0, 0L, true, (Cell: -1, Replica: -1));
        foreach (var line in RunStore.Stream(runs))
        {
            count++;
            landings += line.Facts?.Landings ?? 0;
            isOrdered &= (line.Cell, line.Replica).CompareTo(last) > 0;
            last = (line.Cell, line.Replica);
        }

        return new SweepResults
        {
            Sweep = sweep,
            Axes = [.. sweep.Axes.Where(axis => axis.Values.Select(value => value.Text).Distinct(StringComparer.Ordinal).Count() > 1).Select(ReportAxis.From)],

            // A sweep that was stopped has left its lines as they came.
            Cells = isOrdered ? Summary.OfOrdered(RunStore.Stream(runs)) : Summary.Of(RunStore.ReadAll(runs)),
            Runs = count,
            Landings = landings,
            Environment = ReadEnvironment(Path.Combine(folder, RunFolder.EnvironmentFile)),
        };
    }

    /// <summary>The scenario of a cell with every default spelled out; null if this version can't read it.</summary>
    public Scenario? ScenarioOf(int cell)
    {
        try
        {
            return cell < Sweep.Cells.Length
                ? ScenarioFile.Parse("", Encoding.UTF8.GetBytes(Sweep.Cells[cell].Scenario.ToJsonString()), SchedulerCatalogue.All, Sweep.Folder)
                : null;
        }
        catch (InputException)
        {
            // The cell's own error says what is wrong; a report shows that instead.
            return null;
        }
    }

    private static RunEnvironment? ReadEnvironment(string path)
    {
        if (!File.Exists(path)) return null;
        try
        {
            return RunEnvironment.Parse(File.ReadAllText(path));
        }
        catch (JsonException error)
        {
            throw new InputException(new InputProblem(path, "", $"no environment of this version: {error.Message.Split(" Path:")[0]}"));
        }
    }
}
