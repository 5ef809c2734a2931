namespace Sim.Scripts;

/// <summary>A run of scripts came to no end: a message for the user, and what kind of failure it is.</summary>
public sealed class ScriptException(ScriptFailure failure, string message) : Exception(message)
{
    public ScriptFailure Failure { get; } = failure;
}

/// <summary>Why a run of scripts failed as a whole (a script that throws ends by itself and is no failure).</summary>
public enum ScriptFailure
{
    /// <summary>There is no Node, or it is too old.</summary>
    NoNode,

    /// <summary>The first script can't be started.</summary>
    NoStart,

    /// <summary>No progress in real time.</summary>
    Endless,

    /// <summary>The memory limit was reached.</summary>
    OutOfMemory,

    /// <summary>The runtime itself ended or contradicted itself.</summary>
    Broken,

    /// <summary>The user stopped it.</summary>
    Interrupted,
}
