using Sim.Engine;

namespace Sim.Cli.Speed;

/// <summary>How long the timers of the hold loops last.</summary>
internal static class HoldDelay
{
    private const long JitterMicros = 4_000;

    /// <summary>Microseconds: the operation's time, which follows from the timer's number, and up to 4 ms more.</summary>
    public static long Draw(RandomStream random, int timer)
    {
        var seconds = (timer & 3) switch { 0 => 5, 2 => 16, _ => 20 };
        return (seconds * 1_000_000L) + (long)(random.NextDouble() * JitterMicros);
    }
}
