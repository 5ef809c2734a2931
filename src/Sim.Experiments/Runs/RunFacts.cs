namespace Sim.Experiments;

/// <summary>
/// What a run did, in simulated terms: the same on every machine. Result files have these names in snake case, so each ends in
/// its unit where it has one.
/// </summary>
public sealed record RunFacts
{
    /// <summary>Simulated time; shorter than asked for if the thread was saturated.</summary>
    public required double SimulatedS { get; init; }

    /// <summary>$ received from hacks.</summary>
    public required double MoneyEarned { get; init; }

    /// <summary>$ a second over the whole run, preparation included.</summary>
    public required double MoneyPerS { get; init; }

    /// <summary>
    /// $ a second that no scheduler could exceed in the long run with this RAM, at the level at the end of the run, on its targets and
    /// with landings as close as the scheduler's pattern and spacer allow; 0 if nothing can be taken. See <see cref="RunBound"/>.
    /// </summary>
    public double? BoundMoneyPerS { get; init; }

    /// <summary>Money a second over the bound; null if the bound is 0.</summary>
    public double? Efficiency { get; init; }

    public required double ExpPerS { get; init; }

    public required double LevelStart { get; init; }

    public required double LevelEnd { get; init; }

    /// <summary>Batches of which a job was launched.</summary>
    public required long Batches { get; init; }

    /// <summary>Batches that left their target prepped.</summary>
    public required long BatchesPrepped { get; init; }

    public required long BatchesNotPrepped { get; init; }

    public required long Landings { get; init; }

    public required long Hacks { get; init; }

    /// <summary>Successful hacks over all; null without a hack.</summary>
    public double? HackSuccessRate { get; init; }

    /// <summary>Batches with which anything went wrong, each counted once under the first cause.</summary>
    public required long Desyncs { get; init; }

    /// <summary>Desyncs over the batches that ended; null if none did.</summary>
    public double? DesyncRate { get; init; }

    public required long DesyncsOrder { get; init; }

    public required long DesyncsSecurity { get; init; }

    public required long DesyncsMoney { get; init; }

    public required long DesyncsLevelUp { get; init; }

    public required long DesyncsLaunch { get; init; }

    /// <summary>Jobs of batches whose duration was fixed while security was up.</summary>
    public required long Collisions { get; init; }

    public required long LandingsOutOfOrder { get; init; }

    /// <summary>Real minus planned landing, ms; null if no batch job landed.</summary>
    public double? LandingErrorMsMin { get; init; }

    public double? LandingErrorMsMedian { get; init; }

    public double? LandingErrorMsP99 { get; init; }

    public double? LandingErrorMsMax { get; init; }

    /// <summary>Grow threads that changed nothing, over all that landed.</summary>
    public double? GrowThreadsWastedShare { get; init; }

    /// <summary>Weaken threads that changed nothing, over all that landed.</summary>
    public double? WeakenThreadsWastedShare { get; init; }

    /// <summary>RAM of all hosts; the mean over the run where it was changed on the way.</summary>
    public required double RamGbTotal { get; init; }

    public required double RamGbMean { get; init; }

    public required double RamGbPeak { get; init; }

    /// <summary>RAM x time that no job held, over all.</summary>
    public required double RamIdleShare { get; init; }

    public required double RamGbSHack { get; init; }

    public required double RamGbSGrow { get; init; }

    public required double RamGbSWeaken { get; init; }

    /// <summary>GB-seconds held for each $ earned; null if nothing was earned.</summary>
    public double? RamGbSPerDollar { get; init; }

    /// <summary>Launches that exec refused, and workers that died at their first line.</summary>
    public required long JobsRefused { get; init; }

    /// <summary>Jobs not launched because no host had the RAM.</summary>
    public required long JobsDroppedNoRam { get; init; }

    /// <summary>Jobs not launched because they could not land on time.</summary>
    public required long JobsDroppedTooLate { get; init; }

    /// <summary>Jobs not launched because their batch was cancelled.</summary>
    public required long JobsDroppedCancelled { get; init; }

    public required long JobsKilled { get; init; }

    /// <summary>Batches in flight at most.</summary>
    public required int DepthMax { get; init; }

    /// <summary>Times out of step: from a desync until a batch ended prepped without one.</summary>
    public required long Recoveries { get; init; }

    /// <summary>Mean seconds out of step; null if there was no desync after the first clean batch.</summary>
    public double? RecoverySMean { get; init; }

    /// <summary>$ that desyncs cost, each: what the times out of step brought less than the times in step.</summary>
    public double? MoneyLostPerDesync { get; init; }

    /// <summary>Seconds until the first batch was launched, or without batches until a target was prepped; null if neither came.</summary>
    public double? PrepS { get; init; }

    /// <summary>Share of the time in which the thread was busy; null without a lag model.</summary>
    public double? ThreadLoad { get; init; }

    /// <summary>How late the latest timer fired, ms; null without a lag model.</summary>
    public double? LatenessMsMax { get; init; }

    /// <summary>When the run was stopped because the thread was given more work than it can do; null if it was not.</summary>
    public double? SaturatedAtS { get; init; }

    /// <summary>When the last of the milestones was reached that the run was for; null if it was for none or did not reach them all.</summary>
    public double? UntilS { get; init; }

    /// <summary>$ spent; null where nothing can be bought.</summary>
    public double? MoneySpent { get; init; }

    /// <summary>$ that hacknet nodes have brought; null where nothing can be bought.</summary>
    public double? MoneyHacknet { get; init; }

    /// <summary>Things bought; null where nothing can be bought.</summary>
    public long? Purchases { get; init; }

    /// <summary>RAM of all hosts at the end; null where nothing can be bought.</summary>
    public double? RamGbEnd { get; init; }

    /// <summary>Timers of the game and its scripts that fired.</summary>
    public required long Events { get; init; }

    /// <summary>Sixteen hexadecimal digits, see <see cref="Experiments.TraceHash"/>.</summary>
    public required string TraceHash { get; init; }
}
