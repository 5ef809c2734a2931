namespace Sim.Charts.Svg;

/// <summary>A rectangle in the picture, in pixels from the top left corner.</summary>
internal readonly record struct Box(double X, double Y, double Width, double Height)
{
    public double Right => X + Width;

    public double Bottom => Y + Height;

    /// <summary>Whether two rectangles share an area; touching edges don't count, nor does rounding.</summary>
    public bool Overlaps(Box other) =>
        X < other.Right - Tolerance && other.X < Right - Tolerance && Y < other.Bottom - Tolerance && other.Y < Bottom - Tolerance;

    private const double Tolerance = 1e-6;
}
