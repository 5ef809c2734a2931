using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>
/// The colours of a picture. The series colours keep the hues of the Okabe-Ito set, with lightness chosen so that every two of them
/// stay apart for readers with any of the three colour vision deficiencies, at no less than 3:1 contrast with the background.
/// (Darkening the set evenly does not do: vermillion and orange become one colour to a deuteranope.)
/// </summary>
public sealed record ChartTheme
{
    /// <summary>The number of series colours; later series start over with other markers and dashes.</summary>
    public const int SeriesColourCount = 8;

    /// <summary>The number of steps of the heat map's colours.</summary>
    public const int HeatStepCount = 16;

    private static readonly string[] RoleNames = ["bg", "ink", "muted", "axis", "grid", "alarm"];

    private ChartTheme(ImmutableArray<string> roles, ImmutableArray<string> series, ImmutableArray<string> heat, ImmutableArray<string> heatInk)
    {
        Roles = roles;
        Series = series;
        Heat = heat;
        HeatInk = heatInk;
    }

    /// <summary>Dark marks on white, with fixed colours, for stand-alone files.</summary>
    public static ChartTheme Light { get; } = new(
        ["#ffffff", "#1b2128", "#56606b", "#8b949e", "#e4e7eb", "#b42318"],
        ["#3856af", "#962103", "#05866c", "#c465aa", "#976600", "#2b99e7", "#7d9f10", "#3a4351"],
        [
            "#f6f1d5", "#e7ebc6", "#d7e5b8", "#c8dfa9", "#abd5a9", "#8ecaa9", "#6dbfa8", "#58afab",
            "#429fad", "#2a8fae", "#2b7ea8", "#2b6ca2", "#2b5b9c", "#2d4a8b", "#2c3a7b", "#2a2a6b",
        ],
        InkFor("#1c2126", "#ffffff", darkFrom: 0, darkTo: 9));

    /// <summary>Light marks on a dark ground, with fixed colours, for stand-alone files.</summary>
    public static ChartTheme Dark { get; } = new(
        ["#14181d", "#e8ebee", "#a3adb8", "#6b7683", "#2a3038", "#ff8a7a"],
        ["#6791db", "#d56415", "#30c093", "#b96b9a", "#e0a308", "#65d1fc", "#f2df57", "#deeef2"],
        [
            "#20283c", "#243452", "#274068", "#2a4d80", "#2b5e8c", "#2b6f97", "#2a81a3", "#3591a2",
            "#41a2a1", "#4db29f", "#6fbe9b", "#8dca96", "#a9d68f", "#c4df9f", "#dee9b0", "#f8f2c0",
        ],
        InkFor("#12161a", "#f4f6f8", darkFrom: 6, darkTo: 15));

    /// <summary>Colours are CSS variables (--chart-…), for pictures inside a page that defines them with <see cref="ToCss"/>.</summary>
    public static ChartTheme CssVariables { get; } = new(
        [.. RoleNames.Select(name => $"var(--chart-{name})")],
        [.. Enumerable.Range(0, SeriesColourCount).Select(i => $"var(--chart-series-{i})")],
        [.. Enumerable.Range(0, HeatStepCount).Select(i => $"var(--chart-heat-{i})")],
        [.. Enumerable.Range(0, HeatStepCount).Select(i => $"var(--chart-heat-ink-{i})")]);

    internal string Background => Roles[0];

    internal string Ink => Roles[1];

    internal string Muted => Roles[2];

    internal string AxisLine => Roles[3];

    internal string Grid => Roles[4];

    internal string Alarm => Roles[5];

    internal ImmutableArray<string> Series { get; }

    internal ImmutableArray<string> Heat { get; }

    internal ImmutableArray<string> HeatInk { get; }

    private ImmutableArray<string> Roles { get; }

    /// <summary>The declarations that give the CSS variables this theme's colours, without a selector around them.</summary>
    public string ToCss()
    {
        var names = RoleNames
            .Concat(Enumerable.Range(0, SeriesColourCount).Select(i => $"series-{i}"))
            .Concat(Enumerable.Range(0, HeatStepCount).Select(i => $"heat-{i}"))
            .Concat(Enumerable.Range(0, HeatStepCount).Select(i => $"heat-ink-{i}"));
        var values = Roles.Concat(Series).Concat(Heat).Concat(HeatInk);
        return string.Concat(names.Zip(values, (name, value) => $"--chart-{name}:{value};"));
    }

    /// <summary>The text colour for each heat step: the darker one where it stands out more (at least 4:1).</summary>
    private static ImmutableArray<string> InkFor(string dark, string light, int darkFrom, int darkTo) =>
        [.. Enumerable.Range(0, HeatStepCount).Select(i => i >= darkFrom && i <= darkTo ? dark : light)];
}
