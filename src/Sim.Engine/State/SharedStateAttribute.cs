namespace Sim.Engine;

/// <summary>
/// Says that objects of a type never change, so that a copy of a run may share them with the original (<see cref="StateCopy"/>). It
/// stands at the type itself; a test checks that such a type is sealed and has nothing but read-only fields of types that never
/// change either. Where a field's type does not show that, the field has the attribute too, with the reason.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Field, Inherited = false)]
public sealed class SharedStateAttribute : Attribute
{
    public SharedStateAttribute()
    {
    }

    /// <param name="reason">Why what is in this field may be shared.</param>
    public SharedStateAttribute(string reason) => Reason = reason;

    /// <summary>Why what is in a field may be shared; empty at types.</summary>
    public string Reason { get; } = "";
}
