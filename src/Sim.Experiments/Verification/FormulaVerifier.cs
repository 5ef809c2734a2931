using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sim.Engine;

namespace Sim.Experiments.Verification;

/// <summary>
/// Computes every line of a formulas.jsonl again, which holds inputs and results of the game's own functions, and compares bit for bit.
/// </summary>
public static class FormulaVerifier
{
    /// <summary>Verifies a file. Multipliers that a line does not give are 1, intelligence 0.</summary>
    /// <param name="path">A file of JSON lines; blank lines are passed over.</param>
    /// <exception cref="InputException">The file cannot be read, or a line is malformed or lacks an input.</exception>
    public static VerifyReport Verify(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException(new InputProblem(path, "", problem.Message, "formula lines of the reference data are needed"));
        }

        var run = new Run(path);
        ReadOnlySpan<byte> rest = text;
        if (rest.StartsWith(Encoding.UTF8.Preamble)) rest = rest[Encoding.UTF8.Preamble.Length..];
        for (int number = 1; rest.Length > 0; number++)
        {
            int end = rest.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            line = line.Trim(" \t\r"u8);
            if (line.Length > 0) run.Check(line, number);
        }

        return run.Report();
    }

    private sealed class Run(string path)
    {
        private readonly FormulaLineReader _line = new();
        private readonly FormulaResult _got = new();
        private readonly Dictionary<string, int> _tallyOf = new(StringComparer.Ordinal);
        private readonly List<VerifyTally> _tallies = [];
        private string? _firstMismatch;

        public void Check(ReadOnlySpan<byte> line, int number)
        {
            try
            {
                _line.Read(line);
                CheckLine(line, number);
            }
            catch (FormatException problem)
            {
                throw new InputException(new InputProblem(path, $"line {number.ToString(CultureInfo.InvariantCulture)}", problem.Message));
            }
        }

        public VerifyReport Report() => new(
            Path.GetFileName(path),
            _tallies.Sum(tally => tally.Checked),
            _tallies.Sum(tally => tally.Mismatched),
            _firstMismatch)
        {
            Tallies = [.. _tallies],
        };

        private void CheckLine(ReadOnlySpan<byte> line, int number)
        {
            _got.Clear();
            bool isKnown = FormulaCatalog.All.TryGetValue(_line.Function, out var formula);
            if (isKnown)
            {
                CheckInputs(formula!);
                formula!.Call(_line.Inputs, _got);
            }

            bool isEqual = isKnown && AreEqual(_line.Expected, _got);
            Count(_line.Function, isEqual);
            if (!isEqual) _firstMismatch ??= Describe(line, number, isKnown);
        }

        /// <summary>Missing and unknown inputs are refused: the comparison would be with something else than the file means.</summary>
        private void CheckInputs(Formula formula)
        {
            var given = _line.Inputs.Values;
            foreach (string name in formula.Required)
            {
                if (!given.Contains(name)) throw new FormatException($"{_line.Function} lacks the input \"{name}\".");
            }

            for (int i = 0; i < given.Count; i++)
            {
                string name = given[i].Key;
                if (Array.IndexOf(formula.Required, name) >= 0 || Array.IndexOf(formula.Optional, name) >= 0) continue;
                throw new FormatException($"{_line.Function} takes no input \"{name}\".");
            }
        }

        private void Count(string function, bool isEqual)
        {
            if (!_tallyOf.TryGetValue(function, out int index))
            {
                index = _tallies.Count;
                _tallyOf.Add(function, index);
                _tallies.Add(new VerifyTally(function, 0, 0));
            }

            var tally = _tallies[index];
            _tallies[index] = tally with { Checked = tally.Checked + 1, Mismatched = tally.Mismatched + (isEqual ? 0 : 1) };
        }

        private string Describe(ReadOnlySpan<byte> line, int number, bool isKnown)
        {
            var text = new StringBuilder();
            text.Append(CultureInfo.InvariantCulture, $"{path}:{number}: {_line.Function}");
            text.Append(CultureInfo.InvariantCulture, $"\n  line      {Encoding.UTF8.GetString(line)}");
            for (int i = 0; i < _line.Inputs.Values.Count; i++)
            {
                var input = _line.Inputs.Values[i];
                text.Append(CultureInfo.InvariantCulture, $"\n  input     {input.Key} = {Number(input.Value)}");
            }

            AppendResult(text, "expected", _line.Expected);
            if (isKnown) AppendResult(text, "got", _got);
            else text.Append("\n  got       nothing: the function is unknown");
            return text.ToString();
        }

        private static void AppendResult(StringBuilder text, string title, FormulaResult result)
        {
            if (result.IsError) text.Append(CultureInfo.InvariantCulture, $"\n  {title,-8}  error");
            for (int i = 0; i < result.Values.Count; i++)
            {
                var value = result.Values[i];
                string name = value.Key == FormulaResult.Single ? "" : value.Key + " = ";
                text.Append(CultureInfo.InvariantCulture, $"\n  {title,-8}  {name}{Number(value.Value)}");
            }
        }

        private static bool AreEqual(FormulaResult expected, FormulaResult got)
        {
            if (expected.IsError || got.IsError) return expected.IsError && got.IsError;
            if (expected.Values.Count != got.Values.Count) return false;
            for (int i = 0; i < got.Values.Count; i++)
            {
                var value = got.Values[i];
                if (!expected.Values.Contains(value.Key)) return false;
                if (!AreEqual(expected.Values.Get(value.Key, 0.0), value.Value)) return false;
            }

            return true;
        }

        /// <summary>By bits, so that 0 and -0 differ; JavaScript has only one NaN, so all are equal.</summary>
        private static bool AreEqual(double expected, double got) =>
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(got) || (double.IsNaN(expected) && double.IsNaN(got));

        private static string Number(double value) =>
            string.Create(CultureInfo.InvariantCulture, $"{value:R} (0x{BitConverter.DoubleToInt64Bits(value):x16})");
    }
}
