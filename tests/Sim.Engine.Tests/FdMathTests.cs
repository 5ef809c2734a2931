using System.Globalization;
using System.Runtime.InteropServices;
using Sim.Engine.Numbers;
using Sim.Testing;

namespace Sim.Engine.Tests;

public sealed class FdMathTests
{
    [Theory]
    [InlineData("log", 2000)]
    [InlineData("exp", 2000)]
    [InlineData("log1p", 2000)]
    [InlineData("pow", 3000)]
    public void CommittedVectors_AreEqualBitForBit(string function, int countMin)
    {
        var comparison = new Comparison(function);
        foreach (double[] record in ReadVectors(function)) comparison.Add(record);

        Assert.True(comparison.Count >= countMin, $"Only {comparison.Count} vectors of {function}.");
        comparison.ShouldBeEqual();
    }

    [NodeFact]
    public void Log_OnAMillionInputs_EqualsNode() => CompareWithNode("log");

    [NodeFact]
    public void Exp_OnAMillionInputs_EqualsNode() => CompareWithNode("exp");

    [NodeFact]
    public void Log1P_OnAMillionInputs_EqualsNode() => CompareWithNode("log1p");

    [NodeFact]
    public void Pow_OnAMillionInputs_EqualsNode() => CompareWithNode("pow");

    [Fact]
    public void Pow_FollowsJavaScriptWhereItLeavesIeee754()
    {
        Assert.True(double.IsNaN(FdMath.Pow(1, double.PositiveInfinity)));
        Assert.True(double.IsNaN(FdMath.Pow(-1, double.NegativeInfinity)));
        Assert.True(double.IsNaN(FdMath.Pow(1, double.NaN)));
        Assert.Equal(1.0, FdMath.Pow(double.NaN, 0));
    }

    private static void CompareWithNode(string function)
    {
        const int Count = 1_000_000;
        string path = Path.Combine(Path.GetTempPath(), $"fdmath-{function}-{Guid.NewGuid():N}.bin");
        try
        {
            NodeProcess.Run(Repository.Data("fdmath-vectors.mjs"), "binary", function, Count.ToString(CultureInfo.InvariantCulture), "20", path);
            var values = MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(path));
            int width = values.Length / Count;
            var comparison = new Comparison(function);
            for (int i = 0; i < values.Length; i += width) comparison.Add(values.Slice(i, width));

            Assert.Equal(Count, comparison.Count);
            comparison.ShouldBeEqual();
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The records of one function: a line with its name starts them, each further line holds inputs and output.</summary>
    private static IEnumerable<double[]> ReadVectors(string function)
    {
        bool inside = false;
        foreach (string line in File.ReadLines(Repository.Data("fdmath-vectors.txt")))
        {
            if (line.StartsWith('#')) continue;
            if (line.Length < 16) inside = line == function;
            else if (inside) yield return [.. line.Split(' ').Select(hex => BitConverter.UInt64BitsToDouble(ulong.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture)))];
        }
    }

    /// <summary>Counts the results that differ and keeps the first few for the message.</summary>
    private sealed class Comparison(string function)
    {
        private readonly List<string> _examples = [];
        private int _mismatches;

        public int Count { get; private set; }

        public void Add(ReadOnlySpan<double> record)
        {
            double expected = record[^1];
            double actual = function switch
            {
                "log" => FdMath.Log(record[0]),
                "exp" => FdMath.Exp(record[0]),
                "log1p" => FdMath.Log1P(record[0]),
                "pow" => FdMath.Pow(record[0], record[1]),
                _ => throw new ArgumentException($"No function {function}."),
            };

            Count++;
            if (BitConverter.DoubleToInt64Bits(actual) == BitConverter.DoubleToInt64Bits(expected)) return;
            if (double.IsNaN(actual) && double.IsNaN(expected)) return;

            _mismatches++;
            if (_examples.Count == 5) return;
            string inputs = string.Join(", ", record[..^1].ToArray().Select(Text));
            _examples.Add($"{function}({inputs}) = {Text(expected)}, got {Text(actual)}");
        }

        public void ShouldBeEqual() => Assert.True(
            _mismatches == 0,
            $"{_mismatches} of {Count} results of {function} differ:{Environment.NewLine}{string.Join(Environment.NewLine, _examples)}");

        private static string Text(double x) =>
            string.Create(CultureInfo.InvariantCulture, $"{x:R} (0x{BitConverter.DoubleToInt64Bits(x):x16})");
    }
}
