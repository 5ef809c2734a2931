using System.Text.Json;

namespace Sim.Experiments.Verification;

/// <summary>Reads lines of the form {"fn": name, "in": {inputs}, "out": number, object or "error"} into buffers that it keeps.</summary>
internal sealed class FormulaLineReader
{
    public string Function { get; private set; } = "";

    public FormulaInputs Inputs { get; } = new();

    public FormulaResult Expected { get; } = new();

    /// <summary>Takes in one line.</summary>
    /// <exception cref="FormatException">The line has not that form; the message says where not.</exception>
    public void Read(ReadOnlySpan<byte> line)
    {
        try
        {
            ReadLine(line);
        }
        catch (JsonException problem)
        {
            throw new FormatException($"This is not JSON at byte {problem.BytePositionInLine + 1}.", problem);
        }
    }

    private void ReadLine(ReadOnlySpan<byte> line)
    {
        Function = "";
        Inputs.Values.Clear();
        Expected.Clear();
        bool hasFunction = false;
        bool hasInputs = false;
        bool hasOutput = false;

        var reader = new Utf8JsonReader(line);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("The line is no JSON object.");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            reader.Read();
            switch (key)
            {
                case "fn" when !hasFunction && reader.TokenType == JsonTokenType.String:
                    Function = reader.GetString()!;
                    hasFunction = true;
                    break;
                case "in" when !hasInputs && reader.TokenType == JsonTokenType.StartObject:
                    ReadNumbers(ref reader, Inputs.Values, "input");
                    hasInputs = true;
                    break;
                case "out" when !hasOutput:
                    ReadOutput(ref reader);
                    hasOutput = true;
                    break;
                default:
                    throw new FormatException($"\"{key}\" is unknown, given twice or of the wrong type.");
            }
        }

        // One read more than the object has, so that the reader finds what may follow it.
        reader.Read();
        if (!hasFunction) throw new FormatException("\"fn\" is missing.");
        if (!hasInputs) throw new FormatException("\"in\" is missing.");
        if (!hasOutput) throw new FormatException("\"out\" is missing.");
    }

    private void ReadOutput(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartObject) ReadNumbers(ref reader, Expected.Values, "output");
        else if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("error"u8)) Expected.SetError();
        else Expected.Values.Add(FormulaResult.Single, ReadNumber(ref reader, "The output"));
    }

    private static void ReadNumbers(ref Utf8JsonReader reader, NamedNumbers values, string what)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            if (values.Contains(name)) throw new FormatException($"The {what} \"{name}\" is given twice.");
            reader.Read();
            bool isFlag = what == "input" && reader.TokenType is JsonTokenType.True or JsonTokenType.False;
            double value = isFlag
                ? (reader.TokenType == JsonTokenType.True ? 1.0 : 0.0)
                : ReadNumber(ref reader, $"The {what} \"{name}\"");
            values.Add(name, value);
        }
    }

    /// <summary>A number, or a string that stands for a number which JSON has not.</summary>
    private static double ReadNumber(ref Utf8JsonReader reader, string what)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value) && double.IsFinite(value)) return value;
        if (reader.TokenType == JsonTokenType.String)
        {
            if (reader.ValueTextEquals("Infinity"u8)) return double.PositiveInfinity;
            if (reader.ValueTextEquals("-Infinity"u8)) return double.NegativeInfinity;
            if (reader.ValueTextEquals("NaN"u8)) return double.NaN;
            if (reader.ValueTextEquals("-0"u8)) return -0.0;
        }

        throw new FormatException($"{what} is no number; special ones are \"Infinity\", \"-Infinity\", \"NaN\" and \"-0\".");
    }
}
