using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>
/// Other assumptions about a run, from some moment on (<see cref="Simulation.Change"/>). What is null, or empty, stays as it is.
/// </summary>
[SharedState]
public sealed record RunChange
{
    /// <summary>What the thread's work costs; <see cref="LagPresets.None"/> for nothing. See <see cref="LagRun.Change"/>.</summary>
    public LagModel? Lag { get; init; }

    /// <summary>How long the run lasts, counted from its beginning.</summary>
    public SimDuration? Duration { get; init; }

    /// <summary>The player's hacking level, with the exp at which it begins.</summary>
    public int? Level { get; init; }

    /// <summary>Money on each of the run's targets as a share of its maximum, 0 to 1, as if somebody else had taken the rest.</summary>
    public double? MoneyShare { get; init; }

    /// <summary>Security of each of the run's targets in points above its minimum, 0 or more; at most up to 100.</summary>
    public double? SecurityAbove { get; init; }

    /// <summary>
    /// RAM of hosts. Schedulers go by the hosts and by the total that they found at the beginning, as a script does that scans once:
    /// they notice at each launch what is free, and do not use more in all.
    /// </summary>
    public ImmutableArray<HostRam> Ram { get; init; } = [];

    /// <summary>What stands against making this change to a run at this moment.</summary>
    internal InputProblems FindProblems(GameRun game)
    {
        var problems = new InputProblems("");
        if (Duration is { } duration && SimTime.Zero + duration <= game.Loop.Now)
        {
            problems.Add("duration", Units.Format(duration), $"the run is at {game.Loop.Now}, so more than that is needed");
        }

        if (Level is { } level && (level < 1 || level > game.World.LevelMax()))
        {
            problems.Add("level", level.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"a whole number from 1 to {game.World.LevelMax()} is needed"));
        }

        if (MoneyShare is { } share && !(share is >= 0 and <= 1))
        {
            problems.Add("money", Units.FormatFraction(share), "a share of the target's maximum from 0% to 100% is needed");
        }

        if (SecurityAbove is { } above && !(above is >= 0 and <= 100))
        {
            problems.Add("security", above.ToString(CultureInfo.InvariantCulture), "0 to 100 points above the target's minimum are needed");
        }

        foreach (var (host, size) in Ram)
        {
            var used = new RamSize(game.Host(host).RamUsed);
            if (size >= used) continue;
            problems.Add("ram", RamUnits.Format(size), $"{game.World.Servers[host.Index].Hostname} uses {RamUnits.Format(used)} at this moment, so at least that is needed");
        }

        return problems;
    }
}

/// <summary>A host with the RAM that it is to have.</summary>
/// <param name="Host">One of the world's servers.</param>
/// <param name="Size">All of its RAM, with what is in use.</param>
public readonly record struct HostRam(ServerId Host, RamSize Size);
