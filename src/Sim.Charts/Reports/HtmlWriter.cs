using System.Text;
using Sim.Charts.Svg;

namespace Sim.Charts.Reports;

/// <summary>Writes HTML: markup as given, text always escaped.</summary>
internal sealed class HtmlWriter
{
    private readonly StringBuilder _text = new();

    public HtmlWriter Raw(string markup)
    {
        _text.Append(markup);
        return this;
    }

    public HtmlWriter Text(string text)
    {
        XmlText.AppendEscaped(_text, text);
        return this;
    }

    /// <summary>An element that holds nothing but text.</summary>
    public HtmlWriter Element(string name, string text, string? cssClass = null) =>
        Raw(cssClass is null ? $"<{name}>" : $"<{name} class=\"{cssClass}\">").Text(text).Raw($"</{name}>\n");

    public override string ToString() => _text.ToString();
}
