using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Sim.Charts.Tests;

public class UnitFormatTests
{
    [Theory]
    [InlineData(Unit.DollarsPerSecond, 1.2e9, "$1.2b/s")]
    [InlineData(Unit.Dollars, 350e6, "$350m")]
    [InlineData(Unit.Dollars, -1234, "\u2212$1.23k")]
    [InlineData(Unit.Dollars, 0, "$0")]
    [InlineData(Unit.Dollars, 999_960, "$1m")]
    [InlineData(Unit.Dollars, 1e33, "$1000n")]
    [InlineData(Unit.Dollars, 2.5e40, "$2.5e10n")]
    [InlineData(Unit.Dollars, 0.05, "$0.05")]
    [InlineData(Unit.Gigabytes, 64, "64GB")]
    [InlineData(Unit.Gigabytes, 1024, "1TB")]
    [InlineData(Unit.Gigabytes, 1048576, "1PB")]
    [InlineData(Unit.Gigabytes, 1.75, "1.75GB")]
    [InlineData(Unit.Gigabytes, 0.5, "512MB")]
    [InlineData(Unit.Gigabytes, 0, "0GB")]
    [InlineData(Unit.Milliseconds, 20, "20ms")]
    [InlineData(Unit.Milliseconds, 1500, "1.5s")]
    [InlineData(Unit.Milliseconds, 600_000, "10m")]
    [InlineData(Unit.Milliseconds, 7_200_000, "2h")]
    [InlineData(Unit.Milliseconds, 0.25, "250\u00b5s")]
    [InlineData(Unit.Fraction, 0.125, "12.5%")]
    [InlineData(Unit.Fraction, 1, "100%")]
    [InlineData(Unit.Fraction, 0.9999, "100%")]
    [InlineData(Unit.Count, 1200, "1.2k")]
    [InlineData(Unit.Count, 950, "950")]
    [InlineData(Unit.Plain, 12345, "12345")]
    [InlineData(Unit.Plain, 0.00001, "1e\u22125")]
    [InlineData(Unit.Plain, double.NaN, "\u2013")]
    [InlineData(Unit.Plain, double.NegativeInfinity, "\u2212\u221e")]
    public void Format_WritesTheUnit(Unit unit, double value, string expected) => Assert.Equal(expected, UnitFormat.Format(unit, value));

    [Fact]
    public void Format_WithMoreDigits_IsMoreExact()
    {
        Assert.Equal("$1.2346b/s", UnitFormat.Format(Unit.DollarsPerSecond, 1_234_567_890, 5));
        Assert.Equal("12345", UnitFormat.Format(Unit.Count, 12345, 5));
        Assert.Equal("4.4742s", UnitFormat.Format(Unit.Milliseconds, 4474.2, 5));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    public void Format_WithDigitsOutsideTheirRange_IsRefused(int digits) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UnitFormat.Format(Unit.Plain, 1, digits));

    [Fact]
    public void Format_IgnoresTheCulture()
    {
        using var _ = new CultureScope("de-DE");
        Assert.Equal("1,5", 1.5.ToString(CultureInfo.CurrentCulture));
        Assert.Equal("$1.5k", UnitFormat.Format(Unit.Dollars, 1500));
    }

    [Fact]
    public void Format_NeverThrowsAndIsNeverEmpty() =>
        Prop.ForAll<double>(value =>
            Enum.GetValues<Unit>().All(unit => UnitFormat.Format(unit, value).Length is > 0 and < 40)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(Unit.Dollars, 1250, 250, "$1.25k")]
    [InlineData(Unit.Dollars, 1e-20, 250, "$0")]
    [InlineData(Unit.Milliseconds, 90_000, 30_000, "1.5m")]
    [InlineData(Unit.Count, 1_000_000_500, 500, "1.0000005b")]
    [InlineData(Unit.Fraction, 0.0025, 0.0025, "0.25%")]
    public void FormatTick_HasTheDecimalsOfTheStep(Unit unit, double value, double step, string expected) =>
        Assert.Equal(expected, UnitFormat.FormatTick(unit, value, step));
}
