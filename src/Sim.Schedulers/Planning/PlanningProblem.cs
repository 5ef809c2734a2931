using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>What is to be planned: who hacks what, on which hosts, and how closely.</summary>
internal sealed record PlanningProblem
{
    /// <summary>The player, at the level to plan for.</summary>
    public required Person Person { get; init; }

    public required BitNodeMultipliers Multipliers { get; init; }

    /// <summary>The hosts, with what is free on them.</summary>
    public required HostPool Hosts { get; init; }

    /// <summary>Cores of home, 1 or more.</summary>
    public int HomeCores { get; init; } = 1;

    public required LagAllowance Lag { get; init; }

    /// <summary>The patterns to choose from, at least one.</summary>
    public required ImmutableArray<BatchShape> Shapes { get; init; }

    /// <summary>Targets that are hacked at a time, at most.</summary>
    public int TargetsMax { get; init; } = int.MaxValue;

    /// <summary>Hack threads of a batch, at most.</summary>
    public int HackThreadsMax { get; init; } = int.MaxValue;

    /// <summary>Periods are whole multiples of this, 1 ms or more.</summary>
    public SimDuration PeriodStep { get; init; } = SimDuration.FromMilliseconds(1);

    /// <summary>Share by which grow threads are overestimated, 0 or more.</summary>
    public double Padding { get; init; }

    /// <summary>How close the landings of any of the patterns may follow each other.</summary>
    public LandingLimit Limit => LandingLimit.OfAny(Shapes, Lag.Spacer);
}

/// <summary>A server that may be hacked.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Server">Its state; taken as prepped.</param>
/// <param name="Shape">The pattern that it has to have; null for any of the problem's.</param>
internal readonly record struct PlanningTarget(ServerId Id, Server Server, BatchShape? Shape = null);
