namespace Sim.Cli;

/// <summary>
/// Names and values in a frame, values to the right. Written by hand because a run is over sooner than a library for tables has
/// started.
/// <code>
///   ╭──────────┬────────────╮
///   │ landings │      1,984 │
///   │ desyncs  │          0 │
///   ╰──────────┴────────────╯
/// </code>
/// </summary>
internal static class FactTable
{
    /// <summary>Corners, edges and crossings: top left, horizontal, top middle, top right, vertical, bottom left, middle, right.</summary>
    private const string Round = "╭─┬╮│╰┴╯";

    /// <summary>For outputs whose encoding has no frames.</summary>
    private const string Plain = "+-++|+++";

    private const int Utf8 = 65001;
    private const int Utf16 = 1200;

    public static void Write(TextWriter output, IReadOnlyList<(string Name, string Value)> rows)
    {
        var (names, values) = (0, 0);
        foreach (var (name, value) in rows) (names, values) = (Math.Max(names, name.Length), Math.Max(values, value.Length));
        var frame = output.Encoding.CodePage is Utf8 or Utf16 ? Round : Plain;
        output.WriteLine(Edge(frame[0], frame[1], frame[2], frame[3], names, values));
        foreach (var (name, value) in rows) output.WriteLine($"{frame[4]} {name.PadRight(names)} {frame[4]} {value.PadLeft(values)} {frame[4]}");
        output.WriteLine(Edge(frame[5], frame[1], frame[6], frame[7], names, values));
    }

    private static string Edge(char left, char line, char middle, char right, int names, int values) =>
        $"{left}{new string(line, names + 2)}{middle}{new string(line, values + 2)}{right}";
}
