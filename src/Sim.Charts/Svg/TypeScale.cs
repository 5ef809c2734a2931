namespace Sim.Charts.Svg;

/// <summary>The font sizes and distances of a picture, in pixels.</summary>
internal sealed record TypeScale(double Title, double Subtitle, double Legend, double Tick, double Footnote, double Padding)
{
    /// <summary>Pictures narrower than this many pixels get smaller text and fewer labels.</summary>
    public const int NarrowBelow = 560;

    public static TypeScale For(int width) =>
        width < NarrowBelow ? new TypeScale(15, 12, 11.5, 11, 11, 12) : new TypeScale(18, 13, 12.5, 12, 11.5, 20);
}
