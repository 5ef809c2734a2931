using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Sim.Engine;

/// <summary>
/// An object of a file that people write, read key by key. Every question that the object can't answer adds a problem with path
/// and line and gives null, so that reading goes on and finds the other problems.
/// </summary>
public sealed class InputObject
{
    private readonly InputNode _node;
    private readonly InputProblems _problems;

    private InputObject(InputNode node, InputProblems problems)
    {
        _node = node;
        _problems = problems;
    }

    /// <summary>A text reader such as <see cref="Units.TryParseDuration"/>.</summary>
    public delegate bool TryParse<T>(string text, out T value);

    public InputNode Node => _node;

    /// <summary>Checks that the value is an object with none but these keys; null if it is no object.</summary>
    public static InputObject? Open(InputNode node, InputProblems problems, params ImmutableArray<string> keys)
    {
        if (node.Kind != JsonValueKind.Object)
        {
            problems.Add(node.PathAndLine, node.Describe(), $"an object is needed, with: {string.Join(", ", keys)}");
            return null;
        }

        foreach ((string key, InputNode value) in node.Members)
        {
            if (!keys.Contains(key)) problems.Add(value.PathAndLine, $"unknown key \"{key}\"", NearestName.Hint(key, keys));
        }

        return new InputObject(node, problems);
    }

    /// <summary>True if the key is there and not null: null stands for the default.</summary>
    public bool Has(string key) => _node[key] is { Kind: not JsonValueKind.Null };

    /// <summary>The value, or null if the key is not there.</summary>
    public InputNode? Value(string key) => Has(key) ? _node[key] : null;

    /// <summary>The value, or a problem if the key is not there.</summary>
    public InputNode? Required(string key, string valid)
    {
        if (!Has(key)) Add(key, "missing", valid);
        return Value(key);
    }

    /// <summary>Adds a problem at this key, or at the object if the key is not there.</summary>
    public void Add(string key, string problem, string valid = "")
    {
        if (_node[key] is { } value) _problems.Add(value.PathAndLine, problem, valid);
        else _problems.Add(string.Create(CultureInfo.InvariantCulture, $"{(_node.Path.Length > 0 ? _node.Path + "." : "")}{key} (line {_node.Line})"), problem, valid);
    }

    public string? Text(string key)
    {
        if (Value(key) is not { } value) return null;
        if (value.Kind == JsonValueKind.String && value.Text.Trim().Length > 0) return value.Text;
        Add(key, value.Describe(), "a text is needed");
        return null;
    }

    /// <summary>A number within a range, both ends included.</summary>
    public double? Number(string key, double min, double max)
    {
        if (Value(key) is not { } value) return null;
        if (value.Kind == JsonValueKind.Number && Units.TryParseNumber(value.Text, out double number) && number >= min && number <= max) return number;
        Add(key, value.Describe(), $"a number {Range(min, max)} is needed");
        return null;
    }

    /// <summary>A whole number within a range, both ends included.</summary>
    public long? Whole(string key, long min, long max)
    {
        if (Value(key) is not { } value) return null;
        bool isWhole = long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number);
        if (value.Kind == JsonValueKind.Number && isWhole && number >= min && number <= max) return number;
        Add(key, value.Describe(), $"a whole number {Range(min, max)} is needed");
        return null;
    }

    /// <summary>A value with a unit, written as a text.</summary>
    /// <param name="key">The key.</param>
    /// <param name="parse">Reads the text.</param>
    /// <param name="help">What is needed, for the message.</param>
    public T? Measure<T>(string key, TryParse<T> parse, string help)
        where T : struct
    {
        if (Value(key) is not { } value) return null;
        bool mayHaveUnit = value.Kind is JsonValueKind.String or JsonValueKind.Number;
        if (mayHaveUnit && parse(value.Text, out T measure)) return measure;
        Add(key, value.Describe(), help);
        return null;
    }

    /// <summary>The items of a list; none if the key is not there.</summary>
    public ImmutableArray<InputNode> List(string key)
    {
        if (Value(key) is not { } value) return [];
        if (value.Kind == JsonValueKind.Array) return value.Items;
        Add(key, value.Describe(), "a list is needed");
        return [];
    }

    private static string Range(double min, double max)
    {
        string from = min.ToString("R", CultureInfo.InvariantCulture);
        return max >= long.MaxValue ? $">= {from}" : $"from {from} to {max.ToString("R", CultureInfo.InvariantCulture)}";
    }
}
