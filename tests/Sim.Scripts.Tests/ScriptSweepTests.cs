using System.Text;
using System.Text.Json.Nodes;
using Sim.Engine;
using Sim.Experiments;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>A script stands in a scenario where a scheduler does: in sweeps, with axes and placeholders, and in results.</summary>
public sealed class ScriptSweepTests
{
    private static readonly string s_scripts = Repository.File("bench", "scripts").Replace('\\', '/');

    private static string Scenario(string scheduler) => $$"""
        { "title": "t", "world": { "newGame": { "level": 500, "homeRam": "1TB" } }, "target": "joesguns", "prepped": true, "duration": "5m", "scheduler": {{scheduler}} }
        """;

    private static string Script(string file, string args) => $$"""{"script": "{{file}}", "from": "{{s_scripts}}", "args": {{args}}}""";

    [Fact]
    public void AScriptInAScenario_IsReadAndWrittenBack()
    {
        var read = ScenarioFile.Parse("", Encoding.UTF8.GetBytes(Scenario(Script("/jit.js", "[\"{target}\", 0.1, true]"))), SchedulerCatalogue.All);
        var script = read.Scheduler.Script;
        Assert.NotNull(script);
        Assert.Equal("{target} 0.1 true", string.Join(' ', script.Arguments));
        Assert.Equal(1, script.Threads);
        var again = ScenarioFile.Parse("", Encoding.UTF8.GetBytes(ScenarioFile.Write(read)), SchedulerCatalogue.All);
        Assert.Equal(read.Scheduler.Script, again.Scheduler.Script);
    }

    [Theory]
    [InlineData("""{"script": "/jit.js"}""", "from")]
    [InlineData("""{"script": "/jit.js", "from": "no-such-folder"}""", "no-such-folder")]
    [InlineData("""{"script": "/jit.js", "from": ".", "greed": "10%"}""", "greed")]
    [InlineData("""{"script": "/jit.js", "from": ".", "args": [{}]}""", "args[0]")]
    public void WhatIsWrongWithAScript_IsToldWithItsPlace(string scheduler, string expected)
    {
        var refused = Assert.Throws<InputException>(() => ScenarioFile.Parse("", Encoding.UTF8.GetBytes(Scenario(scheduler)), SchedulerCatalogue.All));
        Assert.Contains(refused.Problems, problem => problem.ToString().Contains(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void SimRun_SaysWhatRunsScripts()
    {
        var read = ScenarioFile.Parse("", Encoding.UTF8.GetBytes(Scenario(Script("/jit.js", "[]"))), SchedulerCatalogue.All);
        var refused = Assert.Throws<InputException>(() => RunSpec.From(read));
        Assert.Contains("sim script", refused.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [NodeFact]
    public void ASweepOverScripts_GivesTheSameOnAnyNumberOfThreads()
    {
        var file = $$"""
            {
              "scenario": {{Scenario("\"jit\"")}},
              "axes": {
                "scheduler": [{{Script("/periodic.js", "[\"{target}\", 0.1]")}}, {{Script("/jit.js", "[\"{target}\", 0.1]")}}, "periodic", {{Script("/none.js", "[]")}}],
                "target": ["joesguns", "foodnstuff"]
              },
              "replicas": 2
            }
            """;
        var sweep = SweepFile.Parse("", Encoding.UTF8.GetBytes(file), "", mayBeLarge: true) with { Scripts = new ScriptEngine(() => NodeInstallation.Find(null)) };
        Assert.Equal(8, sweep.Cells.Length);
        Assert.StartsWith("/periodic.js", sweep.Cells[0].Values[0], StringComparison.Ordinal);
        var first = Run(sweep, 1);
        var second = Run(sweep, 3);
        Assert.Equal(first, second);
        var lines = first.Split('\n');
        Assert.Equal(16, lines.Length);
        Assert.Equal(4, lines.Count(line => line.Contains("none.js", StringComparison.Ordinal) && JsonNode.Parse(line)!["error"] is not null));
        foreach (var line in lines.Take(8)) Assert.True(JsonNode.Parse(line)!["facts"] is { } || JsonNode.Parse(line)!["money_earned"] is { }, line);
    }

    private static string Run(Sweep sweep, int threads)
    {
        var memory = new RunMemory();
        new SweepRunner(sweep, memory).Run(threads, CancellationToken.None);
        return string.Join('\n', memory.Lines().Select(line => line.ToJson().Replace("\n", "", StringComparison.Ordinal)));
    }
}
