using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What <c>planned</c> would begin with, without running it: streams, or one operation at a time.</summary>
/// <param name="Streams">By what they bring, the best first; empty if there is a <paramref name="Solo"/>.</param>
/// <param name="Solo">Set where RAM holds so few jobs that one operation at a time earns more; null if streams do.</param>
public sealed record PlanAdvice(IReadOnlyList<StreamAdvice> Streams, SoloAdvice? Solo)
{
    /// <summary>$ a second that the plan reckons with.</summary>
    public double MoneyPerS => Solo?.MoneyPerS ?? Streams.Sum(stream => stream.MoneyPerS);

    /// <summary>The first plan.</summary>
    /// <param name="context">The world, the targets and the options of <c>planned</c>.</param>
    public static PlanAdvice Of(SchedulerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var farm = PlannedDescriptor.NewFarm(context);
        farm.Refresh(context.View, farm.Options.Buffer);
        if (farm.Solo is { } solo) return new PlanAdvice([], new SoloAdvice(context.Targets[solo.Target], solo.SecurityMargin, solo.MoneyShare, solo.MoneyPerSecond));
        return new PlanAdvice([.. farm.Plan.Streams.OrderByDescending(stream => stream.MoneyPerSecond).Select(stream => Of(farm, stream))], null);
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

/// <summary>
/// One operation at a time with all the RAM: weaken while security is up, otherwise grow while money is short, otherwise hack.
/// </summary>
/// <param name="Target">The target.</param>
/// <param name="SecurityMargin">Weaken while security is this far above the minimum, above 0.</param>
/// <param name="MoneyShare">Grow while money is below this share of the maximum, above 0 and below 1.</param>
/// <param name="MoneyPerS">$ a second that the plan reckons with.</param>
public sealed record SoloAdvice(ServerId Target, double SecurityMargin, double MoneyShare, double MoneyPerS);
