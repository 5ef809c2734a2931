using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What <c>planned</c> would begin with, without running it.</summary>
public static class PlanAdvice
{
    /// <summary>The streams of the first plan, by what they bring, the best first.</summary>
    /// <param name="context">The world, the targets and the options of <c>planned</c>.</param>
    public static IReadOnlyList<StreamAdvice> Of(SchedulerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var farm = PlannedDescriptor.NewFarm(context);
        farm.Refresh(context.View, farm.Options.Buffer);
        return [.. farm.Plan.Streams.OrderByDescending(stream => stream.MoneyPerSecond).Select(stream => Of(farm, stream))];
    }

    private static StreamAdvice Of(Farm farm, StreamPlan stream)
    {
        var ram = new long[farm.Hosts.Length];
        stream.AddRam(ram, farm.BestHome);
        var shape = stream.Batch.Shape;
        var weaken = shape.Kinds.IndexOf(JobKind.Weaken);
        return new StreamAdvice
        {
            Target = stream.Target,
            Pattern = shape.Text,
            Greed = stream.Batch.Share,
            Jobs = [.. stream.Batch.Plan.Jobs.Select((job, position) => new JobAdvice(job.Kind, job.Threads, [.. stream.Slots[position].SelectMany(run => Places(farm, job, run))]))],
            Spacer = farm.Options.Spacer,
            Period = stream.Period,
            Depth = stream.Batch.SlotsAt(weaken, stream.Period),
            Ram = new RamSize(ram.Sum()),
            MoneyPerS = stream.MoneyPerSecond,
            WeakenTakes = stream.Batch.Holds[weaken],
        };
    }

    private static IEnumerable<PlaceAdvice> Places(Farm farm, PlannedJob job, SlotRun run) =>
        Enumerable.Range(run.First, run.Hosts).Select(host => new PlaceAdvice(
            farm.Hosts[host], run.Each, host == farm.BestHome && job.Kind != JobKind.Hack ? job.ThreadsOnHome : job.Threads));
}
