using Sim.Testing;

namespace Sim.Scripts.Tests;

/// <summary>The tests of the JavaScript side run under node --test; here they are part of the build's tests.</summary>
public sealed class JavaScriptTests
{
    [NodeFact]
    public void EveryTestOfTheRuntime_Passes()
    {
        var folder = Repository.File("src", "Sim.Scripts", "runtime", "test");
        var files = Directory.GetFiles(folder, "*.test.mjs").Order(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(files);

        // Node ends with an error, and its output is the message, if one fails.
        var output = NodeProcess.Run(["--test", "--test-reporter=tap", .. files]);
        Assert.Contains("# fail 0", output, StringComparison.Ordinal);
    }
}
