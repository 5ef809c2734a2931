namespace Sim.Game;

/// <summary>The RAM of one server as a host of jobs, in exact hundredths of a GB.</summary>
public struct Host
{
    public long RamMax;

    public long RamUsed;

    public int Cores;

    public readonly long RamFree => RamMax - RamUsed;
}
