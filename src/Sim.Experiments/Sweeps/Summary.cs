using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CsvHelper;
using MathNet.Numerics.Distributions;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>A cell's numbers over its replicas.</summary>
public sealed record CellSummary
{
    public required int Cell { get; init; }

    public required IReadOnlyDictionary<string, string> Axes { get; init; }

    /// <summary>Target of the first replica that ran; empty if none did.</summary>
    public required string Target { get; init; }

    /// <summary>Replicas that ran.</summary>
    public required int Runs { get; init; }

    /// <summary>Mean of the best greed over the replicas; null where none was sought.</summary>
    public double? GreedBest { get; init; }

    /// <summary>The first error, if a replica could not be run.</summary>
    public string? Error { get; init; }

    /// <summary>Each fact by its name in result files.</summary>
    public required IReadOnlyDictionary<string, Estimate> Facts { get; init; }
}

/// <summary>Mean, spread, and how well the mean is known.</summary>
/// <param name="Mean">Over the replicas that have the fact.</param>
/// <param name="StandardDeviation">Of the replicas; 0 with one.</param>
/// <param name="Interval95">Half the width of the 95 % interval of the mean, by Student's t; 0 with one replica.</param>
/// <param name="Count">Replicas that have the fact.</param>
public readonly record struct Estimate(double Mean, double StandardDeviation, double Interval95, int Count)
{
    /// <summary>Works an estimate out; the sums are in the order of the values.</summary>
    /// <param name="values">At least one.</param>
    public static Estimate Of(IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var mean = values.Sum() / values.Count;
        if (values.Count < 2) return new Estimate(mean, 0, 0, values.Count);
        var squares = 0.0;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        var deviation = Math.Sqrt(squares / (values.Count - 1));
        var t = StudentT.InvCDF(0, 1, values.Count - 1, 0.975);
        return new Estimate(mean, deviation, t * deviation / Math.Sqrt(values.Count), values.Count);
    }
}

/// <summary>Sums result lines up by cell.</summary>
public static class Summary
{
    /// <summary>Names of the facts that are numbers, as in result files, in their order.</summary>
    public static ImmutableArray<string> FactNames { get; } = [.. Properties().Select(property => NameOf(property))];

    /// <summary>One summary a cell, in the order of the cells.</summary>
    public static IReadOnlyList<CellSummary> Of(IEnumerable<RunLine> lines) =>
        [.. lines.GroupBy(line => line.Cell).OrderBy(cell => cell.Key).Select(cell => OfCell([.. cell.OrderBy(line => line.Replica)]))];

    /// <summary>The same for lines in the order of their cells, as in a finished file; no more than one cell's are kept at a time.</summary>
    public static IReadOnlyList<CellSummary> OfOrdered(IEnumerable<RunLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var cells = new List<CellSummary>();
        var cell = new List<RunLine>();
        foreach (var line in lines)
        {
            if (cell.Count > 0 && cell[0].Cell != line.Cell)
            {
                Invariant.Check(cell[0].Cell < line.Cell);
                cells.Add(OfCell(cell));
                cell.Clear();
            }

            cell.Add(line);
        }

        if (cell.Count > 0) cells.Add(OfCell(cell));
        return cells;
    }

    /// <summary>Writes a table: the axes, how many runs, and mean, deviation and interval of each fact.</summary>
    public static void WriteCsv(TextWriter writer, IReadOnlyList<CellSummary> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        using var csv = CsvWriter.Create(writer, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        string[] axes = [.. cells.SelectMany(cell => cell.Axes.Keys).Distinct(StringComparer.Ordinal)];
        foreach (var heading in (string[])["cell", .. axes, "target", "greed_best", "runs", "error"]) csv.WriteField(heading);
        foreach (var fact in FactNames)
        {
            csv.WriteField($"{fact}_mean");
            csv.WriteField($"{fact}_sd");
            csv.WriteField($"{fact}_ci95");
        }

        csv.EndRecord();
        foreach (var cell in cells) WriteRow(csv, cell, axes);
    }

    private static void WriteRow(CsvWriter csv, CellSummary cell, string[] axes)
    {
        csv.WriteField(cell.Cell.ToString(CultureInfo.InvariantCulture));
        foreach (var axis in axes) csv.WriteField(cell.Axes.GetValueOrDefault(axis, ""));
        csv.WriteField(cell.Target);
        csv.WriteField(cell.GreedBest?.ToString("R", CultureInfo.InvariantCulture) ?? "");
        csv.WriteField(cell.Runs.ToString(CultureInfo.InvariantCulture));
        csv.WriteField(cell.Error ?? "");
        foreach (var fact in FactNames)
        {
            var has = cell.Facts.TryGetValue(fact, out var estimate);
            csv.WriteField(has ? estimate.Mean.ToString("R", CultureInfo.InvariantCulture) : "");
            csv.WriteField(has ? estimate.StandardDeviation.ToString("R", CultureInfo.InvariantCulture) : "");
            csv.WriteField(has ? estimate.Interval95.ToString("R", CultureInfo.InvariantCulture) : "");
        }

        csv.EndRecord();
    }

    private static CellSummary OfCell(List<RunLine> lines)
    {
        var facts = lines.Where(line => line.Facts is not null).Select(line => line.Facts!).ToArray();
        var estimates = new Dictionary<string, Estimate>(StringComparer.Ordinal);
        foreach (var property in Properties())
        {
            double[] values = [.. facts.Select(fact => property.GetValue(fact)).Where(value => value is not null)
                .Select(value => Convert.ToDouble(value, CultureInfo.InvariantCulture))];
            if (values.Length > 0) estimates.Add(NameOf(property), Estimate.Of(values));
        }

        return new CellSummary
        {
            Cell = lines[0].Cell,
            Axes = lines[0].Axes,
            Target = lines.FirstOrDefault(line => line.Target is not null)?.Target ?? "",
            Runs = facts.Length,
            GreedBest = MeanGreed(lines),
            Error = lines.FirstOrDefault(line => line.Error is not null)?.Error,
            Facts = estimates,
        };
    }

    private static double? MeanGreed(List<RunLine> lines)
    {
        double[] found = [.. lines.Select(line => line.GreedBest is { } text && Units.TryParseFraction(text, out var greed) ? greed : double.NaN).Where(double.IsFinite)];
        return found.Length > 0 ? found.Average() : null;
    }

    private static IEnumerable<PropertyInfo> Properties() =>
        typeof(RunFacts).GetProperties().Where(property => property.PropertyType != typeof(string)).OrderBy(property => property.MetadataToken);

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name);
}
