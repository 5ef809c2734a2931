namespace Sim.Engine.Tests;

public sealed class SimTimeTests
{
    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.999, 0)]
    [InlineData(1.0, 1000)]
    [InlineData(21454.99, 21_454_000)]
    [InlineData(-3.5, 0)]
    public void FromTimerDelay_TruncatesToWholeMilliseconds(double milliseconds, long micros) =>
        Assert.Equal(micros, SimDuration.FromTimerDelay(milliseconds).Micros);

    [Fact]
    public void ToString_IgnoresTheCulture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal("1234.5ms", new SimTime(1_234_500).ToString());
            Assert.Equal("-0.25ms", new SimDuration(-250).ToString());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Differences_AreDurations()
    {
        var span = SimTime.FromMilliseconds(30) - SimTime.FromMilliseconds(50);
        Assert.Equal(-20_000, span.Micros);
        Assert.Equal(SimTime.FromMilliseconds(30), SimTime.FromMilliseconds(50) + span);
    }
}
