using System.Collections.Immutable;

namespace Sim.Experiments;

/// <summary>The player's own script in the place of a scheduler.</summary>
/// <param name="File">Its name from the root of home, such as /batcher/controller.js.</param>
/// <param name="From">Folder on disk with the files of home; absolute, or relative to the current folder.</param>
/// <param name="FromAsWritten">The folder as the scenario has it.</param>
/// <param name="Arguments">What the script is given; <c>{target}</c> stands for the name of the target.</param>
/// <param name="Threads">1 or more.</param>
public sealed record ScriptChoice(string File, string From, string FromAsWritten, ImmutableArray<string> Arguments, int Threads)
{
    /// <summary>What the scheduler of such a scenario is called.</summary>
    public const string SchedulerName = "script";

    /// <summary>Stands for the name of the target in arguments.</summary>
    public const string TargetPlaceholder = "{target}";

    public bool Equals(ScriptChoice? other) =>
        other is not null && File == other.File && From == other.From && Threads == other.Threads && Arguments.SequenceEqual(other.Arguments);

    public override int GetHashCode() => HashCode.Combine(File, From, Threads, Arguments.Length);
}
