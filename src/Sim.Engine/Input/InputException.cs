using System.Collections.Immutable;

namespace Sim.Engine;

/// <summary>Input that nothing can be run from; carries every problem that was found, not only the first.</summary>
public sealed class InputException : Exception
{
    public InputException(params IEnumerable<InputProblem> problems)
        : this([.. problems])
    {
    }

    private InputException(ImmutableArray<InputProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>At least one, in the order in which they were found.</summary>
    public ImmutableArray<InputProblem> Problems { get; }
}
