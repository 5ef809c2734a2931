using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Engine.Numbers;
using Sim.Game;

namespace Sim.Experiments;

/// <summary>Reads the values of an axis: a list, or a range with a number of steps.</summary>
internal static class AxisReader
{
    private const int StepsMax = 100_000;
    private const string Help = "a list of values, or a range such as {\"from\": \"8GB\", \"to\": \"1PB\", \"steps\": 24, \"scale\": \"log2\"}, is needed";

    public static ImmutableArray<AxisValue> Read(InputNode node, JsonNode tree, InputProblems problems)
    {
        if (node.Kind == JsonValueKind.Array)
        {
            if (node.Items.Length == 0) problems.Add(node.PathAndLine, "an empty list", "at least one value is needed");
            return [.. ((JsonArray)tree).Select(value => new AxisValue(Describe(value), value?.DeepClone() ?? JsonValue.Create("")))];
        }

        if (node.Kind == JsonValueKind.Object) return ReadRange(node, problems);
        problems.Add(node.PathAndLine, node.Describe(), Help);
        return [];
    }

    private static string Describe(JsonNode? value)
    {
        if (value is not JsonObject scheduler) return value is JsonArray list ? string.Join("+", list.Select(item => item?.ToString())) : value?.ToString() ?? "";
        if (scheduler["label"] is { } label) return label.ToString();
        if (scheduler["script"] is { } script)
        {
            return string.Join(' ', ((scheduler["args"] as JsonArray)?.Select(argument => argument?.ToString()) ?? []).Prepend(script.ToString()));
        }

        var options = scheduler.Where(option => option.Key != "name")
            .Select(option => option.Value?.ToString() == "true" ? $"--{Kebab(option.Key)}" : $"{option.Key}={option.Value}");
        return string.Join(' ', options.Prepend(scheduler["name"]?.ToString() ?? ""));
    }

    /// <summary>permanentWeaken as the command line writes it: permanent-weaken.</summary>
    private static string Kebab(string key) =>
        string.Concat(key.Select(letter => char.IsUpper(letter) ? $"-{char.ToLowerInvariant(letter)}" : letter.ToString()));

    private static ImmutableArray<AxisValue> ReadRange(InputNode node, InputProblems problems)
    {
        if (InputObject.Open(node, problems, "from", "to", "steps", "scale") is not { } range) return [];
        var steps = (int?)range.Whole("steps", 1, StepsMax);
        if (!range.Has("steps")) range.Add("steps", "missing", "the number of values is needed");
        var scale = range.Text("scale") ?? "linear";
        if (scale is not ("linear" or "log2" or "log10")) range.Add("scale", $"\"{scale}\"", "one of linear, log2, log10 is needed");
        var from = ReadEnd(range, "from");
        var to = ReadEnd(range, "to");
        if (from is null || to is null || steps is null || scale is not ("linear" or "log2" or "log10")) return [];
        if (from.Value.Unit != to.Value.Unit)
        {
            range.Add("to", "of another kind than from", "two amounts of the same kind are needed");
            return [];
        }

        if (to.Value.Number < from.Value.Number || (steps > 1 && to.Value.Number == from.Value.Number))
        {
            problems.Add(node.PathAndLine, "an empty range", "from below to is needed");
            return [];
        }

        if (scale != "linear" && !(from.Value.Number > 0))
        {
            range.Add("from", "not above 0", "a logarithmic range begins above 0");
            return [];
        }

        return [.. Enumerable.Range(0, steps.Value)
            .Select(step => Interpolate(from.Value.Number, to.Value.Number, steps.Value == 1 ? 0 : step / (steps.Value - 1.0), scale))
            .Select(number => Print(number, from.Value.Unit)).Distinct(StringComparer.Ordinal)
            .Select(text => new AxisValue(text, JsonNode.Parse(from.Value.Unit == RangeUnit.Number ? text : $"\"{text}\"")!))];
    }

    private enum RangeUnit
    {
        Number,
        Ram,
        Duration,
        Fraction,
    }

    private static (double Number, RangeUnit Unit)? ReadEnd(InputObject range, string key)
    {
        if (range.Required(key, "an amount is needed") is not { } node) return null;
        if (node.Kind == JsonValueKind.Number && Units.TryParseNumber(node.Text, out var number)) return (number, RangeUnit.Number);
        if (node.Kind == JsonValueKind.String)
        {
            if (RamUnits.TryParse(node.Text, out var ram)) return (ram.Hundredths, RangeUnit.Ram);
            if (Units.TryParseDuration(node.Text, out var duration)) return (duration.Micros, RangeUnit.Duration);
            if (Units.TryParseFraction(node.Text, out var fraction)) return (fraction, RangeUnit.Fraction);
        }

        range.Add(key, node.Describe(), "a number, a percentage, a time or an amount of RAM is needed");
        return null;
    }

    private static double Interpolate(double from, double to, double share, string scale) =>
        scale == "linear" ? from + ((to - from) * share) : from * FdMath.Pow(to / from, share);

    private static string Print(double number, RangeUnit unit) => unit switch
    {
        RangeUnit.Ram => RamUnits.Format(RoundRam(number)),
        RangeUnit.Duration => Units.Format(SimDuration.FromMilliseconds((long)Math.Round(number / 1000))),
        RangeUnit.Fraction => Units.FormatFraction(Math.Round(number, 6)),
        _ => Math.Round(number, 9).ToString("R", CultureInfo.InvariantCulture),
    };

    /// <summary>Whole GB from 8 GB on, so that texts stay short.</summary>
    private static RamSize RoundRam(double hundredths) =>
        hundredths >= 800 ? RamSize.FromGigabytes((long)Math.Round(hundredths / 100)) : new RamSize((long)Math.Round(hundredths));
}
