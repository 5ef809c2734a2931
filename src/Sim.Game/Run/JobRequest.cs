using Sim.Engine;

namespace Sim.Game;

/// <summary>What a scheduler asks for: one worker process on one host that runs one operation.</summary>
/// <remarks>The fields stand in the order of their size, large ones first, so that the record has no holes.</remarks>
public struct JobRequest
{
    /// <summary>
    /// Threads that the operation uses (the option <c>threads</c>), above 0 and up to <see cref="Threads"/>, fractions
    /// included; 0 for all of them.
    /// </summary>
    public double ThreadsUsed;

    /// <summary>
    /// When the landing is planned. Workers aim at it: at their first line they work out <c>additionalMsec</c> from the clock
    /// and the operation's duration, as the guide advises; a worker that starts too late runs without extra delay and lands late.
    /// With <see cref="HasFixedDelay"/> it is only what landings are compared with.
    /// </summary>
    public SimTime LandsAt;

    /// <summary>Extra delay in ms, 0 to 1e9; used only with <see cref="HasFixedDelay"/>.</summary>
    public double AdditionalMsec;

    public ServerId Host;

    public ServerId Target;

    /// <summary>Threads of the worker's process, 1 or more.</summary>
    public int Threads;

    /// <summary>RAM per thread in hundredths of a GB; 0 for the lean worker of this kind (1.70 or 1.75 GB).</summary>
    public int RamPerThread;

    /// <summary>Which of the controller's schedulers asked; set by the plan.</summary>
    public int Owner;

    /// <summary>The owner's number for the batch that this job belongs to; -1 for none (preparation, loops).</summary>
    public int Batch;

    /// <summary>The batch's plan, as numbered by <see cref="GameRun.AddPlan"/>; used only with a batch.</summary>
    public int Plan;

    /// <summary>The job's place in its batch, 0 for the first landing.</summary>
    public int Position;

    /// <summary>Free for the scheduler; handed back with the landing.</summary>
    public int Tag;

    public JobKind Kind;

    /// <summary>True if <see cref="AdditionalMsec"/> was fixed by the controller instead of being worked out by the worker.</summary>
    public bool HasFixedDelay;

    /// <summary>True if the controller wants to hear of the landing (the worker writes to a port in its atExit).</summary>
    public bool Reports;

    /// <summary>True if the process goes on after the landing and waits for its next operation.</summary>
    public bool IsPermanent;

    /// <summary>True if the job is split over hosts and this is not its last piece.</summary>
    public bool HasMorePieces;
}
