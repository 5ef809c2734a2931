using System.Collections.Immutable;

namespace Sim.Charts.Reports;

/// <summary>A table whose rows readers can sort by any column.</summary>
/// <param name="Caption">What the table shows; null leaves it out.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The rows; each has one cell per column.</param>
public sealed record TableBlock(string? Caption, ImmutableArray<TableColumn> Columns, ImmutableArray<ImmutableArray<TableCell>> Rows) : ReportBlock;

/// <summary>A column of a table.</summary>
/// <param name="Name">The heading.</param>
/// <param name="IsNumeric">Whether cells are numbers: set to the right and sorted by size.</param>
/// <param name="UnitNote">The unit, shown small after the heading, for columns whose cells leave it out; null shows nothing.</param>
public sealed record TableColumn(string Name, bool IsNumeric = false, string? UnitNote = null);

/// <summary>A cell of a table: what is shown, and what it is sorted by.</summary>
/// <param name="Text">The text shown.</param>
/// <param name="SortValue">The number to sort by; null sorts by the text, and last in numeric columns.</param>
public readonly record struct TableCell(string Text, double? SortValue = null)
{
    /// <summary>A number with its unit, sorted by size.</summary>
    /// <param name="unit">What the value measures.</param>
    /// <param name="value">The value in the unit's base; null or NaN is shown as a dash: absent, not zero.</param>
    /// <param name="digits">Significant digits, 1 to 15.</param>
    public static TableCell Of(Unit unit, double? value, int digits = 4) =>
        value is { } number && !double.IsNaN(number) ? new TableCell(UnitFormat.Format(unit, number, digits), number) : new TableCell("\u2013");
}
