using Xunit;

namespace Sim.Testing;

/// <summary>
/// A test that asks Node 20 for JavaScript's own results; skipped where it is not on PATH. Other versions bring a V8 whose
/// Math functions may differ in the last bit.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute()
    {
        if (NodeProcess.Version is not { } version) Skip = "Node is not on PATH.";
        else if (!version.StartsWith("v20.", StringComparison.Ordinal)) Skip = $"Node 20 is needed; {version} is on PATH.";
    }
}
