using System.Collections.Immutable;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>A scheduler's options with every value read and checked; what was not given has its default.</summary>
[SharedState]
public sealed class OptionSet : IEquatable<OptionSet>
{
    [SharedState("the objects are durations, numbers, texts and the like")]
    private readonly ImmutableSortedDictionary<string, object> _values;

    private readonly ImmutableHashSet<string> _given;

    private OptionSet(ImmutableSortedDictionary<string, object> values, ImmutableHashSet<string> given)
    {
        _values = values;
        _given = given;
    }

    /// <summary>For schedulers without options.</summary>
    public static OptionSet Empty { get; } = new(ImmutableSortedDictionary.Create<string, object>(StringComparer.Ordinal), []);

    /// <summary>Every option as key and text, in the order of the keys; reading these gives an equal set.</summary>
    public IEnumerable<KeyValuePair<string, string>> Resolved =>
        _values.Select(value => KeyValuePair.Create(value.Key, OptionDefinition.Print(value.Value)));

    /// <summary>Reads and checks what was given.</summary>
    /// <param name="definitions">The options that there are.</param>
    /// <param name="given">Keys and texts, such as spacer and 20ms.</param>
    /// <param name="problems">Each unknown key, text of another form and value out of range is added here.</param>
    /// <param name="place">Where a key was given, for messages; the key itself if null.</param>
    /// <returns>A complete set: an option with a problem has its default.</returns>
    public static OptionSet Parse(
        IReadOnlyList<OptionDefinition> definitions,
        IEnumerable<KeyValuePair<string, string>> given,
        InputProblems problems,
        Func<string, string>? place = null)
    {
        ImmutableSortedDictionary<string, object>.Builder values = Empty._values.ToBuilder();
        foreach (OptionDefinition definition in definitions)
        {
            if (!definition.TryRead(definition.Default, out object value))
            {
                throw new InvalidOperationException($"The default \"{definition.Default}\" of option {definition.Key} is not valid itself.");
            }

            values.Add(definition.Key, value);
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string key, string text) in given)
        {
            string at = place?.Invoke(key) ?? key;
            OptionDefinition? definition = definitions.FirstOrDefault(option => option.Key == key);
            if (definition is null) problems.Add(at, $"unknown option \"{key}\"", NearestName.Hint(key, [.. definitions.Select(option => option.Key)]));
            else if (!seen.Add(key)) problems.Add(at, "this option was given before", "each option once is needed");
            else if (definition.TryRead(text, out object value)) values[key] = value;
            else problems.Add(at, $"\"{text}\"", definition.Valid());
        }

        return new OptionSet(values.ToImmutable(), [.. seen]);
    }

    /// <summary>Every option at its default.</summary>
    public static OptionSet Defaults(IReadOnlyList<OptionDefinition> definitions) => Parse(definitions, [], new InputProblems(""));

    /// <summary>What the user set, as key and text, in the order of the keys.</summary>
    public IEnumerable<KeyValuePair<string, string>> Given => Resolved.Where(option => _given.Contains(option.Key));

    /// <summary>True if there is such an option.</summary>
    public bool Has(string key) => _values.ContainsKey(key);

    /// <summary>True if the option was set by the user, false if it has its default.</summary>
    public bool IsGiven(string key) => _given.Contains(key);

    /// <summary>The same with another value for one option, checked already, as if the user had set it.</summary>
    public OptionSet With(string key, object value) => new(_values.SetItem(key, value), _given.Add(key));

    public SimDuration Duration(string key) => Value<SimDuration>(key);

    public double Fraction(string key) => Value<double>(key);

    public long Count(string key) => Value<long>(key);

    public RamSize Ram(string key) => Value<RamSize>(key);

    public string Choice(string key) => Value<string>(key);

    public bool Flag(string key) => Value<bool>(key);

    public string Text(string key) => Value<string>(key);

    public bool Equals(OptionSet? other) => other is not null && Resolved.SequenceEqual(other.Resolved);

    public override bool Equals(object? obj) => Equals(obj as OptionSet);

    public override int GetHashCode() => _values.Count;

    /// <summary><c>greed=10% spacer=20ms</c>.</summary>
    public override string ToString() => string.Join(' ', Resolved.Select(option => $"{option.Key}={option.Value}"));

    private T Value<T>(string key) => _values.TryGetValue(key, out object? value) && value is T typed
        ? typed
        : throw new ArgumentException($"There is no option {key} of type {typeof(T).Name}.", nameof(key));
}
