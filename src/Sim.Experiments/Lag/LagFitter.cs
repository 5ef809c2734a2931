using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments.Lag;

/// <summary>
/// Makes a lag model from a probe's log: the cost of an exec as a lognormal law, everything that holds the thread up as pauses with a
/// measured histogram, and what the probe cannot see as the desktop preset's, slower or faster as exec is.
/// </summary>
public static class LagFitter
{
    /// <summary>Below these numbers of samples a fit would be chance.</summary>
    public const int SleepsMin = 500;

    /// <inheritdoc cref="SleepsMin"/>
    public const int ExecsMin = 10;

    /// <summary>The quartiles of a normal curve are this many standard deviations apart.</summary>
    private const double QuartilesPerDeviation = 1.3489795003921634;

    /// <summary>Fits a model.</summary>
    /// <param name="log">A whole log.</param>
    /// <param name="name">The model's name.</param>
    /// <exception cref="InputException">The log has too few samples, or sleeps of different lengths.</exception>
    public static LagModel Fit(ProbeLog log, string name)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        Check(log);
        var exec = FitExec(log.Execs);
        var pauses = PauseEstimate.From(log.Sleeps);
        var from = string.Create(CultureInfo.InvariantCulture, $"measured: {log.File}, Bitburner {log.GameVersion}");
        var model = new LagModel
        {
            Name = name,
            Description = string.Create(
                CultureInfo.InvariantCulture,
                $"Fitted to {log.Sleeps.Length} sleeps and {log.Execs.Length} groups of execs of {log.File}; timers were late by {pauses.BaselineMs:0.###} ms at rest."),
        };
        model = WithScaled(model, exec.Mean / LagPresets.Desktop[Activity.Exec].Cost.Mean)
            .With(Activity.Exec, new LagCost(exec, $"{from}, median and quartiles of {Count(log.Execs.Length)} groups"));
        if (pauses.Weights.Length == 0) return model;

        // Frames, the game's loop, saves, garbage collection and other scripts cannot be told apart from outside: they are all here.
        double[] edges = [.. pauses.EdgesMs.Select(ms => ms * 1000)];
        return model.With(Activity.OtherScripts, new LagCost(
            Distribution.Histogram(edges, pauses.Weights.AsSpan()),
            $"{from}, {Count(log.Sleeps.Length)} sleeps; stands for all pauses of {PauseEstimate.ShortestMs.ToString(CultureInfo.InvariantCulture)} ms or more, whatever their cause")
        {
            Every = Distribution.Exponential(Math.Min(pauses.GapMs * 1000, Distribution.ParameterMaxMicros)),
        });
    }

    private static string Count(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Check(ProbeLog log)
    {
        var problems = new InputProblems(log.File);
        if (log.Sleeps.Length < SleepsMin) problems.Add("", $"{Count(log.Sleeps.Length)} sleeps", $"at least {Count(SleepsMin)} are needed: let the probe run for longer");
        if (log.Execs.Length < ExecsMin) problems.Add("", $"{Count(log.Execs.Length)} groups of execs", $"at least {Count(ExecsMin)} are needed: give the probe some free RAM");
        if (log.Sleeps.Select(sleep => sleep.AskedMs).Distinct().Count() > 1) problems.Add("", "sleeps of different lengths", "all of one length are needed, as docs/probe.js makes them");
        problems.ThrowIfAny();
    }

    /// <summary>
    /// Median and quartiles instead of mean and standard deviation, so that a pause that falls among the execs does not count. The
    /// execs were timed in groups because the clock is coarse; the deviation of one is the root of their number times the group's.
    /// </summary>
    private static Distribution FitExec(ImmutableArray<ProbeExecs> groups)
    {
        double[] micros = [.. groups.Select(group => group.TookMs * 1000 / group.Count)];
        var median = Quantile(micros, 0.5);
        double[] away = [.. groups.Select((group, i) => (micros[i] - median) * Math.Sqrt(group.Count))];
        var deviation = (Quantile(away, 0.75) - Quantile(away, 0.25)) / QuartilesPerDeviation;
        return median > 0 ? Distribution.Lognormal(median, deviation) : Distribution.Zero;
    }

    private static LagModel WithScaled(LagModel model, double ratio)
    {
        if (!(ratio > 0)) return model;
        var source = string.Create(CultureInfo.InvariantCulture, $"assumed: desktop's times {ratio:0.##}, the ratio of the execs");
        foreach (var activity in Activities.All.Where(activity => !activity.IsBackground() && activity != Activity.AutosavePerProcess))
        {
            model = model.With(activity, new LagCost(LagPresets.Desktop[activity].Cost.Scale(ratio), source));
        }

        return model;
    }

    private static double Quantile(double[] values, double part)
    {
        double[] sorted = [.. values.Order()];
        var at = part * (sorted.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((at - below) * (sorted[above] - sorted[below]));
    }
}
