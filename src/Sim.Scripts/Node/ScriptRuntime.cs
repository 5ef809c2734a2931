namespace Sim.Scripts;

/// <summary>Where the JavaScript side is: beside this assembly.</summary>
internal static class ScriptRuntime
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "runtime");

    public static string Main { get; } = Path.Combine(Folder, "main.mjs");
}
