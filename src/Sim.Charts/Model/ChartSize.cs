namespace Sim.Charts;

/// <summary>The size a picture is laid out for. The height grows where the legend or many rows need more.</summary>
/// <param name="Width">The width in CSS pixels, 240 to 4000.</param>
/// <param name="Height">The least height in CSS pixels, 160 to 4000.</param>
public readonly record struct ChartSize(int Width, int Height)
{
    /// <summary>For reports and wide pages: 960 by 540.</summary>
    public static ChartSize Wide { get; } = new(960, 540);

    /// <summary>For telephones: 360 by 400, with smaller text and fewer labels.</summary>
    public static ChartSize Narrow { get; } = new(360, 400);
}
