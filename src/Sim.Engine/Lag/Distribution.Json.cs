using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Sim.Engine;

/// <content>
/// How a law is written in files: <c>"25us"</c> for a constant, else an object such as
/// <c>{ "distribution": "lognormal", "mean": "30us", "sd": "8us" }</c>.
/// </content>
public sealed partial class Distribution
{
    /// <summary>For messages: what a law may look like.</summary>
    public const string Help = "a duration such as 25us, or an object such as { \"distribution\": \"lognormal\", \"mean\": \"30us\", \"sd\": \"8us\" } is needed";

    private const string KindKey = "distribution";
    private const string EdgesKey = "edges";
    private const string WeightsKey = "weights";

    private static readonly ImmutableArray<string> s_names = ["constant", "uniform", "normal", "lognormal", "exponential", "histogram"];

    /// <summary>Reads a law; every problem is added with path and line, and null returned if there was one.</summary>
    public static Distribution? Read(InputNode node, InputProblems problems)
    {
        ArgumentNullException.ThrowIfNull(node);
        ArgumentNullException.ThrowIfNull(problems);
        int before = problems.Count;
        if (node.Kind is JsonValueKind.String or JsonValueKind.Number)
        {
            double? value = ReadMicros(node, problems);
            return value is { } micros ? Create(DistributionKind.Constant, micros, 0, node.PathAndLine, node.Describe(), problems) : null;
        }

        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node.PathAndLine, node.Describe(), Help);
            return null;
        }

        string? name = node[KindKey]?.Text;
        int kind = name is null ? -1 : s_names.IndexOf(name);
        if (kind < 0)
        {
            if (name is null) problems.Add($"{node.Path}.{KindKey} (line {node.Line.ToString(CultureInfo.InvariantCulture)})", "missing", $"one of {string.Join(", ", s_names)} is needed");
            else problems.Add(node[KindKey]!.PathAndLine, $"unknown distribution \"{name}\"", NearestName.Hint(name, s_names));
            return null;
        }

        Distribution? read = (DistributionKind)kind == DistributionKind.Histogram
            ? ReadHistogram(node, problems)
            : ReadParameters((DistributionKind)kind, node, problems);
        return problems.Count > before ? null : read;
    }

    /// <summary>Writes the law so that <see cref="Read"/> gives an equal one.</summary>
    public void Write(Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (Kind == DistributionKind.Constant)
        {
            json.WriteStringValue(FormatMicros(_first));
            return;
        }

        json.WriteStartObject();
        json.WriteString(KindKey, Name(Kind));
        if (Kind == DistributionKind.Histogram)
        {
            json.WriteStartArray(EdgesKey);
            foreach (double edge in _edges) json.WriteStringValue(FormatMicros(edge));
            json.WriteEndArray();
            json.WriteStartArray(WeightsKey);
            foreach (double weight in _weights) json.WriteNumberValue(weight);
            json.WriteEndArray();
        }

        ImmutableArray<string> keys = ParameterKeys(Kind);
        for (int i = 0; i < keys.Length; i++) json.WriteString(keys[i], FormatMicros(i == 0 ? _first : _second));
        json.WriteEndObject();
    }

    private static string Name(DistributionKind kind) => s_names[(int)kind];

    private static ImmutableArray<string> ParameterKeys(DistributionKind kind) => kind switch
    {
        DistributionKind.Constant => ["value"],
        DistributionKind.Uniform => ["min", "max"],
        DistributionKind.Normal or DistributionKind.Lognormal => ["mean", "sd"],
        DistributionKind.Exponential => ["mean"],
        _ => [],
    };

    private static Distribution? ReadParameters(DistributionKind kind, InputNode node, InputProblems problems)
    {
        int before = problems.Count;
        ImmutableArray<string> keys = ParameterKeys(kind);
        if (InputObject.Open(node, problems, [KindKey, .. keys]) is not { } law) return null;
        Span<double> values = stackalloc double[2];
        for (int i = 0; i < keys.Length; i++)
        {
            if (law.Required(keys[i], Units.DurationHelp) is { } value) values[i] = ReadMicros(value, problems) ?? 0;
        }

        if (problems.Count > before) return null;
        if (ParameterProblem(kind, values[0], values[1]) is not { } problem) return new Distribution(kind, values[0], values[1]);
        law.Add(problem.Key, node[problem.Key]!.Describe(), problem.Problem);
        return null;
    }

    private static Distribution? Create(
        DistributionKind kind, double first, double second, string place, string described, InputProblems problems)
    {
        if (ParameterProblem(kind, first, second) is not { } problem) return new Distribution(kind, first, second);
        problems.Add(place, described, problem.Problem);
        return null;
    }

    private static Distribution? ReadHistogram(InputNode node, InputProblems problems)
    {
        int before = problems.Count;
        if (InputObject.Open(node, problems, KindKey, EdgesKey, WeightsKey) is not { } law) return null;
        law.Required(EdgesKey, "a list of durations is needed, one more than there are weights");
        law.Required(WeightsKey, "a list of numbers is needed");
        double[] edges = [.. law.List(EdgesKey).Select(item => ReadMicros(item, problems) ?? 0)];
        double[] weights = [.. law.List(WeightsKey).Select(item => ReadWeight(item, problems))];
        if (problems.Count > before) return null;
        if (HistogramProblem(edges, weights) is not { } problem) return new Distribution(edges, weights);
        problems.Add(node.PathAndLine, problem, "ascending edges and one weight of 0 or more between each two of them are needed");
        return null;
    }

    private static double ReadWeight(InputNode node, InputProblems problems)
    {
        if (node.Kind == JsonValueKind.Number && Units.TryParseNumber(node.Text, out double weight) && weight >= 0) return weight;
        problems.Add(node.PathAndLine, node.Describe(), "a number of 0 or more is needed");
        return 0;
    }

    private static double? ReadMicros(InputNode node, InputProblems problems)
    {
        if (node.Kind is JsonValueKind.String or JsonValueKind.Number && TryParseMicros(node.Text, out double micros))
        {
            if (micros >= 0) return micros;
            problems.Add(node.PathAndLine, node.Describe(), "0 or more is needed");
            return null;
        }

        problems.Add(node.PathAndLine, node.Describe(), "a duration such as 25us, 1.5ms or 2s is needed, to the nanosecond");
        return null;
    }

    /// <summary>As <see cref="Units.TryParseDuration"/>, with three more decimals: a mean may lie between two ticks of the clock.</summary>
    private static bool TryParseMicros(string text, out double micros)
    {
        micros = 0;
        if (!Units.TrySplit(text, out decimal number, out string unit)) return false;

        // A thousand times as long, so that nanoseconds are what microseconds are elsewhere.
        if (Math.Abs(number) > 1e15m) return false;
        string scaled = string.Create(CultureInfo.InvariantCulture, $"{number * 1000}{unit}");
        if (!Units.TryParseDuration(scaled, out SimDuration nanos)) return false;
        micros = nanos.Micros / NanosPerMicro;
        return true;
    }

    private static string FormatMicros(double micros) => double.IsInteger(micros)
        ? Units.Format(new SimDuration((long)micros))
        : string.Create(CultureInfo.InvariantCulture, $"{micros:0.###}us");
}
