namespace Sim.Experiments.Verification;

/// <summary>Verifies a file of reference data of either kind, told apart by its content.</summary>
public static class ReferenceVerifier
{
    /// <param name="path">An existing file: formula lines, or a trace.</param>
    /// <exception cref="Sim.Engine.InputException">The file is neither, or a line of it cannot be read.</exception>
    public static VerifyReport Verify(string path) =>
        IsFormulaLines(path) ? FormulaVerifier.Verify(path) : TraceVerifier.Verify(path);

    private static bool IsFormulaLines(string path)
    {
        using var reader = new StreamReader(path);
        var first = new char[64];
        var count = reader.ReadBlock(first);
        var text = new string(first, 0, count).Replace(" ", "", StringComparison.Ordinal);
        return text.StartsWith("{\"fn\":", StringComparison.Ordinal);
    }
}
