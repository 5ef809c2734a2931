using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Sim.Engine;

/// <summary>
/// What must hold in every run, in Release as well. A broken invariant is a defect of the simulator, never of its input, so it
/// throws; whoever started the run adds scenario, seed and event number.
/// </summary>
public static class Invariant
{
    /// <param name="holds">One condition.</param>
    /// <param name="what">What was to hold, filled in by the compiler with the condition's text.</param>
    /// <exception cref="InvariantException">The condition is false.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check([DoesNotReturnIf(false)] bool holds, [CallerArgumentExpression(nameof(holds))] string what = "")
    {
        if (!holds) Throw(what);
    }

    [DoesNotReturn]
    private static void Throw(string what) => throw new InvariantException($"Broken invariant: {what}");
}

/// <summary>An invariant of the simulator does not hold; the message says which, and in which run.</summary>
public sealed class InvariantException : Exception
{
    public InvariantException()
    {
    }

    public InvariantException(string message)
        : base(message)
    {
    }

    public InvariantException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
