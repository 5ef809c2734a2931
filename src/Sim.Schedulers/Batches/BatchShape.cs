using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>The kinds of a batch's jobs in landing order, such as HWGW; landings are one spacer apart.</summary>
[SharedState]
public sealed record BatchShape
{
    private BatchShape(string text, ImmutableArray<JobKind> kinds)
    {
        Text = text;
        Kinds = kinds;
    }

    /// <summary>Hack, weaken, grow, weaken: each raise of security is covered at once.</summary>
    public static BatchShape Hwgw { get; } = Parse("HWGW");

    /// <summary>Hack, grow, weaken: one weaken covers both raises, so the grow lands at raised security.</summary>
    public static BatchShape Hgw { get; } = Parse("HGW");

    /// <summary>The letters, upper case.</summary>
    public string Text { get; }

    public ImmutableArray<JobKind> Kinds { get; }

    /// <summary>Reads a pattern of the letters H, G and W, in either case.</summary>
    /// <param name="text">2 to 64 letters with at least one H, a G after each run of hacks, and a W at the end.</param>
    /// <param name="shape">The shape, if the text is one.</param>
    /// <param name="problem">What is wrong with it, if it is none.</param>
    public static bool TryParse(
        string? text, [NotNullWhen(true)] out BatchShape? shape, [NotNullWhen(false)] out string? problem)
    {
        shape = null;
        problem = FindProblem(text?.ToUpperInvariant() ?? "");
        if (problem is not null) return false;
        var letters = text!.ToUpperInvariant();
        shape = new BatchShape(letters, [.. letters.Select(KindOf)]);
        return true;
    }

    /// <summary>Reads patterns with commas between them.</summary>
    public static bool TryParseList(string text, out ImmutableArray<BatchShape> shapes, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new List<BatchShape>();
        shapes = [];
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!TryParse(part, out var shape, out problem)) return false;
            if (!read.Exists(earlier => earlier.Text == shape.Text)) read.Add(shape);
        }

        shapes = [.. read];
        problem = null;
        return true;
    }

    /// <summary>The landings of several batches in turns: each letter as often, HHWWGGWW for two of HWGW.</summary>
    /// <param name="batches">1 or more.</param>
    public BatchShape Interleaved(int batches) =>
        batches == 1 ? this : new BatchShape(
            string.Concat(Text.Select(letter => new string(letter, batches))),
            [.. Kinds.SelectMany(kind => Enumerable.Repeat(kind, batches))]);

    public override string ToString() => Text;

    private static BatchShape Parse(string text) =>
        TryParse(text, out var shape, out var problem) ? shape : throw new ArgumentException(problem, nameof(text));

    private static string? FindProblem(string letters)
    {
        if (letters.Length is < 2 or > 64) return "a pattern has 2 to 64 letters, such as HWGW";
        if (letters.Any(letter => letter is not ('H' or 'G' or 'W'))) return "a pattern is made of the letters H, G and W only";
        if (letters[^1] != 'W') return "a pattern ends with a weaken (W), or security would rise with every batch";
        if (!letters.Contains('H', StringComparison.Ordinal)) return "a pattern takes money with at least one hack (H)";
        return letters.LastIndexOf('G') < letters.LastIndexOf('H')
            ? "a pattern grows (G) after its last hack (H), or money would fall with every batch"
            : null;
    }

    private static JobKind KindOf(char letter) => letter switch
    {
        'H' => JobKind.Hack,
        'G' => JobKind.Grow,
        _ => JobKind.Weaken,
    };
}
