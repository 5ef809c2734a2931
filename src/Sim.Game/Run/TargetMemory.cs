namespace Sim.Game;

/// <summary>
/// What the formulas last gave for a target, with what they were asked. Batches find their target in the same few states over and
/// over, so most landings need no logarithm and no power; the remembered values are the formulas' own, so no bit changes.
/// <c>LandingBenchmarks</c> measures what it saves.
/// </summary>
internal struct TargetMemory
{
    /// <summary>Exp of one thread; depends on nothing that changes in a run.</summary>
    public double ExpPerThread;

    // Durations depend on security and level.
    public double TimesSecurity;
    public double TimesLevel;
    public double HackSeconds;

    // Chance and fraction depend on security and level.
    public double HackSecurity;
    public double HackLevel;
    public double Chance;
    public double Fraction;
    public double ThreadsThatCount;

    // The log of growth of one thread depends on security and the host's cores.
    public double GrowSecurity;
    public int GrowCores;
    public double LogPerThread;

    // What a grow did depends on these and the log.
    public double GrownLog;
    public double GrownFrom;
    public double GrownThreads;
    public double GrownTo;
    public double GrownCounted;

    /// <summary>Remembers nothing: a security that is not a number equals none.</summary>
    public static TargetMemory Empty(double expPerThread) => new()
    {
        ExpPerThread = expPerThread,
        TimesSecurity = double.NaN,
        HackSecurity = double.NaN,
        GrowSecurity = double.NaN,
        GrownLog = double.NaN,
    };
}
