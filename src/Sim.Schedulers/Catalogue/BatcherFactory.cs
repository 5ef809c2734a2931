using System.Globalization;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Makes batchers from checked options, and says beforehand what in the world stands against it.</summary>
internal static class BatcherFactory
{
    /// <summary>With turns the one that hacks leaves this share of the RAM to the one that prepares.</summary>
    private const double TurnShare = 0.8;

    /// <summary>Greed is sought down to this share when the default does not fit.</summary>
    private const double GreedMin = 1e-9;

    /// <summary>The catalogue's entry for a kind of batcher.</summary>
    /// <param name="name">As users write it.</param>
    /// <param name="summary">One sentence.</param>
    /// <param name="own">Options beside those that all batchers have.</param>
    /// <param name="make">Makes one for a target.</param>
    /// <param name="isSuper">True if every target gets one at the same time.</param>
    public static SchedulerDescriptor Describe(
        string name, string summary, IReadOnlyList<OptionDefinition> own, Func<BatcherOptions, Placer, OptionSet, Batcher> make, bool isSuper = false) =>
        new(name, summary, [.. BatcherOptionList.Common, .. own])
        {
            Build = context => Build(context, isSuper, make),
            Check = (context, problems) => Check(context, isSuper, problems),
        };

    private static List<IBatchScheduler> Build(
        SchedulerContext context, bool isSuper, Func<BatcherOptions, Placer, OptionSet, Batcher> make)
    {
        var takesTurns = TakesTurns(context, isSuper);
        var count = takesTurns || isSuper ? context.Targets.Length : 1;
        var turns = takesTurns ? new TurnTaking(count, switchOnlyOnLevelUp: !isSuper) : null;
        var placer = Placer(context, Policy(context.Options), Share(context, isSuper));
        var made = new List<IBatchScheduler>(count);
        for (var i = 0; i < count; i++)
        {
            var options = Read(context, context.Targets[i]) with { Turns = turns, TurnIndex = i };
            if (!context.Options.IsGiven("greed") && FitGreed(context, options, placer) is { } greed)
            {
                options = options with { Arithmetic = options.Arithmetic with { Greed = greed } };
            }

            made.Add(make(options, placer, context.Options));
        }

        return made;
    }

    public static Placer Placer(SchedulerContext context, PlacementPolicy policy, double share) =>
        new(context.View, context.Home, policy, share);

    /// <summary>Every target must be rooted, hold money, and, to be hacked, be within the player's level.</summary>
    public static void CheckTargets(SchedulerContext context, InputProblems problems, bool mustHack = true)
    {
        foreach (var id in context.Targets)
        {
            ref readonly var target = ref context.View.Server(id);
            var name = context.Hostname(id);
            if (!target.HasRoot)
            {
                problems.Add("target", $"{name} is not rooted", "a rooted server is needed");
            }
            else if (!(target.MoneyMax > 0))
            {
                problems.Add("target", $"{name} holds no money", "a server with money is needed");
            }
            else if (mustHack && target.LevelRequired > context.View.Person.Level)
            {
                problems.Add("target", string.Create(CultureInfo.InvariantCulture,
                    $"{name} needs hacking level {target.LevelRequired:0.##}, the player has {context.View.Person.Level:0}"), "a target within the player's level is needed");
            }
        }
    }

    private static void Check(SchedulerContext context, bool isSuper, InputProblems problems)
    {
        if (!BatchShape.TryParse(context.Options.Text("pattern"), out _, out var wrong))
        {
            problems.Add("pattern", $"\"{context.Options.Text("pattern")}\"", wrong);
        }

        var spacer = context.Options.Duration("spacer");
        if (spacer.Micros % 1000 != 0) problems.Add("spacer", spacer.ToString(), "whole milliseconds are needed, as browsers' timers have");
        if (TakesTurns(context, isSuper) && context.Targets.Length < 2)
        {
            problems.Add("target", "one target", "taking turns (ping-pong, or shotgun under super) needs two targets or more");
        }

        CheckTargets(context, problems);
        if (!problems.Any) CheckRoom(context, isSuper, problems);
    }

    private static void CheckRoom(SchedulerContext context, bool isSuper, InputProblems problems)
    {
        var placer = Placer(context, Policy(context.Options), Share(context, isSuper));
        foreach (var id in context.Targets)
        {
            var options = Read(context, id);
            var fits = FitGreed(context, options, placer);
            var name = context.Hostname(id);
            if (fits is null)
            {
                problems.Add("ram", $"{RamSizeText(placer)} of RAM is too small for one batch on {name}",
                    $"the smallest {options.Shape} batch there takes {SmallestBatch(context, options, placer)}, each job on one host");
            }
            else if (context.Options.IsGiven("greed") && fits < options.Arithmetic.Greed)
            {
                problems.Add("greed", Units.FormatFraction(options.Arithmetic.Greed),
                    string.Create(CultureInfo.InvariantCulture, $"RAM holds one batch on {name} up to a greed of {fits.Value * 100:0.####}%"));
            }
            else if (options.DepthMax > 0 && Room(context, options, placer, options.DepthMax) is var room && room < options.DepthMax)
            {
                problems.Add("depth", options.DepthMax.ToString(CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"RAM holds {room} {(room == 1 ? "batch" : "batches")} on {name} at this greed"));
            }
        }
    }

    private static bool TakesTurns(SchedulerContext context, bool isSuper) =>
        context.Options.Choice("levelUps") == "ping-pong" || (isSuper && context.Options.Choice("inner") == "shotgun");

    private static double Share(SchedulerContext context, bool isSuper) =>
        TakesTurns(context, isSuper) ? TurnShare : isSuper ? 1.0 / context.Targets.Length : 1;

    private static PlacementPolicy Policy(OptionSet options) =>
        options.Choice("placement") == "best-fit" ? PlacementPolicy.BestFit : PlacementPolicy.FirstFit;

    /// <summary>What batchers of a plan go by, on one target; pattern and greed are the plan's.</summary>
    public static BatcherOptions ReadPlanned(SchedulerContext context, ServerId target)
    {
        var set = context.Options;
        var levelUps = LevelUps(set);
        return new BatcherOptions
        {
            Target = target,
            Spacer = set.Duration("spacer"),
            LevelUps = levelUps,
            Recovery = RecoveryOf(set, levelUps),
            ShapeTolerance = set.Fraction("tolerance"),
        };
    }

    private static LevelUpStrategy LevelUps(OptionSet set) =>
        Enum.Parse<LevelUpStrategy>(set.Choice("levelUps").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static Recovery RecoveryOf(OptionSet set, LevelUpStrategy levelUps) => levelUps == LevelUpStrategy.CancelNextHack
        ? Recovery.CancelHacks
        : Enum.Parse<Recovery>(set.Choice("recovery").Replace("-", "", StringComparison.Ordinal), ignoreCase: true);

    private static BatcherOptions Read(SchedulerContext context, ServerId target)
    {
        var set = context.Options;
        var shape = BatchShape.TryParse(set.Text("pattern"), out var read, out _) ? read : BatchShape.Hwgw;
        var levelUps = LevelUps(set);
        var padding = set.Fraction("padding") + (levelUps == LevelUpStrategy.Overestimate ? set.Fraction("overestimate") : 0);
        return new BatcherOptions
        {
            Target = target,
            Shape = set.Has("interleave") ? shape.Interleaved((int)set.Count("interleave")) : shape,
            Spacer = set.Duration("spacer"),
            Arithmetic = new ThreadArithmetic(set.Fraction("greed"), padding, set.Flag("formulas")),
            LevelUps = levelUps,
            Recovery = RecoveryOf(set, levelUps),
            ShapeTolerance = set.Fraction("tolerance"),
            DepthMax = set.Has("depth") ? (int)set.Count("depth") : 0,
            Allowance = set.Has(BatcherOptionList.Allowance.Key) ? set.Duration(BatcherOptionList.Allowance.Key) : SimDuration.Zero,
            SplitWeakens = set.Flag("splitWeakens"),
        };
    }

    /// <summary>The greed asked for if a batch of it finds room in the empty world, otherwise the largest that does; null if none.</summary>
    private static double? FitGreed(SchedulerContext context, BatcherOptions options, Placer placer)
    {
        var wanted = options.Arithmetic.Greed;
        if (Fits(context, options, placer, wanted)) return wanted;
        if (!Fits(context, options, placer, GreedMin)) return null;
        var (low, high) = (GreedMin, wanted);
        while (high / low > 1.0001)
        {
            var middle = Math.Sqrt(low * high);
            if (Fits(context, options, placer, middle))
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static bool Fits(SchedulerContext context, BatcherOptions options, Placer placer, double greed) =>
        Room(context, options with { Arithmetic = options.Arithmetic with { Greed = greed } }, placer, 1) == 1;

    /// <summary>How many batches, up to a number, find room in the world as it is before the run.</summary>
    private static int Room(SchedulerContext context, BatcherOptions options, Placer placer, int most)
    {
        var view = context.View;
        var batch = Work(context, options, placer);
        if (batch is null) return 0;
        var plan = new Plan(view);
        var launcher = new BatchLauncher(options, placer);
        var count = 0;
        while (count < most && launcher.TryLaunch(plan, batch, 0, count, SimTime.Zero)) count++;
        plan.Release();
        return count;
    }

    private static BatchPlan? Work(SchedulerContext context, BatcherOptions options, Placer placer)
    {
        var view = context.View;
        return BatchMath.Work(
            options.Shape, options.Target, in view.Server(options.Target), in view.Person, view.Multipliers, options.Arithmetic, placer.HomeCores);
    }

    private static string SmallestBatch(SchedulerContext context, BatcherOptions options, Placer placer)
    {
        var least = Work(context, options with { Arithmetic = options.Arithmetic with { Greed = GreedMin } }, placer);
        return least is null ? "more than any host has" : new RamSize(least.RamHundredths).ToString();
    }

    private static string RamSizeText(Placer placer) => RamUnits.Format(new RamSize(placer.RamBudget));
}
