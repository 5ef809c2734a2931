namespace Sim.Game;

/// <summary>The state that one landing can change, as it was before. Made and used by <see cref="GameRun"/> alone.</summary>
public struct BeforeLanding
{
    internal ServerId Target;

    internal Server Server;

    internal Person Person;

    internal double Money;

    internal double ExpOfLevel;

    internal double ExpOfNextLevel;
}
