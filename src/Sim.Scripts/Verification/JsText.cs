using System.Globalization;
using System.Text;

namespace Sim.Scripts.Verification;

/// <summary>Numbers as JavaScript's String(x) writes them: the same shortest digits as .NET's, laid out by other rules.</summary>
public static class JsText
{
    /// <summary>Appends a number.</summary>
    public static void AppendNumber(StringBuilder to, double value)
    {
        ArgumentNullException.ThrowIfNull(to);
        if (double.IsInteger(value) && Math.Abs(value) < 1e15)
        {
            to.Append(CultureInfo.InvariantCulture, $"{(long)value}");
            return;
        }

        if (!double.IsFinite(value))
        {
            to.Append(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
            return;
        }

        if (value < 0)
        {
            to.Append('-');
            value = -value;
        }

        Span<char> text = stackalloc char[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        Layout(to, text[..length]);
    }

    /// <summary>Takes .NET's text apart into digits and exponent and lays them out.</summary>
    private static void Layout(StringBuilder to, ReadOnlySpan<char> text)
    {
        Span<char> digits = stackalloc char[32];
        var count = 0;
        var exponent = 0;
        var seenPoint = false;
        var at = 0;
        for (; at < text.Length && text[at] != 'E'; at++)
        {
            if (text[at] == '.')
            {
                seenPoint = true;
                continue;
            }

            if (count > 0 || text[at] != '0')
            {
                digits[count++] = text[at];
                if (!seenPoint) exponent++;
            }
            else if (seenPoint)
            {
                exponent--;
            }
        }

        if (at < text.Length) exponent += int.Parse(text[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        while (count > 1 && digits[count - 1] == '0') count--;
        var shown = digits[..count];
        if (exponent is > 0 and <= 21)
        {
            if (count <= exponent)
            {
                to.Append(shown).Append('0', exponent - count);
            }
            else
            {
                to.Append(shown[..exponent]).Append('.').Append(shown[exponent..]);
            }
        }
        else if (exponent is > -6 and <= 0)
        {
            to.Append("0.").Append('0', -exponent).Append(shown);
        }
        else
        {
            to.Append(shown[0]);
            if (count > 1) to.Append('.').Append(shown[1..]);
            to.Append('e').Append(exponent > 0 ? '+' : '-').Append(CultureInfo.InvariantCulture, $"{Math.Abs(exponent - 1)}");
        }
    }
}
