using System.Collections.Immutable;

namespace Sim.Charts;

/// <summary>A value for each pair of two settings, as coloured cells. Cells without a value are hatched.</summary>
public sealed record HeatMapChart : Chart
{
    public required HeatAxis X { get; init; }

    public required HeatAxis Y { get; init; }

    /// <summary>The cells, in any order; a later one replaces an earlier one at the same place.</summary>
    public required ImmutableArray<HeatCell> Cells { get; init; }

    public required ColourScale Colours { get; init; }

    /// <summary>Whether values are written into the cells when all of them fit; true by default.</summary>
    public bool HasValueLabels { get; init; } = true;
}

/// <summary>The rows or columns of a heat map. All are equally large, whatever their values.</summary>
public sealed record HeatAxis
{
    private HeatAxis(string label, ImmutableArray<string> names, bool isNumeric)
    {
        Label = label;
        Names = names;
        IsNumeric = isNumeric;
    }

    /// <summary>What the axis tells apart.</summary>
    public string Label { get; }

    /// <summary>The text of each row or column.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether the axis is made of numbers; numeric rows rise from the bottom, named ones start at the top.</summary>
    public bool IsNumeric { get; }

    /// <summary>Rows or columns with names.</summary>
    public static HeatAxis OfNames(string label, IEnumerable<string> names) => new(label, [.. names], false);

    /// <summary>Rows or columns that stand for numbers, in the order given.</summary>
    public static HeatAxis OfValues(string label, Unit unit, IEnumerable<double> values) =>
        new(label, [.. values.Select(value => UnitFormat.Format(unit, value, 4))], true);
}

/// <summary>One cell of a heat map.</summary>
/// <param name="Column">The column's index, 0 to the number of columns - 1.</param>
/// <param name="Row">The row's index, 0 to the number of rows - 1.</param>
/// <param name="Value">The value; NaN or infinite means missing.</param>
/// <param name="Note">A remark for the read-out.</param>
public readonly record struct HeatCell(int Column, int Row, double Value, string? Note = null);

/// <summary>How cell values become colours, from faint (low) to strong (high).</summary>
/// <param name="Label">What the cells measure.</param>
/// <param name="Unit">How values are written.</param>
/// <param name="Scale">Linear or logarithmic; both logarithms give the same colours. Logarithmic values must be above 0.</param>
public sealed record ColourScale(string Label, Unit Unit = Unit.Plain, AxisScale Scale = AxisScale.Linear)
{
    /// <summary>The value of the faintest colour; null takes the lowest value. Lower values get the same colour.</summary>
    public double? Min { get; init; }

    /// <summary>The value of the strongest colour; null takes the highest value. Higher values get the same colour.</summary>
    public double? Max { get; init; }
}
