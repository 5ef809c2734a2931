namespace Sim.Engine;

/// <summary>
/// The place of an event in a run: due time, then creation. A total order without ties, and the order in which a browser
/// fires timers, so nothing is ever sorted by kind.
/// </summary>
/// <param name="DueAt">When the event is due.</param>
/// <param name="Sequence">How many events were created before it in this run.</param>
public readonly record struct EventKey(SimTime DueAt, long Sequence) : IComparable<EventKey>
{
    public static bool operator <(EventKey left, EventKey right) => left.CompareTo(right) < 0;

    public static bool operator >(EventKey left, EventKey right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventKey left, EventKey right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventKey left, EventKey right) => left.CompareTo(right) >= 0;

    public int CompareTo(EventKey other)
    {
        var byTime = DueAt.CompareTo(other.DueAt);
        return byTime != 0 ? byTime : Sequence.CompareTo(other.Sequence);
    }
}
