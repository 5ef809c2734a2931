using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>A steady stream of batches on one target, with a place for every job.</summary>
/// <param name="Target">The target.</param>
/// <param name="Batch">The batch.</param>
/// <param name="Period">From batch to batch, whole milliseconds.</param>
/// <param name="Slots">For each position of the batch, where its jobs run.</param>
internal sealed record StreamPlan(ServerId Target, BatchChoice Batch, SimDuration Period, SlotRun[][] Slots)
{
    /// <summary>$ a second, on average, once the stream runs.</summary>
    public double MoneyPerSecond => Batch.RateAt(Period);

    /// <summary>RAM of all slots by the place of the host, in hundredths of a GB, added to what is there.</summary>
    public void AddRam(long[] ramByHost, int bestHome)
    {
        for (var position = 0; position < Slots.Length; position++)
        {
            var job = Batch.Plan.Jobs[position];
            foreach (var run in Slots[position])
            {
                for (var host = run.First; host < run.First + run.Hosts; host++)
                {
                    var threads = host == bestHome && job.Kind != JobKind.Hack ? job.ThreadsOnHome : job.Threads;
                    ramByHost[host] += (long)GameRun.WorkerRam(job.Kind) * threads * run.Each;
                }
            }
        }
    }
}

/// <summary>Streams that run at the same time.</summary>
/// <param name="Streams">At most one for each target.</param>
internal sealed record FarmPlan(IReadOnlyList<StreamPlan> Streams)
{
    /// <summary>$ a second over all targets.</summary>
    public double MoneyPerSecond => Streams.Sum(stream => stream.MoneyPerSecond);
}
