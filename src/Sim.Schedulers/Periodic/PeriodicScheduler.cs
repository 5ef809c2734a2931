using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>
/// The periodic batcher of the guide ("Continuous Batchers", "Periodic"): a steady stream of whole batches, as many in flight as
/// fit into the time of one weaken, a new one each time a batch's last weaken lands, when security is sure to be down.
/// <code>
///   batch 1  |=====================|HWGW
///   batch 2      |=====================|HWGW          depth = weaken time / (jobs x spacer)
///   batch 3          |=====================|HWGW
///   batch 4                            |=====================|HWGW
///                                      ^ launched when batch 1's second weaken landed
/// </code>
/// </summary>
internal sealed class PeriodicScheduler(BatcherOptions options, Placer placer) : Batcher(options, placer)
{
    private SimTime _nextLanding;
    private double _depthForSeconds = -1;
    private int _depth;

    /// <summary>Batches that fit into the time of one weaken: weaken time / (jobs x spacer), at least one.</summary>
    public static int Depth(double weakenSeconds, SimDuration period) =>
        (int)Math.Clamp(weakenSeconds * 1e6 / period.Micros, 1, int.MaxValue);

    protected override bool Begin(GameView view, Plan plan)
    {
        _nextLanding = SimTime.Zero;
        return Fill(view, plan);
    }

    protected override void OnBatchOver(GameView view, Plan plan)
    {
        if (!Fill(view, plan) && InFlight == 0) Drain(view, plan);
    }

    /// <summary>Launches batches up to the depth, each one period after the one before.</summary>
    private bool Fill(GameView view, Plan plan)
    {
        var seconds = view.Seconds(JobKind.Weaken, Options.Target);
        if (seconds != _depthForSeconds)
        {
            _depthForSeconds = seconds;
            _depth = Depth(seconds, Options.Period);
            if (Options.DepthMax > 0) _depth = Math.Min(_depth, Options.DepthMax);
        }

        var launched = false;
        while (InFlight < _depth)
        {
            var first = SimTime.Max(_nextLanding, EarliestFirstLanding(view));
            var batch = Planner.PlanFor(view, first, out var index);
            if (batch is null) break;
            if (!Launcher.TryLaunch(plan, batch, index, TakeBatch(), first))
            {
                ReturnBatch();
                break;
            }

            _nextLanding = first + Options.Period;
            launched = true;
        }

        if (launched) _nextLanding += AllowForLaunches(plan);
        return launched;
    }
}
