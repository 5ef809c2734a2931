using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sim.Experiments.Tests.Schemas;

/// <summary>Checks a document against the part of JSON Schema that ours is written in; unknown words are an error.</summary>
internal sealed class SchemaCheck(JsonObject root)
{
    private static readonly string[] s_silent = ["$schema", "$defs", "title", "description", "properties", "patternProperties", "then", "else"];

    /// <summary>The first problem, with its place; null if there is none.</summary>
    public string? FirstProblem(JsonNode? value) => Check(root, value, "");

    private string? Check(JsonObject schema, JsonNode? value, string place)
    {
        foreach (var (word, rule) in schema)
        {
            if (!s_silent.Contains(word) && CheckWord(schema, word, rule!, value, place) is { } problem) return problem;
        }

        return null;
    }

    private string? CheckWord(JsonObject schema, string word, JsonNode rule, JsonNode? value, string place) => word switch
    {
        "$ref" => Check((JsonObject)root["$defs"]![rule.GetValue<string>()["#/$defs/".Length..]]!, value, place),
        "type" => (rule is JsonArray kinds ? kinds.Select(kind => kind!.GetValue<string>()) : [rule.GetValue<string>()]).Any(kind => IsOfType(kind, value)) ? null : $"{place}: no {rule}",
        "const" => JsonNode.DeepEquals(rule, value) ? null : $"{place}: not {rule}",
        "enum" => ((JsonArray)rule).Any(choice => JsonNode.DeepEquals(choice, value)) ? null : $"{place}: none of {rule}",
        "anyOf" => ((JsonArray)rule).Any(choice => Check((JsonObject)choice!, value, place) is null) ? null : $"{place}: fits none of the forms",
        "oneOf" => ((JsonArray)rule).Count(choice => Check((JsonObject)choice!, value, place) is null) == 1 ? null : $"{place}: fits not exactly one form",
        "if" => Check((JsonObject)schema[Check((JsonObject)rule, value, place) is null ? "then" : "else"]!, value, place),
        "required" => ((JsonArray)rule).FirstOrDefault(key => value is JsonObject parent && !parent.ContainsKey(key!.GetValue<string>())) is { } missing ? $"{place}.{missing}: missing" : null,
        "additionalProperties" => CheckMembers(schema, value as JsonObject, place),
        "items" => (value as JsonArray)?.Select((item, i) => Check((JsonObject)rule, item, FormattableString.Invariant($"{place}[{i}]"))).FirstOrDefault(problem => problem is not null),
        "minItems" => value is JsonArray list && list.Count < rule.GetValue<int>() ? $"{place}: too few" : null,
        "minLength" => value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Length < rule.GetValue<int>() ? $"{place}: too short" : null,
        "pattern" => value?.GetValueKind() == JsonValueKind.String && !Regex.IsMatch(value.GetValue<string>(), rule.GetValue<string>()) ? $"{place}: does not match {rule}" : null,
        "minimum" => value?.GetValueKind() == JsonValueKind.Number && Number(value) < Number(rule) ? $"{place}: below {rule}" : null,
        "maximum" => value?.GetValueKind() == JsonValueKind.Number && Number(value) > Number(rule) ? $"{place}: above {rule}" : null,
        _ => throw new InvalidOperationException($"This check does not know \"{word}\"."),
    };

    private string? CheckMembers(JsonObject schema, JsonObject? value, string place)
    {
        var known = (JsonObject)schema["properties"]!;
        var patterns = schema["patternProperties"] as JsonObject ?? [];
        foreach (var (key, member) in value ?? [])
        {
            var rule = known[key] ?? patterns.FirstOrDefault(pattern => Regex.IsMatch(key, pattern.Key)).Value;
            if (rule is null) return $"{place}.{key}: unknown";
            if (Check((JsonObject)rule, member, $"{place}.{key}") is { } problem) return problem;
        }

        return null;
    }

    private static double Number(JsonNode node) => JsonSerializer.Deserialize<double>(node.ToJsonString());

    private static bool IsOfType(string type, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        JsonValueKind.Number => type == "number" || (type == "integer" && Number(value) % 1 == 0),
        _ => type == "null",
    };
}
