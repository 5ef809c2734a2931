using System.Runtime.InteropServices;
using Sim.Engine;
using Sim.Game;

namespace Sim.Scripts;

/// <summary>One hack, grow or weaken that a script has called.</summary>
[StructLayout(LayoutKind.Auto)]
public struct ScriptOperation
{
    /// <summary>Its number in the order of calls, from 1.</summary>
    public long Number;

    public JobKind Kind;

    public ServerId Target;

    /// <summary>The server that the script runs on.</summary>
    public ServerId Host;

    /// <summary>Cores of the host.</summary>
    public int Cores;

    /// <summary>Threads that the operation uses; may be fractional.</summary>
    public double Threads;

    /// <summary>Threads of the script.</summary>
    public double ScriptThreads;

    /// <summary>Delay that the script asked for, in ms.</summary>
    public double AdditionalMsec;

    /// <summary>The exact duration in ms.</summary>
    public double DurationMs;

    public double SecurityAtStart;

    public double LevelAtStart;

    public SimTime StartedAt;

    public SimTime DueAt;

    public int Pid;

    /// <summary>Number of the script's name.</summary>
    public int Script;
}

/// <summary>A script that was started.</summary>
/// <param name="Pid">From 1, in the order of starts.</param>
/// <param name="Script">Number of its name.</param>
/// <param name="Host">Where it runs.</param>
/// <param name="Threads">1 or more.</param>
/// <param name="RamPerThread">GB.</param>
/// <param name="Parent">The pid of what started it; 0 for the first scripts.</param>
public readonly record struct StartedScript(int Pid, int Script, ServerId Host, double Threads, double RamPerThread, int Parent);

/// <summary>How a script came to its end.</summary>
public enum ScriptEnd
{
    /// <summary>Its last line was over.</summary>
    Returned = 0,

    /// <summary>It was killed, or ended itself.</summary>
    Killed = 1,

    /// <summary>It threw.</summary>
    Failed = 2,
}
