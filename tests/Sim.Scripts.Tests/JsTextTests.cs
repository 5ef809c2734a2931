using System.Text;
using Sim.Scripts.Verification;

namespace Sim.Scripts.Tests;

/// <summary>Numbers look as JavaScript's String(x) writes them.</summary>
public sealed class JsTextTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(-0.0, "0")]
    [InlineData(5, "5")]
    [InlineData(-17, "-17")]
    [InlineData(0.1, "0.1")]
    [InlineData(1.5e-6, "0.0000015")]
    [InlineData(1.5e-7, "1.5e-7")]
    [InlineData(1e21, "1e+21")]
    [InlineData(123456789012345680000.0, "123456789012345680000")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(-1234.5678, "-1234.5678")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.PositiveInfinity, "Infinity")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    public void ANumber_IsWrittenAsInJavaScript(double value, string expected)
    {
        var text = new StringBuilder();
        JsText.AppendNumber(text, value);
        Assert.Equal(expected, text.ToString());
    }
}
