using System.Globalization;
using Sim.Engine;
using Sim.Experiments;

namespace Sim.Cli.Reports;

/// <summary>Something a reader should know before trusting some numbers.</summary>
/// <param name="Id">A fixed name.</param>
/// <param name="Text">What it means, in a sentence or two.</param>
/// <param name="Cells">The cells it is about; empty for all.</param>
internal sealed record AdviceNote(string Id, string Text, IReadOnlySet<int> Cells)
{
    /// <summary>Timers that a page sets from within timers are held back to this by browsers.</summary>
    private static readonly SimDuration s_timerMin = SimDuration.FromMilliseconds(4);

    /// <summary>From this share of the run on, preparation says more than the scheduler.</summary>
    private const double PreparationShare = 0.25;

    private static readonly HashSet<int> s_all = [];

    /// <summary>The notes that apply to some results.</summary>
    public static IReadOnlyList<AdviceNote> For(SweepResults results)
    {
        var scenarios = results.Cells.ToDictionary(cell => cell.Cell, cell => results.ScenarioOf(cell.Cell));
        var notes = new List<AdviceNote>();
        if (scenarios.Values.All(scenario => scenario?.Lag is null or { IsFree: true }))
        {
            notes.Add(new AdviceNote("NoLag", "Timers fire exactly when they are due, as on a machine without any other work. A real game is late by milliseconds, so small spacers do worse there.", s_all));
        }

        if (results.Sweep.Replicas == 1)
        {
            notes.Add(new AdviceNote("OneReplica", "Each number comes from one run, so nothing is known about its luck. \"replicas\" in the sweep file repeats each cell.", s_all));
        }

        AddIf(notes, "SpacerBelowTimerResolution",
            $"The spacer is below {Units.Format(s_timerMin)}, the time to which browsers hold back timers set from within timers. Landings that close need an ideal browser.",
            results, cell => scenarios[cell.Cell]?.Scheduler.Options is { } options && options.Has("spacer") && options.Duration("spacer") < s_timerMin);
        AddIf(notes, "PreparationCounts",
            string.Create(CultureInfo.InvariantCulture, $"Preparing the target took more than {PreparationShare * 100:0}% of the run, and money per second is over the whole run. A longer run, or \"prepped\": true, says more about the scheduler."),
            results, cell => scenarios[cell.Cell]?.Prepped == false && cell.Facts.TryGetValue("prep_s", out var preparation) && cell.Facts.TryGetValue("simulated_s", out var time) && preparation.Mean > PreparationShare * time.Mean);
        AddIf(notes, "NothingEarned", "The scheduler ran and no hack brought anything: there was too little RAM or time.",
            results, cell => cell.Facts.TryGetValue("money_earned", out var money) && money.Mean == 0);
        AddIf(notes, "ThreadSaturated", "The thread was given more work than it can do and ran ever later; the run was stopped there.",
            results, cell => cell.Facts.ContainsKey("saturated_at_s"));
        return notes;
    }

    private static void AddIf(List<AdviceNote> notes, string id, string text, SweepResults results, Func<CellSummary, bool> applies)
    {
        var cells = results.Cells.Where(applies).Select(cell => cell.Cell).ToHashSet();
        if (cells.Count > 0) notes.Add(new AdviceNote(id, text, cells));
    }
}
