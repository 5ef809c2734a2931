namespace Sim.Schedulers;

/// <summary>What an option's text is read as.</summary>
public enum OptionKind
{
    /// <summary>A time with its unit: 20ms.</summary>
    Duration,

    /// <summary>A share: 10% or 0.1.</summary>
    Fraction,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>An amount of RAM with its unit: 64GB.</summary>
    Ram,

    /// <summary>One of a few words.</summary>
    Choice,

    /// <summary>true or false.</summary>
    Flag,

    /// <summary>Any text.</summary>
    Text,
}
