using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Sim.Engine;

namespace Sim.Game;

/// <summary>
/// Lag models as JSON files with comments and units. An activity that is not named costs nothing.
/// <code>
///   {
///     "name": "mine",
///     "exec": { "cost": { "distribution": "lognormal", "mean": "30us", "sd": "8us" }, "source": "measured" },
///     "landing": "20us",                                        // short for a constant cost
///     "frame": { "cost": "2ms", "every": "16.7ms" },            // background activities have a period or a gap
///     "stall": { "cost": "2s", "every": { "distribution": "exponential", "mean": "10m" } },
///     "wakeUpGrid": "1s"
///   }
/// </code>
/// </summary>
public static class LagFile
{
    private const string NameKey = "name";
    private const string DescriptionKey = "description";
    private const string GridKey = "wakeUpGrid";
    private const string CostKey = "cost";
    private const string EveryKey = "every";
    private const string SourceKey = "source";

    /// <summary>More than any lag model needs; the limit keeps a wrong file from filling the memory.</summary>
    private const long FileLengthMax = 16 * 1024 * 1024;

    // The files are for people: no \u0027 where an apostrophe will do.
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads a lag model file.</summary>
    /// <exception cref="InputException">It is no lag model; all problems are told, with path and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LagModel Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var problems = new InputProblems(path);
        if (new FileInfo(path).Length > FileLengthMax) throw problems.Fatal("", "larger than 16 MB", "a lag model is needed");
        var root = InputNode.Parse(File.ReadAllBytes(path), problems, lenient: true);
        var model = root is null ? null : Read(root, problems);
        problems.ThrowIfAny();
        return model!;
    }

    /// <summary>Writes a lag model file that <see cref="Load"/> reads back as an equal model; replaces the file if there is one.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(LagModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        File.WriteAllText(path, ToText(model));
    }

    /// <summary>The text of a lag model file, with a line feed at its end.</summary>
    public static string ToText(LagModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, s_writing))
        {
            json.WriteStartObject();
            json.WriteString(NameKey, model.Name);
            if (model.Description.Length > 0) json.WriteString(DescriptionKey, model.Description);
            foreach (var activity in Activities.All) Write(json, activity, model[activity]);
            if (model.WakeUpGrid != SimDuration.Zero) json.WriteString(GridKey, Units.Format(model.WakeUpGrid));
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    /// <summary>Reads a lag model from a file's root, or from a part of a larger file.</summary>
    /// <param name="node">The model's object.</param>
    /// <param name="problems">Every problem is added here.</param>
    /// <returns>Null if there was a problem.</returns>
    public static LagModel? Read(InputNode node, InputProblems problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        var before = problems.Count;
        if (InputObject.Open(node, problems, [NameKey, DescriptionKey, .. Activities.Keys, GridKey]) is not { } file) return null;
        file.Required(NameKey, "a lag model needs a name");
        var model = new LagModel
        {
            Name = file.Text(NameKey) ?? "",
            Description = file.Has(DescriptionKey) ? file.Text(DescriptionKey) ?? "" : "",
            WakeUpGrid = ReadGrid(file),
        };
        foreach (var activity in Activities.All)
        {
            if (file.Value(activity.Key()) is not { } value) continue;
            if (ReadCost(activity, value, problems) is { } cost) model = model.With(activity, cost);
        }

        return problems.Count > before ? null : model;
    }

    private static SimDuration ReadGrid(InputObject file)
    {
        if (file.Measure<SimDuration>(GridKey, Units.TryParseDuration, Units.DurationHelp) is not { } grid) return SimDuration.Zero;
        if (grid >= SimDuration.Zero && grid <= SimDuration.FromHours(1)) return grid;
        file.Add(GridKey, file.Value(GridKey)!.Describe(), "0ms to 1h is possible");
        return SimDuration.Zero;
    }

    private static LagCost? ReadCost(Activity activity, InputNode node, InputProblems problems)
    {
        var isLaw = node.Kind != JsonValueKind.Object || node["distribution"] is not null;
        Distribution? every = null;
        var source = "";
        var costNode = node;
        if (!isLaw)
        {
            var opened = activity.IsBackground()
                ? InputObject.Open(node, problems, CostKey, EveryKey, SourceKey)
                : InputObject.Open(node, problems, CostKey, SourceKey);
            if (opened is null) return null;
            if (opened.Value(SourceKey) is { } text) source = text.Kind == JsonValueKind.String && text.Text.Length == 0 ? "" : opened.Text(SourceKey) ?? "";
            if (opened.Value(EveryKey) is { } gap && activity.IsBackground()) every = Distribution.Read(gap, problems);
            if (opened.Required(CostKey, Distribution.Help) is not { } inner) return null;
            costNode = inner;
        }

        if (Distribution.Read(costNode, problems) is not { } cost) return null;
        if (activity.IsBackground() && !cost.IsZero) CheckEvery(activity, every, node, problems);
        return new LagCost(cost, source) { Every = every };
    }

    private static void CheckEvery(Activity activity, Distribution? every, InputNode node, InputProblems problems)
    {
        const string Valid = "how often it comes is needed, such as \"200ms\" or { \"distribution\": \"exponential\", \"mean\": \"4s\" }";
        if (every is null)
        {
            // An unreadable one has been told already.
            var isTold = node.Kind == JsonValueKind.Object && node[EveryKey] is { Kind: not JsonValueKind.Null };
            if (!isTold && LagModel.UsualPeriod(activity) is null) problems.Add(node.PathAndLine, $"no \"{EveryKey}\"", Valid);
        }
        else if (every.Mean < LagModel.EveryMinMicros)
        {
            problems.Add(node[EveryKey]!.PathAndLine, every.ToString(), "0.1ms or more on average is needed");
        }
    }

    private static void Write(Utf8JsonWriter json, Activity activity, LagCost cost)
    {
        if (cost == LagCost.None) return;
        json.WriteStartObject(activity.Key());
        json.WritePropertyName(CostKey);
        cost.Cost.Write(json);
        if (cost.Every is not null)
        {
            json.WritePropertyName(EveryKey);
            cost.Every.Write(json);
        }

        if (cost.Source.Length > 0) json.WriteString(SourceKey, cost.Source);
        json.WriteEndObject();
    }
}
