using Sim.Experiments.Comparing;

namespace Sim.Cli.Speed;

/// <summary>
/// Times workloads against a yardstick. Each round times all of them in turns, so that a slow spell of the machine falls on both
/// sides of a ratio; the median over the rounds is what counts.
/// <code>
///   round 1:  yardstick, a, b, c      a / yardstick, b / yardstick, ...
///   round 2:  yardstick, a, b, c
/// </code>
/// </summary>
/// <param name="yardstick">What everything is compared with.</param>
/// <param name="workloads">What is timed.</param>
/// <param name="secondsOf">Runs something and tells what it cost; processor time of this process unless a test knows better.</param>
internal sealed class SpeedMeter(SpeedWorkload yardstick, IReadOnlyList<SpeedWorkload> workloads, Func<Action, double> secondsOf)
{
    /// <summary>Enough for a median that one bad round does not move.</summary>
    public const int Rounds = 9;

    /// <summary>
    /// Passes before the first round that counts: code is compiled anew after 30 calls, in the background, then once more.
    /// </summary>
    private const int WarmUps = 4;

    private const int CallsOfAWarmUp = 32;

    /// <summary>Measures everything.</summary>
    /// <param name="pause">Called between passes of the warm-up, to give the compiler time.</param>
    public IReadOnlyList<SpeedMeasure> Measure(Action pause)
    {
        for (var pass = 0; pass < WarmUps; pass++)
        {
            foreach (var workload in workloads.Prepend(yardstick))
            {
                for (var call = 0; call < CallsOfAWarmUp; call++) workload.Run();
            }

            pause();
        }

        var ratios = new double[workloads.Count, Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            var unit = SecondsPerOperation(yardstick);
            for (var i = 0; i < workloads.Count; i++) ratios[i, round] = SecondsPerOperation(workloads[i]) / unit;
        }

        return [.. workloads.Select((workload, i) => SpeedMeasure.Of(workload.Name, [.. Enumerable.Range(0, Rounds).Select(round => ratios[i, round])]))];
    }

    private double SecondsPerOperation(SpeedWorkload workload)
    {
        // What the others have driven out of the cache comes back in a call that does not count.
        workload.Run();
        var operations = 0L;
        var seconds = secondsOf(() =>
        {
            for (var call = 0; call < CallsOfAWarmUp / 4; call++) operations += workload.Run();
        });
        return seconds / operations;
    }
}
