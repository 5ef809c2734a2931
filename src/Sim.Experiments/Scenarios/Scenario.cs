using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Experiments;

/// <summary>What one run simulates: a world, the RAM it may use, a target, a scheduler and how long.</summary>
public sealed record Scenario
{
    /// <summary>What tables and charts call it.</summary>
    public required string Title { get; init; }

    public required WorldSource World { get; init; }

    /// <summary>The player's hacking level; null leaves it as the world has it.</summary>
    public int? Level { get; init; }

    /// <summary>The RAM the scheduler gets, in place of the world's hosts; null leaves it the hosts as they are.</summary>
    public RamGrant? Ram { get; init; }

    public TargetChoice Target { get; init; } = TargetChoice.Best;

    /// <summary>True if the targets are prepped when the run begins, so that preparation does not count.</summary>
    public bool Prepped { get; init; }

    public required SchedulerChoice Scheduler { get; init; }

    /// <summary>What the thread's work costs; null for nothing.</summary>
    public LagModel? Lag { get; init; }

    /// <summary>Simulated time, more than 0 and at most <see cref="ScenarioDefaults.DurationMax"/>.</summary>
    public SimDuration Duration { get; init; } = ScenarioDefaults.Duration;

    /// <summary>How money is spent (<see cref="GrowthOptionList"/>), complete and checked; null if nothing is bought.</summary>
    public OptionSet? Grow { get; init; }

    /// <summary>The run ends when all of these are reached, or at the end of its duration.</summary>
    public ImmutableArray<Milestone> Until { get; init; } = [];

    /// <summary>Of every random stream of the run; the world of a new game has its own.</summary>
    public ulong Seed { get; init; } = ScenarioDefaults.Seed;

    /// <summary>True if it was put together from options: messages then name options instead of keys.</summary>
    public bool IsFromOptions { get; init; }

    /// <summary>Makes the world, with the level of this scenario.</summary>
    /// <exception cref="InputException">The save can't be read, the level is too high for the world, or a target is not in it.</exception>
    public WorldSpec CreateWorld() => CreateWorld(source => source.Create());

    /// <summary>The same, with a way to make worlds that may remember those it made.</summary>
    public WorldSpec CreateWorld(Func<WorldSource, WorldSpec> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        WorldSpec world = create(World);
        var problems = new InputProblems(IsFromOptions ? "" : Title);
        if (Level is { } level)
        {
            if (level <= world.LevelMax()) world = world.WithLevel(level);
            else problems.Add(IsFromOptions ? "--level" : "level", level.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"this world allows at most {world.LevelMax()}"));
        }

        ServerNames names = new(world);
        foreach (string target in Target.Names)
        {
            if (!names.TryFind(target, out _)) problems.Add(IsFromOptions ? "--target" : "target", $"there is no server \"{target}\"", names.Hint(target));
        }

        problems.ThrowIfAny();
        return world;
    }
}

/// <summary>What a scenario has where its file says nothing.</summary>
public static class ScenarioDefaults
{
    public static readonly SimDuration Duration = SimDuration.FromHours(1);

    /// <summary>For runs until a milestone: the longest that they may take if they do not say so.</summary>
    public static readonly SimDuration DurationUntil = SimDuration.FromHours(30 * 24);

    /// <summary>Ten years: no run of it would end, and no sum of times in one overflows.</summary>
    public static readonly SimDuration DurationMax = SimDuration.FromHours(10 * 365 * 24);

    public const ulong Seed = 1;
}

/// <summary>Hosts that take the place of the world's: <c>64GB</c> is one of that size, <c>4x16GB</c> are four.</summary>
/// <param name="Hosts">1 or more.</param>
/// <param name="Each">RAM of each, more than 0.</param>
public readonly record struct RamGrant(int Hosts, RamSize Each)
{
    /// <summary>For messages: what a grant may look like.</summary>
    public const string Help = "an amount of RAM such as 64GB, or hosts such as 4x16GB, is needed, more than 0GB";

    private const int HostsMax = 10_000;

    public RamSize Total => Each * Hosts;

    /// <summary>Reads <c>64GB</c> or <c>4x16GB</c>.</summary>
    public static bool TryParse(string text, out RamGrant grant)
    {
        grant = default;
        int cross = text.IndexOf('x', StringComparison.Ordinal);
        int hosts = 1;
        if (cross >= 0 && !int.TryParse(text[..cross], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out hosts)) return false;
        if (hosts is < 1 or > HostsMax) return false;
        if (!RamUnits.TryParse(text[(cross + 1)..], out RamSize each) || each <= RamSize.Zero) return false;
        if (each.Hundredths > RamUnits.Max.Hundredths / hosts) return false;
        grant = new RamGrant(hosts, each);
        return true;
    }

    public override string ToString() =>
        Hosts == 1 ? RamUnits.Format(Each) : string.Create(CultureInfo.InvariantCulture, $"{Hosts}x{RamUnits.Format(Each)}");
}

/// <summary>The servers to hack: the best one, found by the run, or those named.</summary>
/// <param name="Names">Empty for the best one; else in the order given, each once.</param>
public sealed record TargetChoice(ImmutableArray<string> Names)
{
    public static TargetChoice Best { get; } = new([]);

    public bool IsBest => Names.IsEmpty;

    public bool Equals(TargetChoice? other) => other is not null && Names.SequenceEqual(other.Names);

    public override int GetHashCode() => Names.Length;

    public override string ToString() => IsBest ? "best" : string.Join(", ", Names);
}

/// <summary>A scheduler with its options.</summary>
/// <param name="Name">One of the catalogue's.</param>
/// <param name="Options">Complete and checked.</param>
public sealed record SchedulerChoice(string Name, OptionSet Options)
{
    /// <summary>True if the scenario says <c>"greed": "best"</c>.</summary>
    public bool SeeksGreed { get; init; }

    /// <summary>The script that takes the scheduler's place; null for one of the catalogue.</summary>
    public ScriptChoice? Script { get; init; }
}
