using System.Text;

namespace Sim.Charts.Svg;

/// <summary>
/// Widths of text without a font engine, from the advance widths of the common Helvetica-like fonts (Arial, Helvetica and
/// Liberation Sans agree on them). Other fonts of that style come close; a few percent are added to be safe.
/// </summary>
internal static class TextMetrics
{
    public const string FontFamily = "Arial, 'Helvetica Neue', Helvetica, 'Liberation Sans', sans-serif";

    private const double Safety = 1.03;
    private const string Ellipsis = "\u2026";

    // Thousandths of the font size, for the characters from space to tilde.
    private static readonly short[] Regular =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
        556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    private static readonly short[] Bold =
    [
        278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
        556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278, 556, 722, 611, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611,
        611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
    ];

    /// <summary>The width of one line of text in pixels.</summary>
    public static double Width(string text, double fontSize, bool isBold = false)
    {
        var table = isBold ? Bold : Regular;
        var sum = 0;
        foreach (var rune in text.EnumerateRunes()) sum += WidthOf(rune.Value, table);
        return sum * fontSize / 1000 * Safety;
    }

    /// <summary>The text itself if it fits, otherwise as much of its beginning as fits with an ellipsis; empty where not even that fits.</summary>
    public static string Shorten(string text, double fontSize, double widthMax, bool isBold = false)
    {
        if (Width(text, fontSize, isBold) <= widthMax) return text;

        var room = widthMax - Width(Ellipsis, fontSize, isBold);
        if (room < 0) return "";
        var kept = new StringBuilder();
        var used = 0.0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune.ToString(), fontSize, isBold);
            if (used > room) break;
            kept.Append(rune.ToString());
        }

        return kept.ToString().TrimEnd() + Ellipsis;
    }

    /// <summary>Breaks text at spaces into at most so many lines; the last one, and words too long for a line, are shortened.</summary>
    public static IReadOnlyList<string> Wrap(string? text, double fontSize, double widthMax, int linesMax, bool isBold = false)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<string>();
        var line = "";
        for (var i = 0; i < words.Length; i++)
        {
            var longer = line.Length == 0 ? words[i] : $"{line} {words[i]}";
            if (line.Length == 0 || Width(longer, fontSize, isBold) <= widthMax)
            {
                line = longer;
                continue;
            }

            if (lines.Count == linesMax - 1)
            {
                line = $"{line} {string.Join(' ', words[i..])}";
                break;
            }

            lines.Add(line);
            line = words[i];
        }

        if (line.Length > 0) lines.Add(line);
        return [.. lines.Select(l => Shorten(l, fontSize, widthMax, isBold))];
    }

    private static int WidthOf(int rune, short[] table) => rune switch
    {
        >= 32 and < 127 => table[rune - 32],
        0x2026 or 0x2014 or 0x2192 => 1000,
        0x00b7 or 0x2019 or 0x2018 => 278,
        0x201c or 0x201d => 500,
        < 0x1100 => 600,
        >= 0x2000 and < 0x2e80 => 700,
        >= 0x1f000 => 1300,
        _ => 1050,
    };
}
