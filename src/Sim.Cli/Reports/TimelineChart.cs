using System.Collections.Immutable;
using System.Globalization;
using Sim.Charts;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>Turns the jobs of a trace into a timeline: a row for each batch, its jobs as bars, their landings as marks.</summary>
internal static class TimelineChart
{
    private static readonly string[] s_kinds = ["hack", "grow", "weaken"];

    /// <param name="jobs">The jobs.</param>
    /// <param name="title">The heading.</param>
    /// <param name="fromMs">Left edge in ms since the start of the run; null for the first start.</param>
    /// <param name="toMs">Right edge; null for the last landing.</param>
    /// <param name="rowsMax">Rows at most, 1 or more; those that land first are drawn.</param>
    public static GanttChart Of(IReadOnlyList<JobTrace> jobs, string title, double? fromMs, double? toMs, int rowsMax)
    {
        var zero = fromMs ?? 0;
        var inWindow = jobs.Where(job => EndOf(job) >= (fromMs ?? double.MinValue) && StartOf(job) <= (toMs ?? double.MaxValue)).ToArray();
        var crossed = OutOfOrder(jobs);
        var firstOrder = inWindow.Select(job => job.LandingOrder).Where(order => order is not null).DefaultIfEmpty(1).Min()!.Value;
        var targets = inWindow.Select(job => job.Target).Distinct(StringComparer.Ordinal).Count();
        var rows = inWindow.GroupBy(job => RowOf(job, targets > 1)).OrderBy(row => row.Min(LandingOf)).ThenBy(row => row.Min(job => job.Pid)).ToArray();
        var shown = rows.Take(rowsMax).Select(row => Row(row.Key, [.. row.OrderBy(LandingOf)], crossed, firstOrder, zero)).ToImmutableArray();
        var target = targets == 1 ? $" on {inWindow[0].Target}" : "";
        return new GanttChart
        {
            Title = title,
            Subtitle = string.Create(CultureInfo.InvariantCulture, $"{inWindow.Length} jobs{target}; bars are the time from call to landing, numbers the order of landings"),
            Footnote = rows.Length > rowsMax ? string.Create(CultureInfo.InvariantCulture, $"The first {rowsMax} of {rows.Length} rows.") : null,

            // Times within an hour of simulation need too many digits for ticks, so a part of a run has its own zero.
            X = new Sim.Charts.Axis(zero > 0 ? string.Create(CultureInfo.InvariantCulture, $"Time after {zero / 1000:0.###} s of the run") : "Time since the start of the run", Unit.Milliseconds)
            {
                Min = fromMs is null ? null : 0,
                Max = toMs - zero,
            },
            Kinds = [.. s_kinds.Where(kind => inWindow.Any(job => job.Kind == kind))],
            Rows = shown,
        };
    }

    /// <summary>Where the jobs that land in a window begin, for a picture of whole batches; null without such jobs.</summary>
    public static double? FirstStart(IReadOnlyList<JobTrace> jobs, double fromMs, double toMs) =>
        jobs.Where(job => job.LandedMs >= fromMs && job.LandedMs <= toMs).Select(job => (double?)StartOf(job)).Min();

    /// <summary>How long the landings of one batch take, the median over batches, ms; null without whole batches.</summary>
    public static double? LandingsTake(IReadOnlyList<JobTrace> jobs)
    {
        double[] spans = [.. jobs.Where(job => job.Batch is not null && job.LandedMs is not null).GroupBy(job => (job.Owner, job.Batch))
            .Where(batch => batch.Count() > 1).Select(batch => batch.Max(job => job.LandedMs!.Value) - batch.Min(job => job.LandedMs!.Value)).Order()];
        return spans.Length > 0 ? spans[spans.Length / 2] : null;
    }

    private static GanttRow Row(string name, IReadOnlyList<JobTrace> jobs, HashSet<int> crossed, long firstOrder, double zero) => new(
        name,
        [.. jobs.Select(job => new GanttBar(StartOf(job) - zero, Math.Max(StartOf(job), EndOf(job)) - zero, job.Kind, string.Create(CultureInfo.InvariantCulture, $"{job.Threads:0.##} threads on {job.Host}")))])
    {
        Landings = [.. jobs.Where(job => job.LandedMs is not null).Select(job => new LandingMarker(
            job.LandedMs!.Value - zero, job.Kind, checked((int)(job.LandingOrder!.Value - firstOrder + 1)), !crossed.Contains(job.Pid), Note(job)))],
    };

    private static string RowOf(JobTrace job, bool hasTargets) =>
        (job.Batch is { } batch ? string.Create(CultureInfo.InvariantCulture, $"batch {batch}") : $"{job.Kind} alone") + (hasTargets ? $" {job.Target}" : "");

    private static double StartOf(JobTrace job) => job.StartedMs ?? job.LaunchedMs;

    private static double EndOf(JobTrace job) => job.LandedMs ?? job.LandingDueMs ?? StartOf(job);

    private static double LandingOf(JobTrace job) => job.LandingPlannedMs ?? EndOf(job);

    private static string? Note(JobTrace job)
    {
        var error = job.LandingPlannedMs is { } planned && job.LandedMs is { } landed && landed != planned
            ? string.Create(CultureInfo.InvariantCulture, $"{landed - planned:+0.###;-0.###} ms from its plan")
            : null;
        var failed = job is { Kind: "hack", Success: false } ? "failed" : null;
        return error is null && failed is null ? null : string.Join(", ", new[] { failed, error }.Where(part => part is not null));
    }

    /// <summary>Jobs that landed after one of the same target that was planned later.</summary>
    private static HashSet<int> OutOfOrder(IReadOnlyList<JobTrace> jobs)
    {
        var found = new HashSet<int>();
        var latest = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var job in jobs.Where(job => job.Batch is not null && job.LandingOrder is not null).OrderBy(job => job.LandingOrder))
        {
            if (job.LandingPlannedMs is not { } planned) continue;
            if (latest.TryGetValue(job.Target, out var before) && planned < before) found.Add(job.Pid);
            else latest[job.Target] = planned;
        }

        return found;
    }
}
