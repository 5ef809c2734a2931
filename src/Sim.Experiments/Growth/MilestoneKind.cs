namespace Sim.Experiments;

/// <summary>What a <see cref="Milestone"/> counts.</summary>
public enum MilestoneKind
{
    /// <summary>Purchased servers of a size or larger.</summary>
    Servers,

    /// <summary>RAM at home.</summary>
    Home,

    /// <summary>The hacking level.</summary>
    Level,

    /// <summary>Money: what the player has, with what was spent.</summary>
    Money,
}
