using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>What the outside knows of a scheduler: its name in scenarios and on the command line, and its options.</summary>
/// <param name="Name">In lower case, such as proto.</param>
/// <param name="Summary">One sentence for lists and help texts.</param>
/// <param name="Options">In the order in which help texts show them.</param>
[SharedState]
public sealed record SchedulerDescriptor(
    string Name,
    string Summary,
    [field: SharedState("made once for the catalogue and read only")] IReadOnlyList<OptionDefinition> Options)
{
    /// <summary>Makes the schedulers of a controller from checked options; normally one.</summary>
    [field: SharedState("its result depends on what it is given only")]
    public Func<SchedulerContext, IReadOnlyList<IBatchScheduler>> Build { get; init; } =
        _ => throw new InvalidOperationException("This scheduler was described without a way to build it.");

    /// <summary>
    /// Checks what needs the world as well as the options: whether the target can be hacked, whether RAM holds one batch. Adds
    /// what is wrong.
    /// </summary>
    [field: SharedState("what it does depends on what it is given only")]
    public Action<SchedulerContext, InputProblems> Check { get; init; } = (_, _) => { };

    /// <summary>
    /// True if it looks for targets itself: where none is named it gets every rooted server that holds money, those above the player's
    /// level included.
    /// </summary>
    public bool FindsTargets { get; init; }

    /// <summary>What is odd about a run but does not stand against it, in words, such as a value that was clamped.</summary>
    [field: SharedState("its result depends on what it is given only")]
    public Func<SchedulerContext, IReadOnlyList<string>> Warn { get; init; } = _ => [];

    /// <summary>What it would do at the beginning, as lines of text; null if it has no such plan to show.</summary>
    [field: SharedState("its result depends on what it is given only")]
    public Func<SchedulerContext, IReadOnlyList<string>>? Explain { get; init; }
}
