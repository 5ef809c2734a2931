using System.Globalization;
using Sim.Engine;

namespace Sim.Experiments;

/// <summary>
/// One of several parts of a sweep, each run by itself: a job array, an indexed job, a machine. Runs are dealt out in turns, so that
/// parts cost alike even where an axis makes runs longer.
/// <code>
///   run      0 1 2 3 4 5 6 7 ...
///   shard    1 2 3 1 2 3 1 2            of three
/// </code>
/// </summary>
/// <param name="Number">1 to <paramref name="Count"/>.</param>
/// <param name="Count">Parts in all, 1 or more.</param>
public readonly record struct Shard(int Number, int Count)
{
    /// <summary>More parts than this are surely a mistake.</summary>
    public const int CountMax = 1_000_000;

    /// <summary>The only part: everything.</summary>
    public static Shard Whole => new(1, 1);

    public bool IsWhole => Count == 1;

    /// <summary>Whether a run belongs to this part.</summary>
    /// <param name="run">Its place in the sweep: cell x replicas + replica.</param>
    public bool Has(long run) => run % Count == Number - 1;

    /// <summary>How many of a sweep's runs belong to this part.</summary>
    public long RunsOf(long runs) => (runs / Count) + (runs % Count >= Number ? 1 : 0);

    /// <summary>Reads "3/16".</summary>
    /// <exception cref="InputException">It is none.</exception>
    public static Shard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('/');
        if (parts.Length == 2 && TryRead(parts[1], CountMax, out var count) && TryRead(parts[0], count, out var number)) return new Shard(number, count);
        throw new InputException(new InputProblem("", "--shard", $"\"{text}\"", "a number and a count are needed, such as 3/16, the number from 1 to the count"));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");

    private static bool TryRead(string text, int most, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1 && value <= most;
}
