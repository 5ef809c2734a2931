using System.Globalization;

namespace Sim.Game;

/// <summary>
/// An amount of RAM in exact hundredths of a GB. The game rounds script costs and used RAM to two decimals, so every amount it
/// compares is a whole number of hundredths and <c>free &gt;= need</c> needs no tolerance.
/// </summary>
/// <param name="Hundredths">Hundredths of a GB; never negative for an amount held or free.</param>
public readonly record struct RamSize(long Hundredths) : IComparable<RamSize>
{
    public static RamSize Zero => default;

    public double Gigabytes => Hundredths / 100.0;

    public static RamSize FromGigabytes(long gigabytes) => new(gigabytes * 100);

    /// <summary>The game's rounding to two decimals: floor(gb x 100 + 0.5), which is JavaScript's Math.round.</summary>
    /// <param name="gigabytes">GB, finite, at most 9e16.</param>
    public static RamSize FromGigabytesRounded(double gigabytes) => new((long)Math.Floor((gigabytes * 100) + 0.5));

    public static RamSize operator +(RamSize left, RamSize right) => new(left.Hundredths + right.Hundredths);

    public static RamSize operator -(RamSize left, RamSize right) => new(left.Hundredths - right.Hundredths);

    public static RamSize operator *(RamSize size, long count) => new(size.Hundredths * count);

    public static bool operator <(RamSize left, RamSize right) => left.Hundredths < right.Hundredths;

    public static bool operator >(RamSize left, RamSize right) => left.Hundredths > right.Hundredths;

    public static bool operator <=(RamSize left, RamSize right) => left.Hundredths <= right.Hundredths;

    public static bool operator >=(RamSize left, RamSize right) => left.Hundredths >= right.Hundredths;

    public int CompareTo(RamSize other) => Hundredths.CompareTo(other.Hundredths);

    /// <summary>GB with up to two decimals, for example <c>1.75GB</c>, whatever the culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Hundredths / 100m:0.##}GB");
}
