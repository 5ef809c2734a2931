using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;

namespace Sim.Experiments.Comparing;

/// <summary>
/// Speeds to compare with, in a file of one object: the format, the version that was measured, and the ratio and spread of each
/// measure by its name. There are no times in it, so it holds on other machines as far as these are alike.
/// </summary>
/// <param name="Version">Version of the program that was measured; for people, not checked.</param>
/// <param name="Measures">In the order of the file.</param>
public sealed record SpeedBaseline(string Version, ImmutableArray<SpeedMeasure> Measures)
{
    /// <summary>Version of the file's layout.</summary>
    public const int FormatVersion = 1;

    private const string FormatKey = "performance_format";
    private static readonly JsonSerializerOptions s_json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A baseline of what this version has just been measured at.</summary>
    public static SpeedBaseline Of(IReadOnlyList<SpeedMeasure> measures) => new(RunEnvironment.Current().Version, [.. measures]);

    /// <exception cref="InputException">The file is no such baseline.</exception>
    public static SpeedBaseline Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!File.Exists(path)) throw new InputException(new InputProblem(path, "", "there is no such file", "sim gate --performance FILE --update makes one"));
        var problems = new InputProblems(path);
        var node = InputNode.Parse(File.ReadAllBytes(path), problems);
        problems.ThrowIfAny();
        var root = InputObject.Open(node!, problems, FormatKey, "version", "measures");
        problems.ThrowIfAny();
        var format = root!.Required(FormatKey, "a file made by sim gate --performance is needed") is null ? null : root.Whole(FormatKey, FormatVersion, FormatVersion);
        var measures = ImmutableArray.CreateBuilder<SpeedMeasure>();
        foreach (var (name, value) in root.Required("measures", "an object of measures is needed")?.Members ?? [])
        {
            if (InputObject.Open(value, problems, "ratio", "spread") is not { } measure) continue;
            measure.Required("ratio", "a number above 0 is needed");
            measures.Add(new SpeedMeasure(name, measure.Number("ratio", 1e-9, 1e12) ?? 1, measure.Number("spread", 0, 100) ?? 0));
        }

        problems.ThrowIfAny();
        Invariant.Check(format == FormatVersion);
        return new SpeedBaseline(root.Text("version") ?? "", measures.ToImmutable());
    }

    /// <summary>Writes the file beside its place and moves it there.</summary>
    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var measures = new JsonObject();
        foreach (var measure in Measures)
        {
            measures[measure.Name] = new JsonObject { ["ratio"] = Short(measure.Ratio), ["spread"] = Short(measure.Spread) };
        }

        var root = new JsonObject { [FormatKey] = FormatVersion, ["version"] = Version, ["measures"] = measures };
        RunFolder.WriteWhole(path, root.ToJsonString(s_json) + "\n");
    }

    /// <summary>Four digits: more would be noise.</summary>
    private static double Short(double value) => value == 0 ? 0 : Math.Round(value, Math.Clamp(3 - (int)Math.Floor(Math.Log10(value)), 0, 15));
}
