namespace Sim.Game;

/// <summary>What JavaScript does to numbers where .NET does something else.</summary>
internal static class JsNumber
{
    /// <summary>Math.round: to the nearest whole number, half upwards, so that -2.5 gives -2.</summary>
    public static double Round(double x)
    {
        // Not Floor(x + 0.5): that sum rounds up for the largest number below one half.
        double up = Math.Ceiling(x);
        return up - 0.5 > x ? up - 1.0 : up;
    }

    /// <summary>ToInt32, which the bitwise operators apply: the whole part modulo 2^32; 0 for NaN and infinities.</summary>
    public static int ToInt32(double x)
    {
        double wrapped = x % 4294967296.0;
        return double.IsFinite(wrapped) ? unchecked((int)(long)wrapped) : 0;
    }

    /// <summary>
    /// The game's isPowerOfTwo. It works on 32-bit integers, so 64.5 passes as 64 and all multiples of 2^32 pass; callers
    /// reject those by other rules.
    /// </summary>
    public static bool IsPowerOfTwo(double x) => !double.IsNaN(x) && x != 0.0 && (ToInt32(x) & ToInt32(x - 1.0)) == 0;

    /// <summary>Math.log2 of a power of two from 2^-1022 to 2^1023, where it is exact; rounded down for anything else.</summary>
    public static int Log2OfPowerOfTwo(double x) => Math.ILogB(x);
}
