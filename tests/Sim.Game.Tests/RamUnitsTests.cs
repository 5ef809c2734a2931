using FsCheck;
using FsCheck.Fluent;

namespace Sim.Game.Tests;

public sealed class RamUnitsTests
{
    [Theory]
    [InlineData("64GB", 6_400)]
    [InlineData("1.75GB", 175)]
    [InlineData("1.5TB", 153_600)]
    [InlineData("1 PB", 104_857_600)]
    [InlineData("16gb", 1_600)]
    [InlineData("0", 0)]
    public void TryParse_ReadsUnits(string text, long hundredths)
    {
        Assert.True(RamUnits.TryParse(text, out RamSize size));
        Assert.Equal(hundredths, size.Hundredths);
    }

    [Theory]
    [InlineData("64")]
    [InlineData("")]
    [InlineData("1.755GB")]
    [InlineData("64KB")]
    [InlineData("9999999999999999PB")]
    public void TryParse_RefusesTheRest(string text) => Assert.False(RamUnits.TryParse(text, out _));

    [Fact]
    public void Sizes_ReadBackAsPrinted() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll<long, int>((hundredths, shift) =>
        {
            var size = new RamSize((hundredths % 1_000_000) * (1L << (Math.Abs(shift % 24))));
            return RamUnits.TryParse(RamUnits.Format(size), out RamSize again) && again == size;
        }));
}
