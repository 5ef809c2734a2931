using System.Globalization;

namespace Sim.Engine;

/// <summary>
/// A point on the simulated clock, in whole microseconds since the start of the run. Integers, so that adding never rounds
/// and two runs on two platforms agree to the last bit.
/// </summary>
/// <param name="Micros">Microseconds since the start; negative values do not occur in a run.</param>
public readonly record struct SimTime(long Micros) : IComparable<SimTime>
{
    public static SimTime Zero => default;

    /// <summary>Later than anything that is ever due (292,000 years).</summary>
    public static SimTime Never => new(long.MaxValue);

    /// <summary>The time in milliseconds, as a script's <c>performance.now()</c> would read it.</summary>
    public double TotalMilliseconds => Micros / 1000.0;

    public double TotalSeconds => Micros / 1e6;

    public static SimTime FromMilliseconds(long milliseconds) => new(milliseconds * 1000);

    public static SimTime operator +(SimTime time, SimDuration span) => new(time.Micros + span.Micros);

    public static SimTime operator -(SimTime time, SimDuration span) => new(time.Micros - span.Micros);

    public static SimDuration operator -(SimTime later, SimTime earlier) => new(later.Micros - earlier.Micros);

    public static bool operator <(SimTime left, SimTime right) => left.Micros < right.Micros;

    public static bool operator >(SimTime left, SimTime right) => left.Micros > right.Micros;

    public static bool operator <=(SimTime left, SimTime right) => left.Micros <= right.Micros;

    public static bool operator >=(SimTime left, SimTime right) => left.Micros >= right.Micros;

    public static SimTime Max(SimTime left, SimTime right) => left.Micros >= right.Micros ? left : right;

    public static SimTime Min(SimTime left, SimTime right) => left.Micros <= right.Micros ? left : right;

    public int CompareTo(SimTime other) => Micros.CompareTo(other.Micros);

    /// <summary>Milliseconds with up to three decimals, for example <c>1234.5ms</c>, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Micros / 1000m:0.###}ms");
}
