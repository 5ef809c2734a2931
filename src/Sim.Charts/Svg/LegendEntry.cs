namespace Sim.Charts.Svg;

/// <summary>What stands before a name in the legend.</summary>
internal enum LegendSwatch
{
    Line,
    LineWithMarker,
    Marker,
    Area,
    AreaWithMarker,
    Hatch,
}

/// <summary>One name of the legend.</summary>
/// <param name="Name">The full name; the layout shortens it where it must.</param>
/// <param name="Series">The index by which all marks of the series are found; null for entries that can't be switched off.</param>
/// <param name="Style">Colour, marker and dash.</param>
/// <param name="Swatch">What is drawn before the name.</param>
/// <param name="Dash">The line's dash; null is solid.</param>
internal sealed record LegendEntry(string Name, int? Series, SeriesStyle Style, LegendSwatch Swatch, string? Dash = null);

/// <summary>A legend entry with its place.</summary>
internal sealed record LegendItem(LegendEntry Entry, string Text, Box Box);
