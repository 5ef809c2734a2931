namespace Sim.Experiments.Verification;

/// <summary>A file of reference data could not be read as what it should be; nothing was verified.</summary>
public sealed class VerifyInputException : Exception
{
    public VerifyInputException(string file, string place, string problem, Exception? cause = null)
        : base(place.Length == 0 ? $"{file}: {problem}" : $"{file}:{place}: {problem}", cause)
    {
        File = file;
        Place = place;
        Problem = problem;
    }

    /// <summary>The file as the caller named it.</summary>
    public string File { get; }

    /// <summary>Where in the file, for example a line number from 1; empty if it is about the whole file.</summary>
    public string Place { get; }

    /// <summary>What is wrong there.</summary>
    public string Problem { get; }
}
