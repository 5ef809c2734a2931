using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>A batch in whole threads that a stream could be made of, with what it takes and brings.</summary>
internal sealed class BatchChoice
{
    /// <summary>More threads raise security further, so that later hacks get more threads, and grows after them: soon that settles.</summary>
    private const int PaddingSteps = 4;

    private BatchChoice(BatchShape shape, ThreadArithmetic arithmetic, BatchPlan plan, SimDuration[] holds, double money, SimDuration periodLeast)
    {
        Shape = shape;
        Arithmetic = arithmetic;
        Plan = plan;
        Holds = holds;
        Money = money;
        PeriodLeast = periodLeast;
        for (var i = 0; i < holds.Length; i++) RamTimeLeast += (double)RamLeastOf(i) * holds[i].Micros;
    }

    public BatchShape Shape { get; }

    /// <summary>The greed that leads to these threads, and the padding.</summary>
    public ThreadArithmetic Arithmetic { get; }

    public BatchPlan Plan { get; }

    /// <summary>Share of the full money that the first hack takes, 0 to 1.</summary>
    public required double Share { get; init; }

    /// <summary>How long each job holds its RAM.</summary>
    public SimDuration[] Holds { get; }

    /// <summary>$ that the player gets from one batch on average.</summary>
    public double Money { get; }

    /// <summary>The period that the landings need by themselves.</summary>
    public SimDuration PeriodLeast { get; }

    /// <summary>RAM x time of one batch on the cores that help most, in hundredths of a GB x microseconds.</summary>
    public double RamTimeLeast { get; }

    /// <summary>$ a second at most with so much RAM, if nothing is lost to packing.</summary>
    public double RateMost(long ramHundredths) => Money * 1e6 / Math.Max(PeriodLeast.Micros, RamTimeLeast / Math.Max(1, ramHundredths));

    /// <summary>$ a second at a period.</summary>
    public double RateAt(SimDuration period) => Money * 1e6 / period.Micros;

    /// <summary>Jobs of one position that are alive at the same time.</summary>
    public int SlotsAt(int position, SimDuration period) =>
        (int)Math.Min(int.MaxValue, (Holds[position].Micros + period.Micros - 1) / period.Micros);

    /// <summary>RAM of a job on hosts with one core, in hundredths of a GB.</summary>
    public long RamOf(int position) => (long)GameRun.WorkerRam(Plan.Jobs[position].Kind) * Plan.Jobs[position].Threads;

    /// <summary>RAM of a job on home or elsewhere, whichever is less, in hundredths of a GB.</summary>
    public long RamLeastOf(int position) =>
        (long)GameRun.WorkerRam(Plan.Jobs[position].Kind) * Math.Min(Plan.Jobs[position].Threads, Plan.Jobs[position].ThreadsOnHome);

    /// <summary>Works a batch out.</summary>
    /// <param name="problem">The circumstances.</param>
    /// <param name="target">The target.</param>
    /// <param name="shape">The pattern.</param>
    /// <param name="hackThreads">Threads of its hacks at minimum security, 1 or more.</param>
    /// <returns>Null if nothing can be taken that way.</returns>
    public static BatchChoice? Of(PlanningProblem problem, in PlanningTarget target, BatchShape shape, int hackThreads)
    {
        var prepped = BatchMath.Prepped(target.Server);
        var person = problem.Person;
        var fraction = HackingFormulas.FractionPerThread(in prepped, in person, problem.Multipliers);
        if (!(fraction > 0)) return null;
        var arithmetic = new ThreadArithmetic((hackThreads + 0.25) * fraction, problem.Padding);
        var plan = BatchMath.Work(shape, target.Id, in prepped, in person, problem.Multipliers, arithmetic, problem.HomeCores);
        for (var i = 0; i < PaddingSteps && plan is not null && Lacking(plan, in prepped, in person, problem.Multipliers, fraction) is var lacking && lacking > 0; i++)
        {
            arithmetic = arithmetic with { Padding = arithmetic.Padding + lacking };
            plan = BatchMath.Work(shape, target.Id, in prepped, in person, problem.Multipliers, arithmetic, problem.HomeCores);
        }

        if (plan is null || Lacking(plan, in prepped, in person, problem.Multipliers, fraction) > 0) return null;
        var wait = problem.Lag.Wait(shape);
        var seconds = HackingFormulas.HackSeconds(in prepped, in person, problem.Multipliers);
        var holds = new SimDuration[shape.Kinds.Length];
        for (var i = 0; i < holds.Length; i++) holds[i] = Takes(seconds, shape.Kinds[i]) + wait;
        return new BatchChoice(
            shape, arithmetic, plan, holds, MoneyOf(plan, in prepped, in person, problem.Multipliers), RoundUp(problem.Lag.Spacer * holds.Length, problem.PeriodStep))
        {
            Share = Math.Min(1, hackThreads * fraction),
        };
    }

    /// <summary>Up to a multiple.</summary>
    public static SimDuration RoundUp(SimDuration span, SimDuration step) => step * ((span.Micros + step.Micros - 1) / step.Micros);

    /// <summary>What an operation takes, up to whole milliseconds.</summary>
    private static SimDuration Takes(double hackSeconds, JobKind kind) => SimDuration.FromMilliseconds((long)Math.Ceiling(1000 * hackSeconds * kind switch
    {
        JobKind.Hack => 1,
        JobKind.Grow => HackingFormulas.GrowTimeFactor,
        _ => HackingFormulas.WeakenTimeFactor,
    }));

    /// <summary>
    /// By what share grows have too few threads if hacks after the first find security at its minimum: a hack that failed, or a grow
    /// on home's cores, which has fewer threads, raises it less, and then they take more than planned. Zero if all are enough.
    /// </summary>
    private static double Lacking(BatchPlan plan, in Server prepped, in Person person, BitNodeMultipliers multipliers, double fraction)
    {
        var lacking = 0.0;
        var taken = 0.0;
        var hacks = 0;
        var server = prepped;
        for (var i = 0; i < plan.Jobs.Length; i++)
        {
            ref readonly var job = ref plan.Jobs.ItemRef(i);
            if (job.Kind == JobKind.Hack)
            {
                hacks++;
                taken = 1 - ((1 - taken) * (1 - Math.Min(1, fraction * job.Threads)));
            }
            else if (job.Kind == JobKind.Grow)
            {
                server.Security = job.SecurityExpected;
                if (hacks > 1)
                {
                    var needed = GrowthFormulas.ThreadsForGrowthExact(in server, server.MoneyMax, server.MoneyMax * (1 - taken), 1, in person, multipliers);
                    if (needed > job.Threads) lacking = Math.Max(lacking, (Math.Ceiling(needed) / job.ThreadsNeeded) - (job.Threads / job.ThreadsNeeded));
                }

                taken = 0;
            }
        }

        return lacking;
    }

    /// <summary>Each hack by its chance at the security that it will find.</summary>
    private static double MoneyOf(BatchPlan plan, in Server prepped, in Person person, BitNodeMultipliers multipliers)
    {
        var money = 0.0;
        var server = prepped;
        for (var i = 0; i < plan.Jobs.Length; i++)
        {
            ref readonly var job = ref plan.Jobs.ItemRef(i);
            if (job.Kind != JobKind.Hack) continue;
            server.Security = job.SecurityExpected;
            var share = Math.Min(1, HackingFormulas.FractionPerThread(in server, in person, multipliers) * job.Threads);
            money += HackingFormulas.Chance(in server, in person) * share * job.MoneyExpected;
        }

        return money * multipliers.ScriptHackMoneyGain;
    }
}
