// The algorithms, their constants and their error analysis come from fdlibm, to whose authors this notice belongs:
//
//   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
//   Developed at SunSoft, a Sun Microsystems, Inc. business.
//   Permission to use, copy, modify, and distribute this software is freely granted,
//   provided that this notice is preserved.
//
// It holds for all files of this class.

using System.Runtime.CompilerServices;

namespace Sim.Engine.Numbers;

/// <summary>
/// log, exp, log1p and pow after Sun's fdlibm, with the changes that V8 made to them, so that results equal JavaScript's
/// Math.log, Math.exp, Math.log1p and Math.pow (Node 20, V8 11.3) bit for bit on every platform. System.Math asks the operating
/// system's C library, whose last bits differ: in up to a tenth of all results.
/// </summary>
/// <remarks>
/// Order of operations is everything here: no expression may be regrouped, and no product and sum fused, even where algebra
/// allows it. .NET does neither by itself. All four are pure, allocate nothing, and give NaN for NaN; which NaN is not promised,
/// as JavaScript has only one.
/// </remarks>
public static partial class FdMath
{
    // ln 2 in two parts: the upper has 32 trailing zero bits, so that a product with an exponent is exact.
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const double TwoTo54 = 18014398509481984.0;
    private const double TwoToMinus54 = 5.55111512312578270212e-17;

    // Coefficients of the series in s = f / (2 + f) that log and log1p share.
    private const double L1 = 6.666666666666735130e-01;
    private const double L2 = 3.999999999940941908e-01;
    private const double L3 = 2.857142874366239149e-01;
    private const double L4 = 2.222219843214978396e-01;
    private const double L5 = 1.818357216161805012e-01;
    private const double L6 = 1.531383769920937332e-01;
    private const double L7 = 1.479819860511658591e-01;

    // Coefficients of the series behind exp, shared with the last step of pow.
    private const double P1 = 1.66666666666666019037e-01;
    private const double P2 = -2.77777777770155933842e-03;
    private const double P3 = 6.61375632143793436117e-05;
    private const double P4 = -1.65339022054652515390e-06;
    private const double P5 = 4.13813679705723846039e-08;

    /// <summary>The upper 32 bits: sign, 11 bits of exponent, 20 bits of mantissa.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int HighWord(double x) => unchecked((int)(BitConverter.DoubleToInt64Bits(x) >> 32));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double WithHighWord(double x, int high) => unchecked(
        BitConverter.Int64BitsToDouble(((long)high << 32) | (BitConverter.DoubleToInt64Bits(x) & 0xffffffffL)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double FromHighWord(int high) => unchecked(BitConverter.Int64BitsToDouble((long)high << 32));

    /// <summary>x without its lower 32 bits, so that products of two such numbers are exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double UpperHalf(double x) => unchecked(
        BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & (long)0xffffffff00000000UL));
}
