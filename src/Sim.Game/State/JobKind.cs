namespace Sim.Game;

/// <summary>What a job does to its target.</summary>
public enum JobKind : byte
{
    Hack = 0,
    Grow = 1,
    Weaken = 2,
}
