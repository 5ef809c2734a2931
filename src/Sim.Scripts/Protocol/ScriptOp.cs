namespace Sim.Scripts;

/// <summary>What the child asks for, as the first number of an entry; the same numbers as in runtime/kernel/wire.mjs.</summary>
internal enum ScriptOp
{
    /// <summary>slot, delay in ms.</summary>
    Timer = 1,

    /// <summary>slot, kind, target, cores, threads, additionalMsec, duration in ms, pid, script threads, script, host, delay of the timer in ms.</summary>
    Operation = 2,

    /// <summary>slot.</summary>
    Cancel = 3,

    /// <summary>$ to add.</summary>
    Money = 4,

    /// <summary>server.</summary>
    Root = 5,

    /// <summary>server, GB.</summary>
    Host = 6,

    /// <summary>How many numbers the scripts drew from the shared stream.</summary>
    Draws = 7,

    /// <summary>pid, script, host, threads, GB per thread, pid of the parent.</summary>
    Started = 8,

    /// <summary>pid, how.</summary>
    Ended = 9,

    /// <summary>What comes until <see cref="OldChain"/> was not started by a timer: its timers are the first of a chain.</summary>
    NewChain = 11,

    /// <summary>What follows goes on the chain of the present timer.</summary>
    OldChain = 12,

    /// <summary>How many of the message's events have been taken by now; what follows came of the last of them.</summary>
    Consumed = 13,

    /// <summary>The thread has done something that takes time: place in the list of such activities.</summary>
    Work = 14,

    /// <summary>slot, ms: the child has fired a timer by itself that it set in this turn.</summary>
    Local = 15,
}

/// <summary>Events that the child is told, as the first number of an entry.</summary>
internal enum ScriptEvent
{
    /// <summary>slot, ms.</summary>
    Timer = 0,

    /// <summary>slot, ms, returned, money, security, exp, level, the player's money, $ gained.</summary>
    Landing = 1,

    /// <summary>Place in the list of first scripts, ms.</summary>
    Start = 2,

    /// <summary>0, ms. The child is to tell its final state.</summary>
    Finish = 3,
}
