namespace Sim.Engine;

/// <summary>One thing that is wrong with an input, told so that the reader can mend it.</summary>
/// <param name="File">Name of the file as the user gave it, or of the argument; may be empty.</param>
/// <param name="Place">Where in the file, for example <c>PlayerSave.skills.hacking</c>; empty for the file as a whole.</param>
/// <param name="Problem">What is wrong, with the offending value.</param>
/// <param name="Valid">What is needed instead; may be empty.</param>
public sealed record InputProblem(string File, string Place, string Problem, string Valid = "")
{
    /// <summary>One line: <c>mid.json: PlayerSave.skills.hacking: missing; a number of at least 1 is needed</c>.</summary>
    public override string ToString()
    {
        string where = string.Join(": ", new[] { File, Place }.Where(part => part.Length > 0));
        string what = Valid.Length > 0 ? $"{Problem}; {Valid}" : Problem;
        return where.Length > 0 ? $"{where}: {what}" : what;
    }
}
