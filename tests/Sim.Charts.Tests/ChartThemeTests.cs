using System.Globalization;

namespace Sim.Charts.Tests;

public class ChartThemeTests
{
    // Full colour vision deficiencies in linear RGB: Machado, Oliveira and Fernandes, 2009, severity 1.
    private static readonly (string Name, double[] Matrix)[] Deficiencies =
    [
        ("protanopia", [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998]),
        ("deuteranopia", [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881]),
        ("tritanopia", [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900]),
        ("none", [1, 0, 0, 0, 1, 0, 0, 0, 1]),
    ];

    public static TheoryData<string> ThemeNames => ["light", "dark"];

    [Theory]
    [MemberData(nameof(ThemeNames))]
    public void Colours_StandOutFromTheirBackground(string name)
    {
        var theme = Theme(name);
        Assert.All(theme.Series, colour => Assert.True(Contrast(colour, theme.Background) >= 3, $"{colour} on {theme.Background}"));
        Assert.All(theme.Heat.Zip(theme.HeatInk), pair => Assert.True(Contrast(pair.First, pair.Second) >= 4, $"{pair}"));
        Assert.True(Contrast(theme.Muted, theme.Background) >= 4.5);
        Assert.True(Contrast(theme.Alarm, theme.Background) >= 4.5);
    }

    [Theory]
    [MemberData(nameof(ThemeNames))]
    public void SeriesColours_DifferForAllReaders(string name)
    {
        var colours = Theme(name).Series;
        foreach (var (deficiency, matrix) in Deficiencies)
        {
            for (var i = 0; i < colours.Length; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    // The Okabe-Ito set itself comes to 0.075 by this measure.
                    var distance = Distance(Perceived(colours[i], matrix), Perceived(colours[j], matrix));
                    Assert.True(distance >= 0.085, $"{colours[i]} and {colours[j]} differ by {distance:0.000} with {deficiency}.");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(ThemeNames))]
    public void HeatColours_ChangeLightnessInOneDirection(string name)
    {
        var lightness = Theme(name).Heat.Select(colour => Perceived(colour, Deficiencies[^1].Matrix).L).ToArray();
        Assert.Equal(name == "light" ? lightness.OrderDescending() : lightness.Order(), lightness);
    }

    [Fact]
    public void ToCss_DefinesAllVariablesThatPicturesUse()
    {
        var css = ChartTheme.Dark.ToCss();
        var used = new[] { ChartTheme.CssVariables.Ink, ChartTheme.CssVariables.Alarm }
            .Concat(ChartTheme.CssVariables.Series).Concat(ChartTheme.CssVariables.Heat).Concat(ChartTheme.CssVariables.HeatInk);
        Assert.All(used, variable => Assert.Contains(variable["var(".Length..^1] + ":#", css, StringComparison.Ordinal));
    }

    [Fact]
    public void Room_ReferencesNothingButTheRuntime() =>
        Assert.All(typeof(Chart).Assembly.GetReferencedAssemblies(), reference => Assert.StartsWith("System.", reference.Name!, StringComparison.Ordinal));

    private static ChartTheme Theme(string name) => name == "light" ? ChartTheme.Light : ChartTheme.Dark;

    private static double Contrast(string a, string b)
    {
        var (x, y) = (Luminance(a), Luminance(b));
        return (Math.Max(x, y) + 0.05) / (Math.Min(x, y) + 0.05);
    }

    private static double Luminance(string colour) => Linear(colour) is var (r, g, b) ? 0.2126 * r + 0.7152 * g + 0.0722 * b : 0;

    private static (double R, double G, double B) Linear(string colour)
    {
        double Channel(int start)
        {
            var c = int.Parse(colour.AsSpan(start, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }

        return (Channel(1), Channel(3), Channel(5));
    }

    /// <summary>A colour as a reader sees it, in Oklab, where distances are about as large as they seem.</summary>
    private static (double L, double A, double B) Perceived(string colour, double[] m)
    {
        var (r, g, b) = Linear(colour);
        double Row(int i) => Math.Clamp(m[i] * r + m[i + 1] * g + m[i + 2] * b, 0, 1);
        var (x, y, z) = (Row(0), Row(3), Row(6));
        var l = Math.Cbrt(0.4122214708 * x + 0.5363325363 * y + 0.0514459929 * z);
        var n = Math.Cbrt(0.2119034982 * x + 0.6806995451 * y + 0.1073969566 * z);
        var s = Math.Cbrt(0.0883024619 * x + 0.2817188376 * y + 0.6299787005 * z);
        return (
            0.2104542553 * l + 0.7936177850 * n - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * n + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * n - 0.8086757660 * s);
    }

    private static double Distance((double L, double A, double B) x, (double L, double A, double B) y) =>
        Math.Sqrt((x.L - y.L) * (x.L - y.L) + (x.A - y.A) * (x.A - y.A) + (x.B - y.B) * (x.B - y.B));
}
