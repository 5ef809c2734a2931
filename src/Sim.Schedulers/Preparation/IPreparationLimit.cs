using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Keeps RAM from preparations for what else runs.</summary>
internal interface IPreparationLimit
{
    /// <summary>RAM of each server that the next round may hold, by its index, in hundredths of a GB; null for none yet.</summary>
    long[]? RamToPrepare(GameView view);
}
