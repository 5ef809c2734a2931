using System.Globalization;

namespace Sim.Engine;

/// <summary>A span of simulated time in whole microseconds; may be negative (a landing that came early).</summary>
/// <param name="Micros">Length in microseconds.</param>
public readonly record struct SimDuration(long Micros) : IComparable<SimDuration>
{
    public static SimDuration Zero => default;

    public double TotalMilliseconds => Micros / 1000.0;

    public double TotalSeconds => Micros / 1e6;

    public static SimDuration FromMilliseconds(long milliseconds) => new(milliseconds * 1000);

    public static SimDuration FromSeconds(long seconds) => new(seconds * 1_000_000);

    public static SimDuration FromHours(long hours) => FromSeconds(hours * 3600);

    /// <summary>
    /// What a browser makes of the delay handed to <c>setTimeout</c>: truncated toward zero to whole milliseconds.
    /// </summary>
    /// <param name="milliseconds">Any finite delay of less than 292,000 years; a negative one gives zero.</param>
    public static SimDuration FromTimerDelay(double milliseconds) =>
        milliseconds > 0 ? new(unchecked((long)milliseconds) * 1000) : Zero;

    /// <summary>The nearest whole microsecond, half away from zero.</summary>
    public static SimDuration FromMillisecondsRounded(double milliseconds) =>
        new((long)Math.Round(milliseconds * 1000, MidpointRounding.AwayFromZero));

    public static SimDuration operator +(SimDuration left, SimDuration right) => new(left.Micros + right.Micros);

    public static SimDuration operator -(SimDuration left, SimDuration right) => new(left.Micros - right.Micros);

    public static SimDuration operator -(SimDuration span) => new(-span.Micros);

    public static SimDuration operator *(SimDuration span, long factor) => new(span.Micros * factor);

    public static SimDuration operator *(long factor, SimDuration span) => new(span.Micros * factor);

    public static bool operator <(SimDuration left, SimDuration right) => left.Micros < right.Micros;

    public static bool operator >(SimDuration left, SimDuration right) => left.Micros > right.Micros;

    public static bool operator <=(SimDuration left, SimDuration right) => left.Micros <= right.Micros;

    public static bool operator >=(SimDuration left, SimDuration right) => left.Micros >= right.Micros;

    public static SimDuration Max(SimDuration left, SimDuration right) => left.Micros >= right.Micros ? left : right;

    public static SimDuration Min(SimDuration left, SimDuration right) => left.Micros <= right.Micros ? left : right;

    public int CompareTo(SimDuration other) => Micros.CompareTo(other.Micros);

    /// <summary>Milliseconds with up to three decimals, for example <c>20ms</c>, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Micros / 1000m:0.###}ms");
}
