using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Sim.Engine.Tests;

public sealed class UnitsTests
{
    [Theory]
    [InlineData("20ms", 20_000)]
    [InlineData("1.5s", 1_500_000)]
    [InlineData("30m", 1_800_000_000)]
    [InlineData(" 1 h ", 3_600_000_000)]
    [InlineData("2d", 172_800_000_000)]
    [InlineData("7us", 7)]
    [InlineData("-3ms", -3_000)]
    [InlineData("0", 0)]
    public void TryParseDuration_ReadsUnits(string text, long micros)
    {
        Assert.True(Units.TryParseDuration(text, out SimDuration duration));
        Assert.Equal(micros, duration.Micros);
    }

    [Theory]
    [InlineData("")]
    [InlineData("20")]
    [InlineData("ms")]
    [InlineData("20 parsecs")]
    [InlineData("0.1us")]
    [InlineData("1,5s")]
    [InlineData("1e3ms")]
    [InlineData("99999999999999999d")]
    [InlineData("20MS")]
    public void TryParseDuration_RefusesTheRest(string text) => Assert.False(Units.TryParseDuration(text, out _));

    [Fact]
    public void Durations_ReadBackAsPrinted() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<long>(micros =>
        {
            var duration = new SimDuration(micros * 125);
            return Units.TryParseDuration(Units.Format(duration), out SimDuration again) && again == duration;
        }));

    [Fact]
    public void Fractions_ReadBackAsPrinted() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<double>(fraction =>
            !double.IsFinite(fraction) || (Units.TryParseFraction(Units.FormatFraction(fraction), out double again) && again.Equals(fraction + 0.0))));

    [Theory]
    [InlineData("10%", 0.1)]
    [InlineData("7%", 0.07)]
    [InlineData("0.25", 0.25)]
    [InlineData("100 %", 1)]
    [InlineData("1e-3", 0.001)]
    public void TryParseFraction_ReadsPercentAndPlain(string text, double fraction)
    {
        Assert.True(Units.TryParseFraction(text, out double read));
        Assert.Equal(fraction, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("ten")]
    public void TryParseFraction_RefusesTheRest(string text) => Assert.False(Units.TryParseFraction(text, out _));

    [Fact]
    public void Printing_IgnoresTheCulture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.Equal("12.5%", Units.FormatFraction(0.125));
            Assert.True(Units.TryParseDuration("1.5s", out SimDuration duration));
            Assert.Equal("1500ms", Units.Format(duration));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
