using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>The catalogue's entry for <see cref="PlannedScheduler"/>.</summary>
internal static class PlannedDescriptor
{
    private static readonly string[] s_keys = ["spacer", "padding", "levelUps", "overestimate", "tolerance", "homeReserve"];

    public static SchedulerDescriptor Create() => new(
        "planned",
        "Batches, threads, periods and places by a plan for the most money, run just in time on any number of targets.",
        [
            BatcherOptionList.Patterns,
            BatcherOptionList.Targets,
            .. BatcherOptionList.Common.Where(option => s_keys.Contains(option.Key)),
            BatcherOptionList.PlannedRecovery,
            BatcherOptionList.PlannedBuffer,
        ])
    {
        FindsTargets = true,
        Build = Build,
        Check = Check,
    };

    /// <summary>A farm for these targets and options, not planned yet.</summary>
    public static Farm NewFarm(SchedulerContext context) => new(context.View, context.Home, Options(context));

    private static List<IBatchScheduler> Build(SchedulerContext context)
    {
        var farm = NewFarm(context);
        return [.. context.Targets.Select((target, index) => new PlannedScheduler(farm, index, context.View, context.Home, BatcherFactory.ReadPlanned(context, target)))];
    }

    private static FarmOptions Options(SchedulerContext context)
    {
        var set = context.Options;
        var isOverestimating = set.Choice("levelUps") == "overestimate";
        return new FarmOptions
        {
            Targets = context.Targets,
            Shapes = BatchShape.TryParseList(set.Text(BatcherOptionList.Patterns.Key), out var shapes, out _) ? shapes : [BatchShape.Hwgw],
            Spacer = set.Duration("spacer"),
            Buffer = set.Duration(BatcherOptionList.PlannedBuffer.Key),
            TargetsMax = set.Count(BatcherOptionList.Targets.Key) is var most && most > 0 ? (int)most : int.MaxValue,
            Padding = set.Fraction("padding") + (isOverestimating ? set.Fraction("overestimate") : 0),
        };
    }

    private static void Check(SchedulerContext context, InputProblems problems)
    {
        var text = context.Options.Text(BatcherOptionList.Patterns.Key);
        if (!BatchShape.TryParseList(text, out _, out var wrong)) problems.Add(BatcherOptionList.Patterns.Key, $"\"{text}\"", wrong);
        var spacer = context.Options.Duration("spacer");
        if (spacer.Micros % 1000 != 0) problems.Add("spacer", spacer.ToString(), "whole milliseconds are needed, as browsers' timers have");
        if (context.Options.Choice("levelUps") == "ping-pong") problems.Add("levelUps", "ping-pong", "a plan runs all its targets at the same time; any other is needed");
        BatcherFactory.CheckTargets(context, problems, mustHack: context.Targets.Length == 1);
        if (problems.Any) return;
        var farm = NewFarm(context);
        farm.Refresh(context.View, farm.Options.Buffer);
        if (farm.Plan.Streams.Count > 0 || farm.Solo is not null) return;
        if (!context.Targets.Any(target => context.View.Server(target).LevelRequired <= context.View.Person.Level))
        {
            problems.Add("target", "the player can hack none of the targets", "one within the player's level is needed");
            return;
        }

        var ram = 0L;
        for (var i = 0; i < context.View.ServerCount; i++) ram += context.View.RamFree(new ServerId(i));
        problems.Add("ram", $"{RamUnits.Format(new RamSize(ram))} of RAM is too small for one batch on {context.Hostname(context.Target)}", "room for each of its jobs, whole on one host, is needed");
    }
}
