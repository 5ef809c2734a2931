namespace Sim.Experiments;

/// <summary>Waiting for a broker. It decides when results come, never what they say.</summary>
internal static class Pause
{
    /// <summary>Between two looks at something that changes by itself.</summary>
    public static Task Short(CancellationToken cancel) => Task.Delay(TimeSpan.FromMilliseconds(100), cancel);

    /// <summary>Between two looks at something that changes seldom.</summary>
    public static Task Long(CancellationToken cancel) => Task.Delay(TimeSpan.FromSeconds(1), cancel);

    /// <summary>Before the next try to connect: half a second, then twice as long each time, five seconds at most.</summary>
    public static Task BeforeTry(int attempt, CancellationToken cancel) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Min(5_000, 500 << Math.Min(attempt, 4))), cancel);
}
