namespace Sim.Experiments.Comparing;

/// <summary>What became of a cell.</summary>
public enum Verdict
{
    /// <summary>The same simulation to the last bit, or a difference within the noise.</summary>
    Unchanged,

    /// <summary>It earns more, or runs where it was refused before.</summary>
    Improved,

    /// <summary>It earns less, or is refused where it ran before.</summary>
    Regressed,
}
