using Sim.Engine;
using Sim.Scripts;

namespace Sim.Cli.Commands;

/// <summary>What runs the scripts of sweeps and gates.</summary>
internal static class ScriptEngines
{
    /// <summary>The Node on PATH, or the one that SIM_NODE names.</summary>
    public static ScriptEngine Default { get; } = new(FindNode);

    /// <summary>The same, after a look whether Node is there.</summary>
    /// <exception cref="InputException">It is not.</exception>
    public static ScriptEngine Checked()
    {
        try
        {
            FindNode();
            return Default;
        }
        catch (ScriptException missing)
        {
            throw new InputException(new InputProblem("", "sim worker", $"the sweep has scripts: {missing.Message}"));
        }
    }

    private static NodeInstallation FindNode() => NodeInstallation.Find(Environment.GetEnvironmentVariable("SIM_NODE"));
}
