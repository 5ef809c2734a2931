namespace Sim.Charts.Svg;

/// <summary>Turns cell values into one of the theme's heat steps.</summary>
internal sealed class HeatColours
{
    private readonly ColourScale _scale;

    /// <summary>Spans the scale over the finite values of some cells.</summary>
    /// <exception cref="ArgumentException">A logarithmic scale is given a value at or below 0, or its fixed ends are not in order.</exception>
    public HeatColours(ColourScale scale, IEnumerable<HeatCell> cells)
    {
        _scale = scale;
        var values = cells.Select(cell => cell.Value).Where(double.IsFinite).ToArray();
        var axis = new Axis(scale.Label, scale.Unit, scale.Scale) { Min = scale.Min, Max = scale.Max };

        // Fit refuses what can't be shown; the ends are then the data's own, without the room an axis adds.
        var range = AxisRange.Fit(axis, values);
        Min = scale.Min ?? (values.Length > 0 ? Math.Min(values.Min(), scale.Max ?? double.MaxValue) : range.Min);
        Max = scale.Max ?? (values.Length > 0 ? Math.Max(values.Max(), Min) : range.Max);
    }

    public double Min { get; }

    public double Max { get; }

    /// <summary>The step of a finite value, 0 (faint) to <see cref="ChartTheme.HeatStepCount"/> - 1 (strong).</summary>
    public int StepOf(double value)
    {
        if (Max / 2 - Min / 2 <= 0) return ChartTheme.HeatStepCount / 2;
        var share = _scale.Scale == AxisScale.Linear
            ? (value / 2 - Min / 2) / (Max / 2 - Min / 2)
            : (Math.Log(value) - Math.Log(Min)) / (Math.Log(Max) - Math.Log(Min));
        return (int)Math.Clamp(Math.Floor(Math.Clamp(share, 0, 1) * ChartTheme.HeatStepCount), 0, ChartTheme.HeatStepCount - 1);
    }
}
