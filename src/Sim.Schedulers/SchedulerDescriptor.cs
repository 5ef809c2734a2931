namespace Sim.Schedulers;

/// <summary>What the outside knows of a scheduler: its name in scenarios and on the command line, and its options.</summary>
/// <param name="Name">In lower case, such as proto.</param>
/// <param name="Summary">One sentence for lists and help texts.</param>
/// <param name="Options">In the order in which help texts show them.</param>
public sealed record SchedulerDescriptor(string Name, string Summary, IReadOnlyList<OptionDefinition> Options);
