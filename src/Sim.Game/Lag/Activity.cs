using System.Collections.Immutable;

namespace Sim.Game;

/// <summary>What keeps the game's one thread busy. The first group is what schedulers cause, the second happens by itself.</summary>
public enum Activity : byte
{
    /// <summary>One exec: from the call to the returned pid.</summary>
    Exec,

    /// <summary>A worker's first line: it works out its delay and calls hack, grow or weaken.</summary>
    WorkerStart,

    /// <summary>The end of an operation: the effect, and the end of the process.</summary>
    Landing,

    /// <summary>One turn of the controller, whatever it plans.</summary>
    ControllerTurn,

    /// <summary>Planning one job in a turn, on top of <see cref="ControllerTurn"/>; what the game refuses was planned as well.</summary>
    ControllerJob,

    /// <summary>A write to a port.</summary>
    PortWrite,

    /// <summary>Waking a script that waits for a port.</summary>
    WakeUp,

    /// <summary>The game's own loop, which catches up in one call when it is late.</summary>
    GameLoop,

    /// <summary>Drawing one frame.</summary>
    Frame,

    /// <summary>Saving the game, which turns everything into text.</summary>
    Autosave,

    /// <summary>The part of an <see cref="Autosave"/> that is due to one running process: one draw a save, times the processes.</summary>
    AutosavePerProcess,

    /// <summary>A pause of the JavaScript engine.</summary>
    GarbageCollection,

    /// <summary>The player's other scripts.</summary>
    OtherScripts,

    /// <summary>The browser or the operating system holds the thread up.</summary>
    Stall,
}

/// <summary>What is known about each <see cref="Activity"/>.</summary>
public static class Activities
{
    private static readonly ImmutableArray<string> s_streams =
    [
        "lag.exec",
        "lag.worker-start",
        "lag.landing",
        "lag.controller-turn",
        "lag.controller-job",
        "lag.port-write",
        "lag.wake-up",
        "lag.game-loop",
        "lag.frame",
        "lag.autosave",
        "lag.autosave-per-process",
        "lag.garbage-collection",
        "lag.other-scripts",
        "lag.stall",
    ];

    /// <summary>All of them, in order.</summary>
    public static ImmutableArray<Activity> All { get; } = [.. Enum.GetValues<Activity>()];

    /// <summary>The names in lag model files, in order: exec, workerStart, ...</summary>
    public static ImmutableArray<string> Keys { get; } = [.. All.Select(activity => char.ToLowerInvariant(activity.ToString()[0]) + activity.ToString()[1..])];

    /// <summary>True for what happens by itself, again and again.</summary>
    public static bool IsBackground(this Activity activity) => activity switch
    {
        Activity.GameLoop or Activity.Frame or Activity.Autosave => true,
        Activity.GarbageCollection or Activity.OtherScripts or Activity.Stall => true,
        _ => false,
    };

    /// <summary>The name in lag model files.</summary>
    public static string Key(this Activity activity) => Keys[(int)activity];

    /// <summary>The name of the random stream that its costs are drawn from; gaps come from a stream of their own.</summary>
    public static string Stream(this Activity activity) => s_streams[(int)activity];
}
