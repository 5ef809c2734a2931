using FsCheck;
using FsCheck.Fluent;

namespace Sim.Charts.Tests;

public class TickMakerTests
{
    public static TheoryData<double, double> Ranges => new()
    {
        { 0, 1 }, { 0, 10 }, { -5, 5 }, { -1e-9, 1e-9 }, { 1e-300, 3e-300 }, { 0, 1e300 }, { -1.7e308, 1.7e308 }, { -1e9, -1e8 },
        { 1e9, 1e9 + 1 }, { 0.1, 0.30000000000000004 }, { 99.9, 100.1 }, { 1e15, 1e15 + 10 }, { -0.001, 1234567 },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Make_OnLinearAxes_GivesNiceRisingTicksWithinTheRange(double min, double max)
    {
        var range = new AxisRange(min, max);
        foreach (var unit in Enum.GetValues<Unit>())
        {
            var ticks = TickMaker.Make(new Axis("x", unit), range, 6);
            AssertRisingWithin(ticks, range);
            Assert.InRange(ticks.Count, unit == Unit.Count ? 0 : 1, 20);
        }
    }

    [Fact]
    public void Make_OnLinearAxes_StepsByOneTwoTwoAndAHalfOrFive()
    {
        var ticks = TickMaker.Make(new Axis("x"), new AxisRange(0, 100), 6);
        Assert.Equal(["0", "20", "40", "60", "80", "100"], ticks.Select(t => t.Label));
        Assert.Equal(["0", "2.5", "5", "7.5", "10"], TickMaker.Make(new Axis("x"), new AxisRange(0, 10), 4).Select(t => t.Label));
    }

    [Fact]
    public void Make_ForRam_StepsByPowersOfTwo()
    {
        Assert.Equal(["0GB", "64GB", "128GB", "192GB", "256GB"], TickMaker.Make(new Axis("x", Unit.Gigabytes), new AxisRange(0, 256), 5).Select(t => t.Label));
        var ticks = TickMaker.Make(new Axis("x", Unit.Gigabytes, AxisScale.Log2), new AxisRange(8, 1048576), 9);
        Assert.Equal("16GB 64GB 256GB 1TB 4TB 16TB 64TB 256TB 1PB", string.Join(' ', ticks.Select(t => t.Label)));
    }

    [Fact]
    public void Make_ForTime_StepsLikeAClock()
    {
        Assert.Equal(["0ms", "15s", "30s", "45s", "1m"], TickMaker.Make(new Axis("x", Unit.Milliseconds), new AxisRange(0, 60_000), 4).Select(t => t.Label));
        Assert.Equal(["0ms", "20ms", "40ms", "60ms", "80ms"], TickMaker.Make(new Axis("x", Unit.Milliseconds), new AxisRange(0, 80), 4).Select(t => t.Label));
    }

    [Fact]
    public void Make_ForMoneyOnLog10_NamesDecades() =>
        Assert.Equal(["$1k/s", "$10k/s", "$100k/s", "$1m/s"], TickMaker.Make(new Axis("y", Unit.DollarsPerSecond, AxisScale.Log10), new AxisRange(900, 1.1e6), 4).Select(t => t.Label));

    [Theory]
    [InlineData(1e-300, 1e300)]
    [InlineData(1, 1.0001)]
    [InlineData(3, 7)]
    [InlineData(8, 1048576)]
    [InlineData(0.001, 0.002)]
    public void Make_OnLogAxes_StaysWithinTheRange(double min, double max)
    {
        foreach (var scale in new[] { AxisScale.Log10, AxisScale.Log2 })
        {
            var range = new AxisRange(min, max);
            var ticks = TickMaker.Make(new Axis("x", Unit.Plain, scale), range, 6);
            AssertRisingWithin(ticks, range);
            Assert.NotEmpty(ticks);
        }
    }

    [Fact]
    public void Make_ForAnyData_StaysWithinTheRange() => Prop.ForAll<double[], int>((values, target) =>
    {
        foreach (var scale in Enum.GetValues<AxisScale>())
        {
            var axis = new Axis("x", Unit.Plain, scale);
            var range = AxisRange.Fit(axis, scale == AxisScale.Linear ? values : values.Select(Math.Abs).Where(v => v > 0));
            Assert.True(range.Min < range.Max);
            var ticks = TickMaker.Make(axis, range, target);
            AssertRisingWithin(ticks, range);
            Assert.True(ticks.Count <= 61 || scale != AxisScale.Linear);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(AxisScale.Linear, 5)]
    [InlineData(AxisScale.Linear, 0)]
    [InlineData(AxisScale.Linear, -1e308)]
    [InlineData(AxisScale.Linear, 5e-324)]
    [InlineData(AxisScale.Log10, 5)]
    [InlineData(AxisScale.Log2, 1e300)]
    public void Fit_OnASinglePoint_PutsItInside(AxisScale scale, double value)
    {
        var range = AxisRange.Fit(new Axis("x", Unit.Plain, scale), [value]);
        Assert.True(range.Min < range.Max);
        Assert.InRange(value, range.Min, range.Max);
    }

    [Fact]
    public void Fit_WithoutData_HasARangeAnyway()
    {
        Assert.Equal(new AxisRange(0, 1), AxisRange.Fit(new Axis("x"), [double.NaN, double.PositiveInfinity]));
        Assert.Equal(new AxisRange(1, 10), AxisRange.Fit(new Axis("x", Unit.Plain, AxisScale.Log10), []));
    }

    [Fact]
    public void Fit_WithPositiveData_DoesNotInventNegativeValues() =>
        Assert.Equal(0, AxisRange.Fit(new Axis("x"), [0.1, 100]).Min);

    [Theory]
    [InlineData(AxisScale.Log10, 0)]
    [InlineData(AxisScale.Log2, -3)]
    public void Fit_OnLogAxesWithNonPositiveData_IsRefusedWithAReason(AxisScale scale, double value)
    {
        var error = Assert.Throws<ArgumentException>(() => AxisRange.Fit(new Axis("Total RAM", Unit.Gigabytes, scale), [1, value]));
        Assert.Contains("'Total RAM' is logarithmic, so its values must be above 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithFixedEnds_ChecksThem()
    {
        Assert.Throws<ArgumentException>(() => AxisRange.Fit(new Axis("x") { Min = 2, Max = 1 }, []));
        Assert.Throws<ArgumentException>(() => AxisRange.Fit(new Axis("x") { Max = double.NaN }, []));
        Assert.Throws<ArgumentException>(() => AxisRange.Fit(new Axis("x", Unit.Plain, AxisScale.Log10) { Min = 0 }, [1]));
        var range = AxisRange.Fit(new Axis("x") { Min = 50 }, [1, 2]);
        Assert.True(range.Min == 50 && range.Max > 50);
    }

    private static void AssertRisingWithin(IReadOnlyList<Tick> ticks, AxisRange range)
    {
        for (var i = 0; i < ticks.Count; i++)
        {
            Assert.InRange(ticks[i].Value, range.Min, range.Max);
            Assert.NotEmpty(ticks[i].Label);
            if (i > 0) Assert.True(ticks[i].Value > ticks[i - 1].Value);
        }
    }
}
