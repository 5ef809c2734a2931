namespace Sim.Charts;

/// <summary>
/// A picture described as data: what is shown, never how it is drawn. Values are in the base of their axis' <see cref="Unit"/>.
/// Values that are NaN or infinite leave a gap.
/// </summary>
public abstract record Chart
{
    /// <summary>The heading; best is the finding in one line.</summary>
    public required string Title { get; init; }

    /// <summary>What is shown, under which conditions; null leaves it out.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Source, sample size, caveats; null leaves it out.</summary>
    public string? Footnote { get; init; }

    /// <summary>The text for readers who can't see the picture; null takes one made from the title, axes and series.</summary>
    public string? Description { get; init; }

    /// <summary>A short name made of letters, digits and dashes, unique on its page; null makes one from the title.</summary>
    public string? Id { get; init; }
}
