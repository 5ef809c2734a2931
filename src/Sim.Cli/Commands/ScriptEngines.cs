using Sim.Scripts;

namespace Sim.Cli.Commands;

/// <summary>What runs the scripts of sweeps and gates.</summary>
internal static class ScriptEngines
{
    /// <summary>The Node on PATH, or the one that SIM_NODE names.</summary>
    public static ScriptEngine Default { get; } = new(() => NodeInstallation.Find(Environment.GetEnvironmentVariable("SIM_NODE")));
}
