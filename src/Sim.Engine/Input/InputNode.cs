using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Sim.Engine;

/// <summary>
/// A value of a JSON document that knows its place: the path and the line that messages about it name. Our own small tree,
/// because System.Text.Json's keeps no positions and turns the first error into an exception.
/// </summary>
public sealed class InputNode
{
    private readonly InputNode? _parent;
    private readonly string _step;

    private InputNode(InputNode? parent, string step, JsonValueKind kind, int line)
    {
        _parent = parent;
        _step = step;
        Kind = kind;
        Line = line;
    }

    public JsonValueKind Kind { get; }

    /// <summary>1 for the first line of the text.</summary>
    public int Line { get; }

    /// <summary>The characters of a string, the digits of a number as written; empty for other kinds.</summary>
    public string Text { get; private set; } = "";

    /// <summary>An object's members in the order of the text.</summary>
    public ImmutableArray<KeyValuePair<string, InputNode>> Members { get; private set; } = [];

    /// <summary>An array's items.</summary>
    public ImmutableArray<InputNode> Items { get; private set; } = [];

    /// <summary>For example <c>world.custom.hosts[2].ram</c>; empty for the document's root.</summary>
    public string Path
    {
        get
        {
            string parent = _parent?.Path ?? "";
            if (_step.Length == 0) return parent;
            return parent.Length == 0 || _step[0] == '[' ? parent + _step : $"{parent}.{_step}";
        }
    }

    /// <summary>The path with the line, for files that people write: <c>world.newGame (line 7)</c>.</summary>
    public string PathAndLine => string.Create(
        CultureInfo.InvariantCulture, $"{(Path.Length > 0 ? Path + " " : "")}(line {Line})");

    /// <summary>A member, or null if it is not there or this is no object.</summary>
    public InputNode? this[string key]
    {
        get
        {
            foreach ((string name, InputNode value) in Members)
            {
                if (name == key) return value;
            }

            return null;
        }
    }

    /// <summary>What a message calls this value: <c>"abc"</c>, <c>12</c>, <c>an object</c>, <c>null</c>.</summary>
    public string Describe() => Kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => Text.Length <= 60 ? $"\"{Text}\"" : $"\"{Text[..57]}...\"",
        JsonValueKind.Number => Text,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => "null",
    };

    /// <summary>Reads a whole document; adds a problem and returns null if it is no JSON.</summary>
    /// <param name="utf8">UTF-8, with or without a byte order mark.</param>
    /// <param name="problems">Where a syntax error or a key that comes twice is told.</param>
    /// <param name="root">What paths begin with; empty for the document of a file, PlayerSave for a document inside one.</param>
    /// <param name="lenient">Whether comments and trailing commas are allowed, as in files that people write.</param>
    public static InputNode? Parse(ReadOnlySpan<byte> utf8, InputProblems problems, string root = "", bool lenient = false)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions
        {
            AllowTrailingCommas = lenient,
            CommentHandling = lenient ? JsonCommentHandling.Skip : JsonCommentHandling.Disallow,
        });
        var builder = new Builder(utf8, problems);
        try
        {
            reader.Read();
            InputNode node = builder.Read(ref reader, null, root);
            reader.Read();
            return node;
        }
        catch (JsonException error)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
            problems.Add(root.Length > 0 ? $"{root} ({place})" : place, $"no valid JSON: {Reason(error)}");
            return null;
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for a string that is no UTF-8 or holds half a surrogate pair.
            problems.Add(root, "no valid JSON: a string is no valid Unicode text");
            return null;
        }
    }

    private static string Reason(JsonException error)
    {
        // The position is told already, in our own words.
        int end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        string reason = end > 0 ? error.Message[..end] : error.Message;
        return reason.TrimEnd('.', ' ');
    }

    private ref struct Builder(ReadOnlySpan<byte> utf8, InputProblems problems)
    {
        private readonly ReadOnlySpan<byte> _utf8 = utf8;
        private long _countedTo;
        private int _line = 1;

        public InputNode Read(ref Utf8JsonReader reader, InputNode? parent, string step)
        {
            var node = new InputNode(parent, step, KindOf(reader.TokenType), LineAt(reader.TokenStartIndex));
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    ReadMembers(ref reader, node);
                    break;
                case JsonTokenType.StartArray:
                    var items = ImmutableArray.CreateBuilder<InputNode>();
                    while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    {
                        items.Add(Read(ref reader, node, string.Create(CultureInfo.InvariantCulture, $"[{items.Count}]")));
                    }

                    node.Items = items.ToImmutable();
                    break;
                case JsonTokenType.String:
                    node.Text = reader.GetString() ?? "";
                    break;
                case JsonTokenType.Number:
                    node.Text = Encoding.ASCII.GetString(reader.ValueSpan);
                    break;
                default:
                    break;
            }

            return node;
        }

        private void ReadMembers(ref Utf8JsonReader reader, InputNode node)
        {
            var members = ImmutableArray.CreateBuilder<KeyValuePair<string, InputNode>>();
            var seen = new HashSet<string>(StringComparer.Ordinal);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string key = reader.GetString() ?? "";
                reader.Read();
                InputNode value = Read(ref reader, node, key);
                if (seen.Add(key)) members.Add(KeyValuePair.Create(key, value));
                else problems.Add(value.PathAndLine, "this key was given before", "each key once is needed");
            }

            node.Members = members.ToImmutable();
        }

        /// <summary>Counts on from the last token: tokens come in order, so the whole text is looked at once.</summary>
        private int LineAt(long index)
        {
            _line += _utf8[(int)_countedTo..(int)index].Count((byte)'\n');
            _countedTo = index;
            return _line;
        }

        private static JsonValueKind KindOf(JsonTokenType token) => token switch
        {
            JsonTokenType.StartObject => JsonValueKind.Object,
            JsonTokenType.StartArray => JsonValueKind.Array,
            JsonTokenType.String => JsonValueKind.String,
            JsonTokenType.Number => JsonValueKind.Number,
            JsonTokenType.True => JsonValueKind.True,
            JsonTokenType.False => JsonValueKind.False,
            _ => JsonValueKind.Null,
        };
    }
}
