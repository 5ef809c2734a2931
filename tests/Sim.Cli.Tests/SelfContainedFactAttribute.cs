using System.Runtime.InteropServices;

namespace Sim.Cli.Tests;

/// <summary>
/// A test that publishes the program together with the runtime; skipped where the package that holds the runtime was never fetched,
/// since tests need no network.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SelfContainedFactAttribute : FactAttribute
{
    public SelfContainedFactAttribute()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var pack = Path.Combine(packages, $"microsoft.netcore.app.runtime.{RuntimeInformation.RuntimeIdentifier}");
        if (!Directory.Exists(pack)) Skip = $"{Path.GetFileName(pack)} was never fetched; dotnet publish src/Sim.Cli -p:PublishProfile=SelfContained does that.";
    }
}
