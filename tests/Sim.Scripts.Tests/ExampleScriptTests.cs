using System.Globalization;
using System.Text;
using Sim.Engine;
using Sim.Experiments;
using Sim.Schedulers;
using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>
/// The example scripts of bench/scripts on the three reference saves: what they do is written down, and they earn what the built-in
/// scheduler of the same kind earns, within one percent.
/// </summary>
/// <remarks>
/// To write the file anew: run this test, which leaves what it found beside its assembly when it differs, and copy that over:
/// <code>
///   dotnet test tests/Sim.Scripts.Tests -c Release --filter ExampleScriptTests
///   cp artifacts/bin/Sim.Scripts.Tests/release/scripts.txt tests/data/golden/scripts.txt
/// </code>
/// </remarks>
public sealed class ExampleScriptTests
{
    private const double Tolerance = 0.01;

    /// <summary>
    /// The built-in scheduler leaves as much of home free as the controller takes, knows as much (no Formulas.exe), and makes no
    /// allowance for lag, of which there is none. One batch is what a proto-batcher has done when half of its second one is over.
    /// </summary>
    private static readonly Example[] s_examples =
    [
        new("early", "n00dles", 240, "one-batch.js", "0.02 20", "proto greed=2% homeReserve=10.65GB", Seconds: 200),
        new("early", "n00dles", 240, "proto.js", "0.02 20", "proto greed=2% homeReserve=12.2GB"),
        new("early", "n00dles", 240, "shotgun.js", "0.02 20", "shotgun greed=2% homeReserve=12.2GB allowance=0ms"),
        new("early", "n00dles", 240, "periodic.js", "0.02 20", "periodic greed=2% homeReserve=12.2GB allowance=0ms"),
        new("early", "n00dles", 240, "jit.js", "0.02 20", "jit greed=2% homeReserve=12.25GB buffer=0ms"),
        new("early", "n00dles", 240, "modular/main.js", "--share 0.02", "proto greed=2% homeReserve=9.9GB pattern=HGW padding=10%"),
        new("mid", "phantasy", 30, "one-batch.js", "0.1 20", "proto greed=10% homeReserve=10.65GB", Seconds: 100),
        new("mid", "phantasy", 30, "proto.js", "0.1 20", "proto greed=10% homeReserve=12.2GB"),
        new("mid", "phantasy", 30, "shotgun.js", "0.1 20", "shotgun greed=10% homeReserve=12.2GB allowance=0ms"),
        new("mid", "phantasy", 30, "periodic.js", "0.1 20", "periodic greed=10% homeReserve=12.2GB allowance=0ms"),
        new("mid", "phantasy", 30, "jit.js", "0.1 20", "jit greed=10% homeReserve=12.25GB buffer=0ms"),
        new("mid", "phantasy", 30, "modular/main.js", "--share 0.1", "proto greed=10% homeReserve=9.9GB pattern=HGW padding=10%"),
        new("late", "phantasy", 5, "one-batch.js", "0.1 20", "proto greed=10% homeReserve=10.65GB", Seconds: 4),
        new("late", "phantasy", 5, "proto.js", "0.1 20", "proto greed=10% homeReserve=12.2GB"),
        new("late", "phantasy", 5, "shotgun.js", "0.1 20 200", "shotgun greed=10% homeReserve=12.2GB allowance=0ms depth=200"),
        new("late", "phantasy", 5, "periodic.js", "0.1 20", "periodic greed=10% homeReserve=12.2GB allowance=0ms"),
        new("late", "phantasy", 5, "jit.js", "0.1 20", "jit greed=10% homeReserve=12.25GB buffer=0ms"),
        new("late", "phantasy", 5, "modular/main.js", "--share 0.1", "proto greed=10% homeReserve=9.9GB pattern=HGW padding=10%"),
    ];

    /// <summary>A script with its arguments after the target, the built-in scheduler to compare with, and for how long each runs.</summary>
    private sealed record Example(string Save, string Target, int Minutes, string Script, string Arguments, string Scheduler, int Seconds = 0);

    [NodeFact]
    public void EveryExample_DoesWhatIsWrittenDown_AndEarnsWhatTheSchedulerEarns()
    {
        var node = NodeInstallation.Find(null);
        var actual = new StringBuilder();
        actual.Append("# The scripts of bench/scripts on prepped targets, seed 1; ExampleScriptTests says how to write them anew.\n");
        actual.Append("# save, script, minutes: trace hash, landings, money earned; money of the built-in scheduler\n");
        var apart = new List<string>();
        foreach (var example in s_examples)
        {
            var spec = Spec(example);
            var script = ScriptSession.Run(Request(example, spec), node).Facts;
            var builtIn = Simulation.Run(spec);
            var line = string.Create(
                CultureInfo.InvariantCulture,
                $"{example.Save}, {example.Script} {example.Target} {example.Arguments}, {example.Minutes}: {script.TraceHash}, {script.Landings}, {script.MoneyEarned:R}; {builtIn.MoneyEarned:R}");
            actual.Append(line).Append('\n');
            if (!(Math.Abs(script.MoneyEarned - builtIn.MoneyEarned) <= builtIn.MoneyEarned * Tolerance)) apart.Add($"{line} by {example.Scheduler}");
        }

        Compare(actual.ToString());
        Assert.True(apart.Count == 0, $"more than 1 % from the built-in scheduler:\n{string.Join('\n', apart)}");
    }

    [Fact]
    public void EveryExample_IsAmongTheRuns()
    {
        var folder = Repository.File("bench", "scripts");
        var controllers = Directory.GetFiles(folder, "*.js", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("//   run ", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))

            // Needs an advice to follow; AdviseCommandTests gives it one.
            .Where(script => script != "follow-advice.js");
        Assert.Equal(
            controllers.Order(StringComparer.Ordinal),
            s_examples.Select(example => example.Script).Distinct().Order(StringComparer.Ordinal));
    }

    private static void Compare(string actual)
    {
        var file = Repository.Data("golden", "scripts.txt");
        var expected = File.Exists(file) ? File.ReadAllText(file).ReplaceLineEndings("\n") : "";
        if (actual == expected) return;
        var left = Path.Combine(AppContext.BaseDirectory, "scripts.txt");
        File.WriteAllText(left, actual);
        var changed = actual.Split('\n').Except(expected.Split('\n'));
        Assert.Fail($"{string.Join('\n', changed)}\n\nThe whole file as it would be now is in {Path.GetRelativePath(Repository.Root, left)}.");
    }

    private static ScriptRequest Request(Example example, RunSpec spec) => new()
    {
        Script = example.Script,
        From = Repository.File("bench", "scripts"),
        World = spec.World,
        Duration = example.Script == "one-batch.js" ? SimDuration.FromSeconds(example.Minutes * 60) : spec.Duration,
        Seed = spec.Seed,
        Arguments = [example.Target, .. example.Arguments.Split(' ')],
        Patience = TimeSpan.FromMinutes(2),
    };

    private static RunSpec Spec(Example example)
    {
        var words = example.Scheduler.Split(' ');
        var options = words.Skip(1).Select(option => option.Split('=')).Select(pair => $", \"{pair[0]}\": {Value(pair[1])}");
        var duration = example.Seconds > 0 ? $"{example.Seconds}s" : $"{example.Minutes}m";
        var text = $$"""
            {
              "title": "{{example.Script}} on {{example.Save}}",
              "world": { "save": "save/{{example.Save}}.json.gz" },
              "target": "{{example.Target}}",
              "prepped": true,
              "scheduler": { "name": "{{words[0]}}", "formulas": false{{string.Concat(options)}} },
              "duration": "{{duration}}"
            }
            """;
        return RunSpec.From(ScenarioFile.Parse("test.json", Encoding.UTF8.GetBytes(text), SchedulerCatalogue.All, Repository.Data("reference")));
    }

    private static string Value(string text) => text.All(char.IsAsciiDigit) ? text : $"\"{text}\"";
}
