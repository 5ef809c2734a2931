namespace Sim.Experiments.Verification;

/// <summary>What a formula gave or should have given: one number, several by name, or an error.</summary>
internal sealed class FormulaResult
{
    /// <summary>The name of the value of a formula that gives a single number.</summary>
    public const string Single = "";

    public NamedNumbers Values { get; } = new();

    /// <summary>True if the game throws.</summary>
    public bool IsError { get; private set; }

    public void Clear()
    {
        Values.Clear();
        IsError = false;
    }

    public void SetError() => IsError = true;
}
