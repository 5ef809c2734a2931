using System.Text;

namespace Sim.Charts.Svg;

/// <summary>Escapes text for XML and HTML, in content and in quoted attributes alike.</summary>
internal static class XmlText
{
    public static string Escape(string value)
    {
        var text = new StringBuilder(value.Length + 16);
        AppendEscaped(text, value);
        return text.ToString();
    }

    public static void AppendEscaped(StringBuilder text, string value)
    {
        // Enumerating runes turns lone surrogates into U+FFFD.
        foreach (var rune in value.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '"': text.Append("&quot;"); break;
                case '\'': text.Append("&#39;"); break;
                default: text.Append(IsAllowed(rune.Value) ? rune.ToString() : "\uFFFD"); break;
            }
        }
    }

    // XML 1.0 has no way to write other control characters, not even escaped.
    private static bool IsAllowed(int rune) => rune is '\t' or '\n' or '\r' or >= 0x20 and not (0xFFFE or 0xFFFF);
}
