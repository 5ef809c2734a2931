using Sim.Engine;

namespace Sim.Schedulers;

/// <summary>
/// How long a GW batch (grow, weaken) takes and how many run at once.
/// <code>
///   grow     |=====================|         the grow waits so that it lands
///   weaken   |===========================|   half of the hot time before the weaken
///            |-------- total ------|-hot-|
/// </code>
/// </summary>
/// <param name="GrowMs">Duration of a grow in ms.</param>
/// <param name="WeakenMs">Duration of a weaken in ms.</param>
/// <param name="Hot">From one batch to the next: the time in which a batch's landings lie.</param>
internal readonly record struct GwTiming(double GrowMs, double WeakenMs, SimDuration Hot)
{
    /// <summary>Between the two landings.</summary>
    public SimDuration Spacer => new(Hot.Micros / 2);

    /// <summary>From the launch to the first landing: a weaken's time in whole milliseconds, and one to spare.</summary>
    public SimDuration First => SimDuration.FromMilliseconds((long)Math.Round(WeakenMs, MidpointRounding.AwayFromZero) + 1);

    /// <summary>From the launch to the last landing.</summary>
    public SimDuration Total => First + Spacer;

    /// <summary>Share of the time in which a batch is hot, 0 to 1.</summary>
    public double HotShare => (double)Hot.Micros / Total.Micros;

    /// <summary>Batches in flight at once.</summary>
    public int Batches => (int)((Total.Micros + Hot.Micros - 1) / Hot.Micros);

    /// <summary>Helpers that they take.</summary>
    public int Helpers => Batches * 2;
}
