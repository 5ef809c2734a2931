using System.Text.Json;
using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>What a run of scripts does beyond the game's own cases: lag, logs, errors with their place, what changes the world.</summary>
public sealed class ScriptRunTests
{
    [NodeFact]
    public void WithLag_TheSameSeedGivesTheSameRun_AndLandingsAreLate()
    {
        var request = Request("periodic.js", Repository.File("bench", "scripts"), 300, "joesguns", "0.1", "40") with { Lag = LagModels.Resolve("desktop") };
        var first = Run(request).Facts;
        var second = Run(request).Facts;
        Assert.Equal(first, second);
        Assert.True(first.LandingErrorMsMax > 0);
        Assert.True(first.ThreadLoad is > 0 and < 1);
        Assert.NotEqual(first.TraceHash, Run(request with { Seed = 2 }).Facts.TraceHash);
        Assert.NotEqual(first.TraceHash, Run(request with { Lag = null }).Facts.TraceHash);
    }

    [NodeFact]
    public void AnError_HasThePlayersFileAndLine_AndEndsThatScriptOnly()
    {
        using var folder = new Folder();
        folder.Write("main.js", "import { fail } from 'lib/fail.js';\nexport async function main(ns) {\n  ns.exec('other.js', 'home');\n  await ns.sleep(5);\n  fail();\n}\n");
        folder.Write("lib/fail.js", "export function fail() {\n\n  throw new Error('on purpose');\n}\n");
        folder.Write("other.js", "export async function main(ns) {\n  await ns.sleep(50);\n  ns.write('out.txt', 'lives', 'w');\n}\n");
        var errors = new List<JsonElement>();
        var result = ScriptSession.Run(Request("main.js", folder.Path, 1), Node(), text =>
        {
            if (text.TryGetProperty("error", out _)) errors.Add(text.Clone());
        });
        var error = Assert.Single(errors);
        Assert.Contains("on purpose", error.GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("home/lib/fail.js:3:9 in fail", error.GetProperty("stack")[0].GetString());
        Assert.StartsWith("home/main.js:5:", error.GetProperty("stack")[1].GetString(), StringComparison.Ordinal);
        Assert.Equal(1, result.Failed);
        Assert.Equal("lives", Text(result, "out.txt"));
    }

    [NodeFact]
    public void AFunctionThatIsNotModelled_SaysSo_AndIsInTheSummary()
    {
        using var folder = new Folder();
        folder.Write("main.js", "export async function main(ns) {\n  try {\n    ns.codingcontract.attempt('1', 'a', 'b');\n  } catch (e) {\n    ns.write('out.txt', String(e), 'w');\n  }\n}\n");
        var result = Run(Request("main.js", folder.Path, 1));
        Assert.Equal("codingcontract.attempt", Assert.Single(result.Unmodelled));
        Assert.Contains("codingcontract.attempt is not modelled", Text(result, "out.txt"), StringComparison.Ordinal);
    }

    [NodeFact]
    public void NewerNames_Work()
    {
        using var folder = new Folder();
        folder.Write("main.js", """
            export async function main(ns) {
              ns.ui.openTail();
              ns.ui.setTailTitle("t");
              ns.write("out.txt", [ns.self().filename, ns.format.number(1234.5), ns.cloud.getServerNames().length, ns.format.ram(8)].join(" "), "w");
            }
            """);
        Assert.Equal("main.js 1.234k 4 8.00GB", Text(Run(Request("main.js", folder.Path, 1)), "out.txt").Replace("1.235k", "1.234k", StringComparison.Ordinal));
    }

    [NodeFact]
    public void ServersThatAreBoughtAndNuked_CanBeUsed()
    {
        using var folder = new Folder();
        folder.Write("weaken.js", "export async function main(ns) {\n  await ns.weaken(ns.args[0]);\n}\n");
        folder.Write("main.js", """
            export async function main(ns) {
              const name = ns.purchaseServer("mine", 16);
              ns.scp("weaken.js", name);
              for (const f of [ns.brutessh, ns.ftpcrack, ns.relaysmtp, ns.httpworm, ns.sqlinject]) f("megacorp");
              ns.nuke("megacorp");
              const before = ns.getServerSecurityLevel("megacorp");
              const pid = ns.exec("weaken.js", name, 9, "megacorp");
              while (ns.isRunning(pid)) await ns.sleep(1000);
              ns.write("out.txt", [name, pid > 0, before > ns.getServerSecurityLevel("megacorp")].join(" "), "w");
            }
            """);
        var world = NewGame.Create(new NewGameOptions { Level = 3000, HomeRam = RamSize.FromGigabytes(64), Money = 1e9, PortOpeners = 5 });
        var result = Run(Request("main.js", folder.Path, 3600) with { World = world });
        Assert.Equal("mine true true", Text(result, "out.txt"));
        Assert.Equal(1, result.Facts.Landings);
    }

    [NodeFact]
    public void TheRunFolder_HasLogsErrorsAndFiles()
    {
        using var folder = new Folder();
        folder.Write("main.js", "export async function main(ns) {\n  ns.print('line one');\n  ns.tprint('to the terminal');\n  ns.write('a/b.txt', 'kept', 'w');\n  await ns.sleep(5);\n  throw new Error('over');\n}\n");
        var target = System.IO.Path.Combine(folder.Path, "run");
        using (var output = new ScriptRunFolder(target))
        {
            var result = ScriptSession.Run(Request("main.js", folder.Path, 1) with { TellsPrints = true }, Node(), output.OnText);
            output.Finish(result, "{}");
        }

        Assert.Contains("line one", File.ReadAllText(System.IO.Path.Combine(target, "logs", "main.js.log")), StringComparison.Ordinal);
        Assert.Contains("main.js: to the terminal", File.ReadAllText(System.IO.Path.Combine(target, "terminal.txt")), StringComparison.Ordinal);
        Assert.Contains("home/main.js:6", File.ReadAllText(System.IO.Path.Combine(target, "errors.txt")), StringComparison.Ordinal);
        Assert.Equal("kept", File.ReadAllText(System.IO.Path.Combine(target, "files", "home", "a", "b.txt")));
        Assert.Equal("{}\n", File.ReadAllText(System.IO.Path.Combine(target, "run.json")));
    }

    [NodeFact]
    public void AScriptThatIsNotThere_IsBadInput_WithAHint()
    {
        var refused = Assert.Throws<InputException>(() => Run(Request("perodic.js", Repository.File("bench", "scripts"), 1)));
        Assert.Contains("periodic.js", refused.Problems[0].ToString(), StringComparison.Ordinal);
    }

    [NodeFact]
    public void ANodeThatIsNone_IsRefused()
    {
        var refused = Assert.Throws<ScriptException>(() => NodeInstallation.Find(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "no-node-here")));
        Assert.Equal(ScriptFailure.NoNode, refused.Failure);
    }

    private static NodeInstallation Node() => NodeInstallation.Find(null);

    private static ScriptResult Run(ScriptRequest request) => ScriptSession.Run(request, Node());

    private static string Text(ScriptResult result, string name) =>
        result.Final.GetProperty("texts").EnumerateArray().Single(file => file.GetProperty("name").GetString() == name).GetProperty("text").GetString()!;

    private static ScriptRequest Request(string script, string from, int seconds, params string[] arguments) => new()
    {
        Script = script,
        From = from,
        World = NewGame.Create(new NewGameOptions { Level = 300, HomeRam = RamSize.FromGigabytes(2048), PurchasedServers = 4, PurchasedServerRam = RamSize.FromGigabytes(64) }),
        Duration = SimDuration.FromSeconds(seconds),
        Arguments = [.. arguments],
        Patience = TimeSpan.FromMinutes(2),
    };

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("sim-scripts-").FullName;

        public void Write(string name, string text)
        {
            var path = System.IO.Path.Combine(Path, name);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
