using System.Diagnostics;
using System.Globalization;
using Sim.Experiments;
using Spectre.Console;

namespace Sim.Cli;

/// <summary>Shows how far a sweep is while it runs; stays quiet where nobody is looking.</summary>
internal static class SweepProgress
{
    /// <summary>Runs a sweep to its end or until it is cancelled.</summary>
    public static void Run(CliConsole console, Sweep sweep, SweepRunner runner, int threads, CancellationToken cancel)
    {
        if (!console.IsTerminal)
        {
            runner.Run(threads, cancel);
            return;
        }

        var clock = Stopwatch.StartNew();
        var task = Task.Run(() => runner.Run(threads, cancel), CancellationToken.None);
        console.Tables().Progress().AutoClear(true).HideCompleted(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(progress =>
            {
                var bar = progress.AddTask(Markup.Escape(sweep.Title), maxValue: Math.Max(1, sweep.Runs));

                // A task that failed is left to the line below, which throws what the task threw, not a bundle of it.
                while (!((IAsyncResult)task).AsyncWaitHandle.WaitOne(100))
                {
                    bar.Value = runner.Done;
                    var rate = runner.Landings / Math.Max(0.001, clock.Elapsed.TotalSeconds);
                    bar.Description = Markup.Escape(string.Create(CultureInfo.InvariantCulture,
                        $"{runner.Done:#,0} of {sweep.Runs:#,0} runs, {ShortNumbers.Money(rate)} landings/s"));
                }
            });
        task.GetAwaiter().GetResult();
    }
}
