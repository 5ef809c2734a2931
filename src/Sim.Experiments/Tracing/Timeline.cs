using System.Globalization;
using System.Text;

namespace Sim.Experiments;

/// <summary>Draws jobs as a timeline for a terminal: one row a job, its duration as a bar, its place among the landings beside it.</summary>
public static class Timeline
{
    private const int LabelWidth = 27;
    private const int OrderWidth = 7;

    /// <param name="jobs">The jobs of the window.</param>
    /// <param name="fromMs">Left edge in ms.</param>
    /// <param name="toMs">Right edge in ms, after the left one.</param>
    /// <param name="width">Columns, 60 or more.</param>
    /// <param name="rows">Rows at most; what is left out is said.</param>
    public static string Draw(IReadOnlyList<JobTrace> jobs, double fromMs, double toMs, int width, int rows)
    {
        var columns = Math.Max(20, width - LabelWidth - OrderWidth);
        var text = new StringBuilder();
        var shown = jobs.OrderBy(job => job.LandedMs ?? job.LandingPlannedMs ?? double.MaxValue).ThenBy(job => job.Pid).ToArray();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"batch job      threads",-LabelWidth}{Axis(fromMs, toMs, columns)} order");
        var latestPlanned = new Dictionary<string, double>(StringComparer.Ordinal);
        var count = 0;
        foreach (var job in shown)
        {
            var isOutOfOrder = IsOutOfOrder(job, latestPlanned);
            if (++count > rows) continue;
            text.Append(Label(job)).Append(Bar(job, fromMs, toMs, columns)).Append(' ').AppendLine(Order(job, isOutOfOrder));
        }

        if (count > rows) text.AppendLine(CultureInfo.InvariantCulture, $"... and {count - rows} more jobs (--rows {count} shows all)");
        text.AppendLine("= running, H G W landed (h failed), x killed, > goes on; ! landed out of order");
        return text.ToString();
    }

    private static string Label(JobTrace job)
    {
        var batch = job.Batch is { } number ? string.Create(CultureInfo.InvariantCulture, $"{number}.{job.Position}") : "-";
        return string.Create(CultureInfo.InvariantCulture, $"{batch,-8} {job.Kind,-7}{job.Threads,8:0.##}   ")[..LabelWidth];
    }

    private static string Axis(double fromMs, double toMs, int columns)
    {
        var left = Milliseconds(fromMs);
        var right = Milliseconds(toMs);
        return left + new string(' ', Math.Max(1, columns - left.Length - right.Length)) + right;
    }

    private static string Milliseconds(double value) => value >= 10_000
        ? string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.###}s")
        : string.Create(CultureInfo.InvariantCulture, $"{value:0.###}ms");

    private static char[] Bar(JobTrace job, double fromMs, double toMs, int columns)
    {
        var bar = new char[columns];
        Array.Fill(bar, ' ');
        var scale = columns / (toMs - fromMs);
        var first = (int)Math.Floor(((job.StartedMs ?? job.LaunchedMs) - fromMs) * scale);
        var end = job.LandedMs ?? job.LandingDueMs ?? toMs;
        var last = (int)Math.Floor((end - fromMs) * scale);
        for (var i = Math.Max(0, first); i <= Math.Min(columns - 1, last); i++) bar[i] = '=';
        if (last >= columns) bar[^1] = '>';
        else if (last >= 0) bar[last] = Mark(job);
        return bar;
    }

    private static char Mark(JobTrace job) => job.Outcome switch
    {
        "killed" => 'x',
        "landed" when job.Success == false => 'h',
        "landed" => char.ToUpperInvariant(job.Kind[0]),
        _ => '>',
    };

    private static string Order(JobTrace job, bool isOutOfOrder) =>
        job.LandingOrder is { } order ? string.Create(CultureInfo.InvariantCulture, $"{order}{(isOutOfOrder ? "!" : "")}") : "";

    private static bool IsOutOfOrder(JobTrace job, Dictionary<string, double> latestPlanned)
    {
        if (job.Batch is null || job.LandedMs is null || job.LandingPlannedMs is not { } planned) return false;
        if (latestPlanned.TryGetValue(job.Target, out var latest) && planned < latest) return true;
        latestPlanned[job.Target] = planned;
        return false;
    }
}
