namespace Sim.Engine;

/// <summary>
/// Tells a thread that is given more work than it can do from one that is only late for a while. It looks every
/// <see cref="Window"/>: the thread is saturated once it has not been free for <see cref="WindowCount"/> windows in a row and was
/// later at the end of each than at the end of the one before. A single long stall is caught up with, so the lateness falls; below
/// a load of 1 the thread becomes free now and then; above it neither happens.
/// </summary>
internal struct SaturationWatch
{
    /// <summary>Windows in a row that must all have got worse.</summary>
    public const int WindowCount = 6;

    private long _lookAgainAt;
    private long _lookedAt;
    private long _lateness;
    private int _worse;

    /// <summary>Ten seconds of simulated time, so that saturation is reported after a minute of it.</summary>
    public static SimDuration Window => SimDuration.FromSeconds(10);

    /// <summary>When the thread was found to be saturated; <see cref="SimTime.Never"/> if it was not.</summary>
    public SimTime SaturatedAt { get; private set; } = SimTime.Never;

    public SaturationWatch()
    {
    }

    /// <summary>An event fired late.</summary>
    /// <param name="now">The clock, in microseconds.</param>
    /// <param name="late">How late the event is, above 0.</param>
    /// <param name="freeAt">When the thread was free the last time.</param>
    public void OnLate(long now, long late, long freeAt)
    {
        if (now >= _lookAgainAt) Look(now, late, freeAt);
    }

    private void Look(long now, long late, long freeAt)
    {
        var wasFree = freeAt >= _lookedAt;
        _worse = !wasFree && late > _lateness ? _worse + 1 : 0;
        _lateness = late;
        _lookedAt = now;
        _lookAgainAt = now + Window.Micros;
        if (_worse >= WindowCount && SaturatedAt == SimTime.Never) SaturatedAt = new SimTime(now);
    }
}
