using Sim.Engine;

namespace Sim.Game;

/// <summary>The memory of a run that grows with it: the loop with its queue, and the table of jobs. One run at a time may use it.</summary>
public sealed class GameBuffers
{
    private const int FirstJobs = 64;

    internal EventLoop Loop { get; } = new();

    internal Job[] Jobs { get; private set; } = new Job[FirstJobs];

    internal TimerId[] LandingTimers { get; private set; } = new TimerId[FirstJobs];

    /// <summary>Takes the tables back, which may have grown, and leaves nothing in them that another run could see.</summary>
    internal void TakeBack(Job[] jobs, TimerId[] landingTimers, int used)
    {
        Jobs = jobs;
        LandingTimers = landingTimers;
        Array.Clear(Jobs, 0, used);
        Array.Clear(LandingTimers, 0, used);
        Loop.Reset();
    }
}
