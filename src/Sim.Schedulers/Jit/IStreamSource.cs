using System.Diagnostics.CodeAnalysis;
using Sim.Engine;
using Sim.Game;

namespace Sim.Schedulers;

/// <summary>Chooses threads, period and slots for a just-in-time stream.</summary>
internal interface IStreamSource
{
    /// <summary>True if another choice was made since the stream last asked.</summary>
    bool HasChanged(GameView view);

    /// <summary>The stream begins, or what it was given has gone stale.</summary>
    /// <param name="view">The game.</param>
    /// <param name="buffer">How early jobs are launched at present.</param>
    /// <param name="arithmetic">Greed and padding from now on.</param>
    /// <param name="slots">Where jobs run from now on, and the time from batch to batch.</param>
    /// <returns>False if there is no room.</returns>
    bool TryChoose(GameView view, SimDuration buffer, out ThreadArithmetic arithmetic, [NotNullWhen(true)] out SlotTable? slots);

    /// <summary>The stream stops: its target has to be prepared.</summary>
    void OnStopped();
}
