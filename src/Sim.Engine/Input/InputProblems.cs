namespace Sim.Engine;

/// <summary>Collects the problems of one input while it is read, so that all are told at once.</summary>
/// <param name="file">Name of the file as the user gave it; may be empty.</param>
public sealed class InputProblems(string file)
{
    /// <summary>Past this many problems nobody reads on: a file of the wrong kind would otherwise name every field it lacks.</summary>
    public const int CountMax = 50;

    private readonly List<InputProblem> _problems = [];
    private int _unlisted;

    public string File { get; } = file;

    /// <summary>Those listed so far, in the order in which they were found.</summary>
    public IReadOnlyList<InputProblem> All => _problems;

    public bool Any => _problems.Count > 0;

    public int Count => _problems.Count + _unlisted;

    public void Add(string place, string problem, string valid = "")
    {
        if (_problems.Count < CountMax) _problems.Add(new InputProblem(File, place, problem, valid));
        else _unlisted++;
    }

    /// <summary>Whether a problem at this very place is listed already, so that it need not be told twice.</summary>
    public bool Mentions(string place) => _problems.Exists(problem => problem.Place == place);

    /// <summary>Ends the reading here, with everything found so far and this.</summary>
    public InputException Fatal(string place, string problem, string valid = "")
    {
        Add(place, problem, valid);
        return ToException();
    }

    /// <exception cref="InputException">At least one problem was added.</exception>
    public void ThrowIfAny()
    {
        if (Any) throw ToException();
    }

    private InputException ToException()
    {
        IEnumerable<InputProblem> all = _problems;
        if (_unlisted > 0) all = all.Append(new InputProblem(File, "", $"and {_unlisted} more problems"));
        return new InputException(all);
    }
}
