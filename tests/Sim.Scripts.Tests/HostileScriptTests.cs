using System.Text.Json;
using Sim.Engine;
using Sim.Game;
using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>
/// Scripts that try to break out, to hang or to fill the machine (tests/data/scripts/hostile): each ends in a plain message, the
/// simulator lives, and nothing outside is touched.
/// </summary>
public sealed class HostileScriptTests
{
    private static readonly WorldSpec s_world = NewGame.Create(new NewGameOptions { Level = 100, HomeRam = RamSize.FromGigabytes(1 << 20) });

    [NodeFact]
    public void AnEndlessLoop_IsGivenUp_AndNamedByItsLine()
    {
        var failed = Fails("endless-loop.js");
        Assert.Equal(ScriptFailure.Endless, failed.Failure);
        Assert.Contains("home/endless-loop.js:8", failed.Message, StringComparison.Ordinal);
        Assert.Contains("in spin", failed.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public void EndlessMicrotasks_AreGivenUp_AndNamedByTheirLine()
    {
        var failed = Fails("endless-microtasks.js");
        Assert.Equal(ScriptFailure.Endless, failed.Failure);
        Assert.Contains("home/endless-microtasks.js:4", failed.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public void AMemoryBomb_EndsAtTheLimit()
    {
        var failed = Fails("memory-bomb.js", memory: 128);
        Assert.True(failed.Failure == ScriptFailure.OutOfMemory, failed.Message);
        Assert.Contains("memory-bomb.js", failed.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public void NoWayToFilesProcessesOrTheNetwork_IsOpen()
    {
        var lines = Lines(Runs("read-passwd.js"));
        Assert.True(lines.Length >= 15);
        Assert.All(lines, line => Assert.Contains(": refused", line, StringComparison.Ordinal));
    }

    [NodeFact]
    public void TheChild_CannotBeEndedByAScript()
    {
        var lines = Lines(Runs("process-exit.js"));
        Assert.Equal(4, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("refused", line, StringComparison.Ordinal));
    }

    [NodeFact]
    public void ReplacedIntrinsics_AreNamed()
    {
        var failed = Fails("pollution.js");
        Assert.Equal(ScriptFailure.Broken, failed.Failure);
        Assert.Contains("Array.prototype.push", failed.Message, StringComparison.Ordinal);
        Assert.Contains("a script has replaced", failed.Message, StringComparison.Ordinal);
    }

    [NodeFact]
    public void AddedProperties_BreakNothing() => Assert.Equal(["2 A! true 2"], Lines(Runs("added-properties.js")));

    [NodeFact]
    public void AHugeLog_FillsNoMemory() => Assert.Equal(["50"], Lines(Runs("huge-log.js", memory: 256, tellsPrints: true)));

    [NodeFact]
    public void Eval_ReachesWhatScriptsReach() => Assert.Equal(["home 2 undefined"], Lines(Runs("eval.js")));

    [NodeFact]
    public void ImportsOfNode_AndOfUrls_AreNoFilesOfTheHost()
    {
        foreach (var script in (string[])["import-node-fs.js", "import-url.js"])
        {
            var failed = Fails(script);
            Assert.Equal(ScriptFailure.NoStart, failed.Failure);
            Assert.Contains("import", failed.Message, StringComparison.Ordinal);
        }
    }

    [NodeFact]
    public void AHundredThousandProcesses_RunAtOnce() => Assert.Equal(["100000 100001"], Lines(Runs("many-processes.js")));

    [NodeFact]
    public void RunningOutOfStack_EndsInAnErrorThatCanBeCaught() =>
        Assert.Equal(["Maximum call stack size exceeded and goes on"], Lines(Runs("deep-recursion.js")));

    [NodeFact]
    public void AnInterruptedRun_EndsAtOnce()
    {
        using var interrupt = new CancellationTokenSource();
        interrupt.CancelAfter(500);
        var failed = Assert.Throws<ScriptException>(() => ScriptSession.Run(Request("endless-loop.js", 512, false) with { Patience = TimeSpan.FromMinutes(5) }, Node(), null, interrupt.Token));
        Assert.Equal(ScriptFailure.Interrupted, failed.Failure);
    }

    private static NodeInstallation Node() => NodeInstallation.Find(null);

    private static ScriptException Fails(string script, int memory = 512) =>
        Assert.Throws<ScriptException>(() => ScriptSession.Run(Request(script, memory, false), Node()));

    private static JsonElement Runs(string script, int memory = 1024, bool tellsPrints = false) =>
        ScriptSession.Run(Request(script, memory, tellsPrints) with { Patience = TimeSpan.FromMinutes(2) }, Node()).Final;

    private static string[] Lines(JsonElement final)
    {
        var text = final.GetProperty("texts").EnumerateArray().Single(file => file.GetProperty("name").GetString() == "out.txt");
        return text.GetProperty("text").GetString()!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static ScriptRequest Request(string script, int memory, bool tellsPrints) => new()
    {
        Script = script,
        From = Repository.File("tests", "data", "scripts", "hostile"),
        World = s_world,
        Duration = SimDuration.FromSeconds(10),
        MemoryMegabytes = memory,
        Patience = TimeSpan.FromSeconds(3),
        TellsPrints = tellsPrints,
    };
}
