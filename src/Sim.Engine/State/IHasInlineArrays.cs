namespace Sim.Engine;

/// <summary>
/// A class with inline arrays that hold references. Reflection sees only the first element of those, so the class replaces them
/// itself in its copy; all other fields are none of its business.
/// </summary>
internal interface IHasInlineArrays
{
    /// <summary>Called on the new object, whose inline arrays still hold what those of the original hold.</summary>
    /// <param name="copy">Gives the copy of an object that an element refers to.</param>
    void CopyInlineArrays(StateCopy copy);
}
