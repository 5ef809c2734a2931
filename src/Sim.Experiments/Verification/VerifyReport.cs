using System.Collections.Immutable;

namespace Sim.Experiments.Verification;

/// <summary>How far the simulator agrees with reference data of the game, bit for bit.</summary>
/// <param name="Name">What was verified, normally a file name.</param>
/// <param name="Checked">Cases that were computed and compared.</param>
/// <param name="Mismatched">Those of them in which any value differed, and cases that the simulator does not know.</param>
/// <param name="FirstMismatch">The first of these in full, over several lines; null if there is none.</param>
public sealed record VerifyReport(string Name, long Checked, long Mismatched, string? FirstMismatch)
{
    /// <summary>The same counts by kind of case, for example by function, in order of first appearance.</summary>
    public ImmutableArray<VerifyTally> Tallies { get; init; } = [];

    /// <summary>True if something was checked and all of it was equal.</summary>
    public bool IsEqual => Checked > 0 && Mismatched == 0;
}

/// <summary>One kind of case in a <see cref="VerifyReport"/>.</summary>
public readonly record struct VerifyTally(string Kind, long Checked, long Mismatched);
