namespace Sim.Schedulers;

/// <summary>What a scheduler does about level-ups, which make hacks take more than their grows were meant for.</summary>
public enum LevelUpStrategy
{
    /// <summary>Threads are worked out once and kept.</summary>
    Ignore,

    /// <summary>New batches get threads for the level at their launch.</summary>
    Recalculate,

    /// <summary>As <see cref="Recalculate"/>, with grow threads padded by a share.</summary>
    Overestimate,

    /// <summary>As <see cref="Recalculate"/>; when a batch leaves its target not prepped, the next batch's hack is cancelled.</summary>
    CancelNextHack,

    /// <summary>New batches get threads for the level expected at their landing.</summary>
    Predict,

    /// <summary>As <see cref="Recalculate"/> on two targets in turn: after a level-up the other one is hacked and this one prepared.</summary>
    PingPong,
}
