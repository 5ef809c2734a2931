using System.Collections.Immutable;
using System.Globalization;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>One option of a scheduler, told once: scenario files, the command line and the documentation read it here.</summary>
/// <param name="Key">In camel case, as in scenario files.</param>
/// <param name="Kind">How its text is read.</param>
/// <param name="Default">The value if nothing is given, as a text with its unit.</param>
/// <param name="Summary">One sentence for help texts.</param>
/// <param name="Min">The smallest value allowed, as a text; null for no limit (Duration, Fraction, Count, Ram).</param>
/// <param name="Max">The largest value allowed, as a text; null for no limit.</param>
/// <param name="Choices">The words of a Choice.</param>
[SharedState]
public sealed record OptionDefinition(
    string Key,
    OptionKind Kind,
    string Default,
    string Summary,
    string? Min = null,
    string? Max = null,
    ImmutableArray<string> Choices = default)
{
    /// <summary>What is needed, with the range: <c>a duration such as 20ms is needed, from 1ms to 10s</c>.</summary>
    public string Valid()
    {
        string needed = Kind switch
        {
            OptionKind.Duration => Units.DurationHelp,
            OptionKind.Fraction => Units.FractionHelp,
            OptionKind.Count => "a whole number is needed",
            OptionKind.Ram => RamUnits.Help,
            OptionKind.Choice => $"one of {string.Join(", ", Choices.IsDefault ? [] : Choices)} is needed",
            OptionKind.Flag => "true or false is needed",
            _ => "a text is needed",
        };
        return (Min, Max) switch
        {
            ({ } min, { } max) => $"{needed}, from {min} to {max}",
            ({ } min, null) => $"{needed}, {min} or more",
            (null, { } max) => $"{needed}, {max} or less",
            _ => needed,
        };
    }

    /// <summary>Reads a text as this option's value; false if it is of another form or out of range.</summary>
    internal bool TryRead(string text, out object value) => TryReadForm(text, out value) && InRange(value);

    /// <summary>A value as its shortest text.</summary>
    internal static string Print(object value) => value switch
    {
        SimDuration duration => Units.Format(duration),
        double fraction => Units.FormatFraction(fraction),
        RamSize ram => RamUnits.Format(ram),
        bool flag => flag ? "true" : "false",
        long count => count.ToString(CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    private bool TryReadForm(string text, out object value)
    {
        value = text;
        switch (Kind)
        {
            case OptionKind.Duration:
                bool isDuration = Units.TryParseDuration(text, out SimDuration duration);
                value = duration;
                return isDuration;
            case OptionKind.Fraction:
                bool isFraction = Units.TryParseFraction(text, out double fraction);
                value = fraction;
                return isFraction;
            case OptionKind.Count:
                bool isCount = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long count);
                value = count;
                return isCount;
            case OptionKind.Ram:
                bool isRam = RamUnits.TryParse(text, out RamSize ram);
                value = ram;
                return isRam;
            case OptionKind.Flag:
                value = text == "true";
                return text is "true" or "false";
            case OptionKind.Choice:
                return !Choices.IsDefault && Choices.Contains(text);
            default:
                return text.Length > 0;
        }
    }

    private bool InRange(object value) =>
        (Min is null || Compare(value, Limit(Min)) >= 0) && (Max is null || Compare(value, Limit(Max)) <= 0);

    private static int Compare(object value, object limit) => value switch
    {
        SimDuration duration => duration.CompareTo((SimDuration)limit),
        RamSize ram => ram.CompareTo((RamSize)limit),
        double fraction => fraction.CompareTo((double)limit),
        long count => count.CompareTo((long)limit),
        _ => 0,
    };

    private object Limit(string text) => TryReadForm(text, out object limit)
        ? limit
        : throw new InvalidOperationException($"The limit \"{text}\" of option {Key} is no {Kind}.");
}
