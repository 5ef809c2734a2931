using Sim.Engine;

namespace Sim.Benchmarks;

/// <summary>The times between an event and the next one that it sets: what a queue sees of a model.</summary>
public enum HoldMix
{
    /// <summary>Exponential with a mean of ten seconds.</summary>
    Exponential,

    /// <summary>Nine in ten within a second, one in ten around 100 seconds.</summary>
    Bimodal,

    /// <summary>Hack, weaken, grow and weaken of one target, on a grid of four milliseconds.</summary>
    Timer,

    /// <summary><see cref="Timer"/> with up to four milliseconds of lateness.</summary>
    TimerJitter,

    /// <summary>64 targets with times of their own: 192 different delays on the grid.</summary>
    Timer64,
}
