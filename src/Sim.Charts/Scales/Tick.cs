namespace Sim.Charts;

/// <summary>A labelled place on an axis.</summary>
/// <param name="Value">The value, in the axis unit's base.</param>
/// <param name="Label">The text, unit included.</param>
internal readonly record struct Tick(double Value, string Label);
