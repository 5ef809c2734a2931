using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>What the outside knows of a scheduler: its name in scenarios and on the command line, and its options.</summary>
/// <param name="Name">In lower case, such as proto.</param>
/// <param name="Summary">One sentence for lists and help texts.</param>
/// <param name="Options">In the order in which help texts show them.</param>
public sealed record SchedulerDescriptor(string Name, string Summary, IReadOnlyList<OptionDefinition> Options)
{
    /// <summary>True if it is given every server that can be hacked where no target is named, and chooses from them itself.</summary>
    public bool ChoosesTargets { get; init; }

    /// <summary>Makes the schedulers of a controller from checked options; normally one.</summary>
    public Func<SchedulerContext, IReadOnlyList<IBatchScheduler>> Build { get; init; } =
        _ => throw new InvalidOperationException("This scheduler was described without a way to build it.");

    /// <summary>
    /// Checks what needs the world as well as the options: whether the target can be hacked, whether RAM holds one batch. Adds
    /// what is wrong.
    /// </summary>
    public Action<SchedulerContext, InputProblems> Check { get; init; } = (_, _) => { };
}
