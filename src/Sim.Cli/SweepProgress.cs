using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Sim.Cli;

/// <summary>A progress bar for many runs: done, landings a second, time left. Quiet where nobody is looking.</summary>
internal static class SweepProgress
{
    /// <param name="console">Where to draw.</param>
    /// <param name="title">What is done.</param>
    /// <param name="total">How much there is to do.</param>
    /// <param name="done">How much is done.</param>
    /// <param name="landings">Landings simulated so far; 0 to leave the rate out.</param>
    /// <param name="run">The work; its exceptions come out here.</param>
    public static void Watch(CliConsole console, string title, long total, Func<long> done, Func<long> landings, Action run)
    {
        if (!console.IsTerminal)
        {
            run();
            return;
        }

        var clock = Stopwatch.StartNew();
        var task = Task.Run(run);
        console.Tables().Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var bar = progress.AddTask(Markup.Escape(title), maxValue: Math.Max(1, total));
                while (!IsOver(task))
                {
                    bar.Value = done();
                    var rate = landings() / Math.Max(0.001, clock.Elapsed.TotalSeconds);
                    var speed = rate > 0 ? $", {ShortNumbers.Money(rate)} landings/s" : "";
                    bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"{title}: {done():#,0} of {total:#,0}{speed}"));
                }
            });
        task.GetAwaiter().GetResult();
    }

    /// <summary>Waits a moment; a failed task is over too, and is asked for its exception later.</summary>
    private static bool IsOver(Task task)
    {
        Task.WaitAny([task], 100);
        return task.IsCompleted;
    }
}
