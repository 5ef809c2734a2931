using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What fleets and orchestrators need of a world: a target that can be hacked, and a host that holds a thread.</summary>
internal static class FleetChecks
{
    /// <param name="context">The world, with the targets that were named or found.</param>
    /// <param name="threadRam">RAM of one thread in hundredths of a GB.</param>
    /// <param name="problems">Receives what is wrong.</param>
    /// <param name="usesHome">False if home runs nothing.</param>
    public static void CheckWorld(SchedulerContext context, int threadRam, InputProblems problems, bool usesHome = true)
    {
        if (!context.Targets.Any(target => CanHack(context, target)))
        {
            problems.Add("target", "no server that holds money is rooted and within the player's level", "at least one target that can be hacked is needed");
        }

        var most = 0L;
        for (var i = 0; i < context.View.ServerCount; i++)
        {
            var host = new ServerId(i);
            if (usesHome || host != context.Home) most = Math.Max(most, context.View.RamFree(host));
        }

        if (most >= threadRam) return;
        problems.Add("ram", most == 0 ? "there is no host to run on" : $"{RamUnits.Format(new RamSize(most))} is free on the largest host",
            $"{RamUnits.Format(new RamSize(threadRam))} is needed for one thread{(usesHome ? "" : ", on another host than home")}");
    }

    public static bool CanHack(SchedulerContext context, ServerId target)
    {
        ref readonly var server = ref context.View.Server(target);
        return server.HasRoot && server.MoneyMax > 0 && server.LevelRequired <= context.View.Person.Level;
    }
}
