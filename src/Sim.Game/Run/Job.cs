using System.Runtime.InteropServices;
using Sim.Engine;

namespace Sim.Game;

/// <summary>A worker process and the operation it runs, as one flat record of the run's table: 64 bytes, a line of the cache.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Job
{
    public JobRequest Request;

    /// <summary>
    /// Since when its RAM is counted for this operation: when exec was called, for a permanent worker when its latest operation began.
    /// </summary>
    public SimTime HeldSince;

    public int Generation;

    /// <summary>Process id, counted from 1 in the order of exec.</summary>
    public int Pid;

    public JobState State;

    internal bool FirstLineIsPosted;

    internal bool HasOptions;

    /// <summary>RAM taken on the host, in hundredths of a GB.</summary>
    public readonly long RamHundredths => (long)GameRun.RamPerThread(in Request) * Request.Threads;
}

/// <summary>Where a job is in its life.</summary>
public enum JobState : byte
{
    /// <summary>The slot is free.</summary>
    None,

    /// <summary>Launched; the worker's first line has not run yet.</summary>
    Launched,

    /// <summary>The operation runs and will land.</summary>
    Running,

    /// <summary>A permanent worker between two operations.</summary>
    Waiting,
}
