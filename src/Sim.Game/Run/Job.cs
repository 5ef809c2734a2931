using Sim.Engine;

namespace Sim.Game;

/// <summary>A worker process and the operation it runs, as one flat record of the run's table.</summary>
public struct Job
{
    public JobRequest Request;

    public JobState State;

    public int Generation;

    /// <summary>Process id, counted from 1 in the order of exec.</summary>
    public int Pid;

    /// <summary>RAM taken on the host, in hundredths of a GB.</summary>
    public long RamHundredths;

    /// <summary>When exec was called.</summary>
    public SimTime LaunchedAt;

    /// <summary>When the operation was called and its duration fixed.</summary>
    public SimTime StartedAt;

    /// <summary>When the landing's timer is due.</summary>
    public SimTime DueAt;

    /// <summary>The exact duration in ms that the game works out, extra delay included.</summary>
    public double DurationMs;

    /// <summary>The part of <see cref="DurationMs"/> that the operation takes by itself.</summary>
    public double OperationMs;

    /// <summary>The target's security when the duration was fixed.</summary>
    public double SecurityAtStart;

    internal int NextFree;

    internal bool FirstLineIsPosted;

    /// <summary>Threads that the operation uses; may be fractional.</summary>
    public readonly double ThreadsUsed => Request.ThreadsUsed > 0 ? Math.Min(Request.ThreadsUsed, Request.Threads) : Request.Threads;
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
