using Xunit;

namespace Sim.Testing;

/// <summary>A test that runs only where the whole reference data lies beside the repository.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedReferenceFactAttribute : FactAttribute
{
    public SharedReferenceFactAttribute()
    {
        if (Repository.SharedReference is null) Skip = "The reference data (../shared/reference) is not beside this repository.";
    }
}
