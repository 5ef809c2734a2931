namespace Sim.Experiments;

/// <summary>Why a batch did not go as planned: the first thing that went wrong with it.</summary>
public enum DesyncCause : byte
{
    None = 0,

    /// <summary>A job landed after one that was planned later on the same target.</summary>
    Order,

    /// <summary>A hack or grow found more security than planned, or the batch ended above the minimum.</summary>
    Security,

    /// <summary>A hack found less money than planned, or the batch ended below the maximum.</summary>
    Money,

    /// <summary>As <see cref="Security"/> or <see cref="Money"/>, and the player's level had changed since the threads were worked out.</summary>
    LevelUp,

    /// <summary>A job was refused, died at its first line, or was killed.</summary>
    Launch,
}
