using Sim.Charts;
using Sim.Engine;
using Sim.Experiments;
using Sim.Game;
using Sim.Schedulers;

namespace Sim.Cli.Reports;

/// <summary>An axis of a sweep as charts see it: with numbers where its values are amounts of one kind, with names elsewhere.</summary>
/// <param name="Name">As in sweep files and result lines.</param>
/// <param name="Label">For people.</param>
/// <param name="Values">The texts of its values, in order.</param>
/// <param name="Unit">What the numbers measure.</param>
/// <param name="Numbers">The number of each text; null if the values are names.</param>
internal sealed record ReportAxis(string Name, string Label, IReadOnlyList<string> Values, Unit Unit, IReadOnlyDictionary<string, double>? Numbers)
{
    private static readonly Dictionary<string, string> s_labels = new(StringComparer.Ordinal)
    {
        ["ram"] = "RAM",
        ["spacer"] = "Spacer",
        ["greed"] = "Greed",
        ["levelUps"] = "Level-up strategy",
        ["level"] = "Hacking level",
        ["lag"] = "Lag",
        ["bitNode"] = "BitNode",
        ["inner"] = "Batcher of each target",
        ["depth"] = "Batches in flight at most",
        ["homeRam"] = "Home RAM",
        ["until"] = "Milestone",
        ["grow"] = "Growth",
    };

    private static readonly Dictionary<Unit, string> s_milestoneLabels = new()
    {
        [Unit.Gigabytes] = "RAM of the purchased servers",
        [Unit.Plain] = "Hacking level",
        [Unit.Dollars] = "Money made",
    };

    /// <summary>Milestones of one kind are numbers: RAM of all servers, level, money.</summary>
    private static readonly (Unit Unit, TryRead Read)[] s_milestones =
    [
        (Unit.Gigabytes, (string text, out double number) => TryReadMilestone(text, MilestoneKind.Servers, out number)),
        (Unit.Plain, (string text, out double number) => TryReadMilestone(text, MilestoneKind.Level, out number)),
        (Unit.Dollars, (string text, out double number) => TryReadMilestone(text, MilestoneKind.Money, out number)),
    ];

    private delegate bool TryRead(string text, out double number);

    public bool IsNumeric => Numbers is not null;

    /// <summary>Letters of the longest value.</summary>
    public int Longest => Values.Max(value => value.Length);

    /// <summary>True if the values span so much that equal ratios deserve equal distances.</summary>
    public bool IsWide => Numbers is { } numbers && numbers.Values.Min() > 0 && numbers.Values.Max() / numbers.Values.Min() >= (Unit == Unit.Gigabytes ? 8 : 50);

    /// <summary>For charts with this axis at the bottom.</summary>
    public Sim.Charts.Axis ToX() => new(Label, Unit, !IsWide ? AxisScale.Linear : Unit == Unit.Gigabytes ? AxisScale.Log2 : AxisScale.Log10);

    public static ReportAxis From(Experiments.Axis axis)
    {
        string[] values = [.. axis.Values.Select(value => value.Text).Distinct(StringComparer.Ordinal)];
        var label = s_labels.GetValueOrDefault(axis.Name) ?? Spaced(axis.Name);
        var isShare = axis.Path is ["scheduler", var option]
            && SchedulerCatalogue.All.SelectMany(scheduler => scheduler.Options).Any(known => known.Key == option && known.Kind == OptionKind.Fraction);
        (Unit Unit, TryRead Read)[] readings = axis.Name == "until" ? s_milestones :
        [
            (Unit.Gigabytes, TryReadRam),
            (Unit.Milliseconds, TryReadDuration),
            (Unit.Fraction, (string text, out double number) => Units.TryParseFraction(text, out number) && (isShare || text.EndsWith('%'))),
            (Unit.Plain, Units.TryParseNumber),
        ];
        foreach (var (unit, read) in readings)
        {
            var numbers = new Dictionary<string, double>(StringComparer.Ordinal);
            foreach (var value in values)
            {
                if (read(value, out var number)) numbers[value] = number;
            }

            // Two values of one number, such as 64GB and 4x16GB, are not told apart by it.
            if (numbers.Count < values.Length || numbers.Values.Distinct().Count() < values.Length) continue;
            if (axis.Name == "until") label = s_milestoneLabels[unit];
            return new ReportAxis(axis.Name, label, values, unit, numbers);
        }

        return new ReportAxis(axis.Name, label, values, Unit.Plain, null);
    }

    private static bool TryReadRam(string text, out double number)
    {
        number = 0;
        if (!text.EndsWith("B", StringComparison.OrdinalIgnoreCase) || !RamGrant.TryParse(text, out var grant)) return false;
        number = grant.Total.Gigabytes;
        return true;
    }

    private static bool TryReadMilestone(string text, MilestoneKind kind, out double number)
    {
        var isOne = Milestone.TryParse(text, out var milestone) && milestone.Kind == kind;
        number = kind == MilestoneKind.Servers ? milestone.Amount * milestone.Ram.Gigabytes : milestone.Amount;
        return isOne;
    }

    private static bool TryReadDuration(string text, out double number)
    {
        number = 0;
        if (!text.EndsWith('s') && !text.EndsWith('m') && !text.EndsWith('h') && !text.EndsWith('d')) return false;
        if (!Units.TryParseDuration(text, out var duration)) return false;
        number = duration.TotalMilliseconds;
        return true;
    }

    /// <summary>homeReserve becomes Home reserve.</summary>
    private static string Spaced(string name)
    {
        var spaced = string.Concat(name.Split('.')[^1].Select(letter => char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : letter.ToString()));
        return char.ToUpperInvariant(spaced[0]) + spaced[1..];
    }
}
