using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;

namespace Sim.Experiments.Comparing;

/// <summary>Two sets of results, cell by cell.</summary>
public sealed record Comparison
{
    /// <summary>What cells are judged by.</summary>
    public const string JudgedFact = "money_per_s";

    /// <summary>Changes up to this share are noise.</summary>
    public required double Threshold { get; init; }

    /// <summary>Cells that are on both sides, in the order of the old side.</summary>
    public required ImmutableArray<CellComparison> Cells { get; init; }

    /// <summary>Cells that only the old side has.</summary>
    public required ImmutableArray<string> OnlyInBase { get; init; }

    /// <summary>Cells that only the new side has.</summary>
    public required ImmutableArray<string> OnlyInNew { get; init; }

    public bool HasRegressions => Cells.Any(cell => cell.Verdict == Verdict.Regressed);

    public int Count(Verdict verdict) => Cells.Count(cell => cell.Verdict == verdict);

    /// <summary>Compares results of the same cells and seeds.</summary>
    /// <exception cref="InputException">No cell is on both sides, or a cell's replicas had other seeds.</exception>
    public static Comparison Of(IReadOnlyList<RunLine> before, IReadOnlyList<RunLine> after, double threshold = PairedDifference.ThresholdDefault)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threshold);
        var (old, now) = (CellKey.Group(before), CellKey.Group(after));
        var found = now.ToDictionary(StringComparer.Ordinal);
        var oldKeys = old.Select(cell => cell.Key).ToHashSet(StringComparer.Ordinal);
        var common = old.Where(cell => found.ContainsKey(cell.Key)).ToArray();
        if (common.Length == 0)
        {
            throw new InputException(new InputProblem("", "", "no cell is in both results", $"the first of the old ones is \"{FirstKey(old)}\", of the new ones \"{FirstKey(now)}\""));
        }

        return new Comparison
        {
            Threshold = threshold,
            Cells = [.. common.Select(cell => CompareCell(cell.Key, cell.Value, found[cell.Key], threshold))],
            OnlyInBase = [.. old.Where(cell => !found.ContainsKey(cell.Key)).Select(cell => cell.Key)],
            OnlyInNew = [.. now.Where(cell => !oldKeys.Contains(cell.Key)).Select(cell => cell.Key)],
        };
    }

    private static string FirstKey(IReadOnlyList<KeyValuePair<string, IReadOnlyList<RunLine>>> cells) => cells.Count > 0 ? cells[0].Key : "none";

    private static CellComparison CompareCell(string key, IReadOnlyList<RunLine> before, IReadOnlyList<RunLine> after, double threshold)
    {
        var bySeed = after.DistinctBy(line => line.Seed).ToDictionary(line => line.Seed);
        var pairs = before.Where(line => bySeed.ContainsKey(line.Seed)).Select(line => (Before: line, After: bySeed[line.Seed])).ToArray();
        if (pairs.Length == 0)
        {
            throw new InputException(new InputProblem("", key, "no replica has the same seed on both sides", "results of the same sweep and seed are needed"));
        }

        var isIdentical = before.Count == after.Count && pairs.Length == before.Count && pairs.All(pair => IsSame(pair.Before, pair.After));
        if (isIdentical) return new CellComparison { Key = key, Verdict = Verdict.Unchanged, IsIdentical = true, Money = MoneyOf(pairs) };

        var newlyRefused = pairs.FirstOrDefault(pair => pair.Before.Facts is not null && pair.After.Facts is null);
        var nowRuns = pairs.FirstOrDefault(pair => pair.Before.Facts is null && pair.After.Facts is not null);
        var money = MoneyOf(pairs);
        return new CellComparison
        {
            Key = key,
            Verdict = newlyRefused.After is not null ? Verdict.Regressed
                : nowRuns.Before is not null ? Verdict.Improved
                : money?.Judge(threshold) ?? Verdict.Unchanged,
            IsIdentical = false,
            Money = money,
            Changes = [.. ChangesOf(before, after)],
            Note = newlyRefused.After is not null ? $"refused now: {newlyRefused.After.Error}"
                : nowRuns.Before is not null ? $"ran for the first time; before: {nowRuns.Before.Error}"
                : before.Count != after.Count ? string.Create(CultureInfo.InvariantCulture, $"{before.Count} replicas before, {after.Count} now")
                : null,
        };
    }

    private static bool IsSame(RunLine before, RunLine after) =>
        before.Facts == after.Facts && before.Error == after.Error;

    private static PairedDifference? MoneyOf((RunLine Before, RunLine After)[] pairs)
    {
        var ran = pairs.Where(pair => pair.Before.Facts is not null && pair.After.Facts is not null).ToArray();
        return ran.Length == 0
            ? null
            : PairedDifference.Of([.. ran.Select(pair => pair.Before.Facts!.MoneyPerS)], [.. ran.Select(pair => pair.After.Facts!.MoneyPerS)]);
    }

    private static IEnumerable<FactChange> ChangesOf(IReadOnlyList<RunLine> before, IReadOnlyList<RunLine> after)
    {
        var (old, now) = (Summary.Of(before)[0].Facts, Summary.Of(after)[0].Facts);
        foreach (var fact in Summary.FactNames)
        {
            double? was = old.TryGetValue(fact, out var first) ? first.Mean : null;
            double? becomes = now.TryGetValue(fact, out var second) ? second.Mean : null;
            if (fact != JudgedFact && was != becomes) yield return new FactChange(fact, was, becomes);
        }
    }
}
