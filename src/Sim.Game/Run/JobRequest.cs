using Sim.Engine;

namespace Sim.Game;

/// <summary>What a scheduler asks for: one worker process on one host that runs one operation.</summary>
/// <remarks>
/// 40 bytes, so that a <see cref="Job"/> fits into one line of the cache: requests are written and copied once for every landing.
/// What few jobs need is in <see cref="OperationOptions"/>.
/// </remarks>
public struct JobRequest
{
    private const byte FixedDelay = 1;
    private const byte Reporting = 2;
    private const byte Permanent = 4;
    private const byte MorePieces = 8;

    /// <summary>
    /// When the landing is planned. Workers aim at it: at their first line they work out <c>additionalMsec</c> from the clock
    /// and the operation's duration, as the guide advises; a worker that starts too late runs without extra delay and lands late.
    /// With <see cref="HasFixedDelay"/> it is only what landings are compared with.
    /// </summary>
    public SimTime LandsAt;

    public ServerId Host;

    public ServerId Target;

    /// <summary>Threads of the worker's process, 1 or more.</summary>
    public int Threads;

    /// <summary>RAM per thread in hundredths of a GB; 0 for the lean worker of this kind (1.70 or 1.75 GB).</summary>
    public int RamPerThread;

    /// <summary>The owner's number for the batch that this job belongs to; -1 for none (preparation, loops).</summary>
    public int Batch;

    /// <summary>The batch's plan, as numbered by <see cref="GameRun.AddPlan"/>; used only with a batch.</summary>
    public int Plan;

    private ushort _owner;
    private ushort _position;
    private byte _flags;

    public JobKind Kind;

    /// <summary>Which of the controller's schedulers asked, 0 to 65,535; set by the plan.</summary>
    public int Owner
    {
        readonly get => _owner;
        set => _owner = (ushort)value;
    }

    /// <summary>The job's place in its batch, 0 for the first landing, up to 65,535.</summary>
    public int Position
    {
        readonly get => _position;
        set => _position = (ushort)value;
    }

    /// <summary>
    /// True if the extra delay was fixed by the controller instead of being worked out by the worker: that of the
    /// <see cref="OperationOptions"/>, zero without.
    /// </summary>
    public bool HasFixedDelay
    {
        readonly get => (_flags & FixedDelay) != 0;
        set => Set(FixedDelay, value);
    }

    /// <summary>True if the controller wants to hear of the landing (the worker writes to a port in its atExit).</summary>
    public bool Reports
    {
        readonly get => (_flags & Reporting) != 0;
        set => Set(Reporting, value);
    }

    /// <summary>True if the process goes on after the landing and waits for its next operation.</summary>
    public bool IsPermanent
    {
        readonly get => (_flags & Permanent) != 0;
        set => Set(Permanent, value);
    }

    /// <summary>True if the job is split over hosts and this is not its last piece.</summary>
    public bool HasMorePieces
    {
        readonly get => (_flags & MorePieces) != 0;
        set => Set(MorePieces, value);
    }

    private void Set(byte flag, bool value) => _flags = (byte)(value ? _flags | flag : _flags & ~flag);
}

/// <summary>What Netscript's hack, grow and weaken take as their options, where a job needs more than its request says.</summary>
/// <param name="Threads">Threads that the operation uses, above 0 and up to those of the process, fractions included; 0 for all of them.</param>
/// <param name="AdditionalMsec">Extra delay in ms, 0 to 1e9; used only with <see cref="JobRequest.HasFixedDelay"/>.</param>
public readonly record struct OperationOptions(double Threads = 0, double AdditionalMsec = 0)
{
    /// <summary>All threads, and no extra delay.</summary>
    public static OperationOptions None => default;
}
