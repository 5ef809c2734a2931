namespace Sim.Game;

/// <summary>Why a job did not start. Expected in a run: counted, never thrown.</summary>
public enum LaunchRefusal : byte
{
    None = 0,

    /// <summary>exec returned 0: the host has too little free RAM.</summary>
    NotEnoughRam,

    /// <summary>exec returned 0: no root on the host.</summary>
    NoRootOnHost,

    /// <summary>The worker died at its first line: no root on the target.</summary>
    NoRootOnTarget,

    /// <summary>The worker died at its first line: the player's level is below what a hack of the target needs.</summary>
    LevelTooLow,

    /// <summary>exec threw or returned 0: the number of threads is not at least 1.</summary>
    NoThreads,

    /// <summary>The worker died at its first line: additionalMsec below 0, above 1e9 or not a number.</summary>
    InvalidDelay,
}
