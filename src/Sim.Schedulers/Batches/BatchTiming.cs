using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>When the jobs of a batch land, without state.</summary>
public static class BatchTiming
{
    /// <summary>
    /// The earliest first landing of a batch whose jobs all start now: late enough that every job can still land in its place,
    /// in whole milliseconds from now, with one millisecond to spare.
    /// </summary>
    /// <param name="shape">The jobs in landing order.</param>
    /// <param name="view">The game; durations are those of this moment.</param>
    /// <param name="target">The batch's target.</param>
    /// <param name="spacer">The gap between neighbouring landings.</param>
    public static SimTime EarliestFirstLanding(BatchShape shape, GameView view, ServerId target, SimDuration spacer)
    {
        var hack = view.Seconds(JobKind.Hack, target) * 1000;
        var grow = view.Seconds(JobKind.Grow, target) * 1000;
        var weaken = view.Seconds(JobKind.Weaken, target) * 1000;
        var longest = 0.0;
        for (var position = 0; position < shape.Kinds.Length; position++)
        {
            var takes = shape.Kinds[position] switch
            {
                JobKind.Hack => hack,
                JobKind.Grow => grow,
                _ => weaken,
            };
            longest = Math.Max(longest, takes - (spacer * position).TotalMilliseconds);
        }

        return view.Now + SimDuration.FromMilliseconds((long)Math.Ceiling(longest) + 1);
    }
}
