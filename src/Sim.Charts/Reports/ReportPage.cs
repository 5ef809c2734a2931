using System.Collections.Immutable;

namespace Sim.Charts.Reports;

/// <summary>A report as data: what <see cref="ReportBuilder"/> turns into one self-contained page. All texts are plain text, not HTML.</summary>
public sealed record ReportPage
{
    public required string Title { get; init; }

    /// <summary>What the report shows, before the first section; one entry is a paragraph.</summary>
    public ImmutableArray<string> Intro { get; init; } = [];

    /// <summary>The sections, in order; they are also the page's table of contents.</summary>
    public required ImmutableArray<ReportSection> Sections { get; init; }

    /// <summary>Where the numbers come from (version, seed, host), shown at the end; empty leaves it out.</summary>
    public ImmutableArray<KeyValueRow> Environment { get; init; } = [];
}

/// <summary>A part of a report under its own heading.</summary>
/// <param name="Title">The heading.</param>
/// <param name="Blocks">What stands below it, in order.</param>
public sealed record ReportSection(string Title, ImmutableArray<ReportBlock> Blocks);

/// <summary>A piece of a section.</summary>
public abstract record ReportBlock;

/// <summary>A paragraph of plain text.</summary>
public sealed record ParagraphBlock(string Text) : ReportBlock;

/// <summary>A chart that answers to pointer and keyboard.</summary>
/// <param name="Chart">The chart.</param>
public sealed record ChartBlock(Chart Chart) : ReportBlock
{
    /// <summary>The least height on wide pages, 160 to 4000 pixels.</summary>
    public int Height { get; init; } = ChartSize.Wide.Height;
}

/// <summary>Names with values, such as a scenario's options.</summary>
/// <param name="Caption">What the values are; null leaves it out.</param>
/// <param name="Rows">The names and values, in order.</param>
public sealed record KeyValueBlock(string? Caption, ImmutableArray<KeyValueRow> Rows) : ReportBlock;

/// <summary>One name with its value as text.</summary>
public readonly record struct KeyValueRow(string Name, string Value);

/// <summary>Something the reader should know before trusting the numbers.</summary>
/// <param name="Id">The note's fixed name, such as SpacerBelowTimerResolution.</param>
/// <param name="Text">What it means, in a sentence.</param>
public sealed record WarningBlock(string Id, string Text) : ReportBlock;

/// <summary>Text to be copied, such as the commands that reproduce the numbers.</summary>
/// <param name="Caption">What the text does; null leaves it out.</param>
/// <param name="Code">The text, line breaks kept.</param>
public sealed record CodeBlock(string? Caption, string Code) : ReportBlock;
