using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Experiments.Tests.Schemas;

public sealed class ScenarioSchemaTests
{
    private const string World = "\"world\": { \"newGame\": {} }, \"scheduler\": \"jit\"";
    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonObject s_schema = (JsonObject)JsonNode.Parse(ScenarioSchema.Write())!;

    public static TheoryData<string> ScenarioFiles =>
        [.. Directory.EnumerateFiles(Repository.File("bench", "scenarios"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => Path.GetRelativePath(Repository.Root, file))];

    [Fact]
    public void TheCommittedFile_IsTheGeneratedOne() =>
        Assert.True(File.ReadAllText(Repository.File("docs", "scenario.schema.json")) == ScenarioSchema.Write(), "docs/scenario.schema.json is out of date; make it anew with: sim schema --out docs/scenario.schema.json");

    [Theory]
    [MemberData(nameof(ScenarioFiles))]
    public void EveryShippedFile_IsValid(string file) =>
        Assert.Null(new SchemaCheck(s_schema).FirstProblem(JsonNode.Parse(File.ReadAllText(Repository.File(file)), documentOptions: s_lenient)));

    [Fact]
    public void EveryScheduler_WithItsDefaults_IsValid()
    {
        foreach (var scheduler in SchedulerCatalogue.All)
        {
            var options = new JsonObject { ["name"] = scheduler.Name };
            foreach (var (key, value) in OptionSet.Defaults(scheduler.Options).Resolved)
            {
                var kind = scheduler.Options.First(option => option.Key == key).Kind;
                options[key] = kind is OptionKind.Count or OptionKind.Flag ? JsonNode.Parse(value) : JsonValue.Create(value);
            }

            var scenario = new JsonObject { ["world"] = new JsonObject { ["newGame"] = new JsonObject() }, ["scheduler"] = options };
            Assert.Null(new SchemaCheck(s_schema).FirstProblem(scenario));
        }
    }

    [Theory]
    [InlineData("{ " + World + " }")]
    [InlineData("{ \"$schema\": \"x.json\", " + World + ", \"ram\": \"4x16GB\", \"target\": [\"n00dles\"], \"lag\": \"desktop\", \"seed\": 5 }")]
    [InlineData("{ \"world\": { \"custom\": { \"player\": { \"level\": 5 }, \"hosts\": [{ \"name\": \"home\", \"ram\": \"8GB\" }], \"targets\": [{ \"name\": \"a\", \"moneyMax\": 1, \"securityMin\": 1, \"growth\": 1 }] } }, \"scheduler\": { \"name\": \"jit\", \"greed\": \"best\" } }")]
    [InlineData("{ \"scenario\": { " + World + " }, \"axes\": { \"spacer\": [\"20ms\"], \"world.newGame.money\": [5], \"scheduler\": [{ \"name\": \"jit\", \"label\": \"x\" }] }, \"replicas\": 2 }")]
    public void WhatIsRight_IsRightForBoth(string text)
    {
        Assert.Null(new SchemaCheck(s_schema).FirstProblem(JsonNode.Parse(text)));
        SweepFile.Parse("t.json", Encoding.UTF8.GetBytes(text), "");
    }

    [Theory]
    [InlineData("{ }")]
    [InlineData("{ \"world\": { \"newGame\": {} } }")]
    [InlineData("{ " + World + ", \"durration\": \"1h\" }")]
    [InlineData("{ " + World + ", \"duration\": \"1 hour\" }")]
    [InlineData("{ " + World + ", \"ram\": \"8 bananas\" }")]
    [InlineData("{ " + World + ", \"prepped\": \"yes\" }")]
    [InlineData("{ \"world\": { \"newGame\": {}, \"save\": \"a.json\" }, \"scheduler\": \"jit\" }")]
    [InlineData("{ \"world\": { \"newGame\": { \"bitNode\": 15 } }, \"scheduler\": \"jit\" }")]
    [InlineData("{ \"world\": { \"newGame\": {} }, \"scheduler\": \"jitt\" }")]
    [InlineData("{ \"world\": { \"newGame\": {} }, \"scheduler\": { \"name\": \"loop\", \"spacer\": \"20ms\" } }")]
    [InlineData("{ \"world\": { \"newGame\": {} }, \"scheduler\": { \"name\": \"jit\", \"label\": \"x\" } }")]
    [InlineData("{ \"scenario\": { " + World + " }, \"axes\": { \"spacr\": [\"20ms\"] } }")]
    [InlineData("{ \"scenario\": { " + World + " }, \"axes\": { \"spacer\": [] } }")]
    [InlineData("{ \"scenario\": { " + World + " }, \"axes\": { \"seed\": [1] } }")]
    [InlineData("{ \"scenario\": { " + World + " }, \"replicas\": 0 }")]
    public void WhatIsWrong_IsWrongForBoth(string text)
    {
        Assert.NotNull(new SchemaCheck(s_schema).FirstProblem(JsonNode.Parse(text)));
        Assert.Throws<InputException>(() => SweepFile.Parse("t.json", Encoding.UTF8.GetBytes(text), ""));
    }

    [Theory]
    [InlineData("scenario", "5")]
    [InlineData("world", "{ \"world\": 5, \"scheduler\": \"jit\" }")]
    [InlineData("newGame", "{ \"world\": { \"newGame\": 5 }, \"scheduler\": \"jit\" }")]
    [InlineData("custom", "{ \"world\": { \"custom\": 5 }, \"scheduler\": \"jit\" }")]
    public void Keys_AreThoseOfTheReader(string definition, string text)
    {
        // The reader names its keys where it was given something else than an object.
        var refused = Assert.Throws<InputException>(() => ScenarioFile.Parse("t.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All));
        var message = refused.Problems.Select(problem => problem.ToString()).First(problem => problem.Contains("with: ", StringComparison.Ordinal));
        var keys = message.Split("with: ")[1].Split(", ");
        Assert.Equal(keys.Order(StringComparer.Ordinal), Keys((JsonObject)s_schema["$defs"]![definition]!));
    }

    [Fact]
    public void OptionsOfEachScheduler_AreThoseOfTheCatalogue()
    {
        var all = ((JsonArray)s_schema["$defs"]!["scheduler"]!["anyOf"]!).Skip(1).ToArray();

        // The last form is a script of the player's own.
        Assert.Equal(["args", "from", "script", "threads"], Keys((JsonObject)all[^1]!));
        var forms = all[..^1];
        Assert.Equal(SchedulerCatalogue.All.Count, forms.Length);
        for (var i = 0; i < forms.Length; i++)
        {
            Assert.Equal(SchedulerCatalogue.All[i].Options.Select(option => option.Key).Append("name").Order(StringComparer.Ordinal), Keys((JsonObject)forms[i]!));
        }
    }

    [Fact]
    public void EveryAxisOfTheSchema_IsOneOfTheReader()
    {
        foreach (var axis in Keys((JsonObject)s_schema["$defs"]!["sweep"]!["properties"]!["axes"]!))
        {
            var text = $$"""{ "scenario": { {{World}} }, "axes": { "{{axis}}": 5 } }""";
            var refused = Assert.Throws<InputException>(() => SweepFile.Parse("t.json", Encoding.UTF8.GetBytes(text), ""));
            Assert.DoesNotContain("there is no option", refused.Message, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Keys(JsonObject schema) => ((JsonObject)schema["properties"]!).Select(property => property.Key).Order(StringComparer.Ordinal);
}
