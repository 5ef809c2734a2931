using System.Globalization;
using System.Text;

namespace Sim.Charts.Svg;

/// <summary>Writes XML elements one after the other: always well formed, escaped, in the invariant culture.</summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _text = new();
    private readonly Stack<string> _open = new();
    private bool _isTagOpen;
    private bool _hasText;

    /// <summary>Starts an element; it stays open for attributes, text and children until <see cref="End"/>.</summary>
    public SvgWriter Start(string name)
    {
        CloseTag();
        if (_text.Length > 0 && !_hasText) _text.Append('\n');
        _text.Append('<').Append(name);
        _open.Push(name);
        _isTagOpen = true;
        _hasText = false;
        return this;
    }

    /// <summary>Adds an attribute; null leaves it out.</summary>
    public SvgWriter With(string name, string? value)
    {
        if (value is null) return this;
        _text.Append(' ').Append(name).Append("=\"");
        AppendEscaped(value);
        _text.Append('"');
        return this;
    }

    /// <summary>Adds an attribute in pixels, with at most two decimals.</summary>
    public SvgWriter With(string name, double value) => With(name, Number(value));

    public SvgWriter Text(string value)
    {
        CloseTag();
        AppendEscaped(value);
        _hasText = true;
        return this;
    }

    public SvgWriter End()
    {
        var name = _open.Pop();
        if (_isTagOpen)
        {
            _text.Append("/>");
            _isTagOpen = false;
        }
        else
        {
            if (!_hasText) _text.Append('\n');
            _text.Append("</").Append(name).Append('>');
        }

        _hasText = false;
        return this;
    }

    /// <summary>A number as it stands in the file: at most two decimals, no trailing zeros, no negative zero.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value)) throw new ArgumentOutOfRangeException(nameof(value), value, "A place in a picture must be a finite number.");
        var rounded = Math.Round(value, 2);
        return rounded == 0 ? "0" : rounded.ToString("0.##", CultureInfo.InvariantCulture);
    }

    public override string ToString()
    {
        if (_open.Count > 0) throw new InvalidOperationException($"The element '{_open.Peek()}' is still open.");
        return _text.Append('\n').ToString();
    }

    private void CloseTag()
    {
        if (!_isTagOpen) return;
        _text.Append('>');
        _isTagOpen = false;
    }

    private void AppendEscaped(string value) => XmlText.AppendEscaped(_text, value);
}
